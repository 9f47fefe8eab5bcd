/** An element with its attributes (undefined ones are left out) and its content: text, or elements already written. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: string | readonly string[] = [],
): string {
  const open = Object.entries(attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('')
  if (typeof content === 'string') return `<${name}${open}>${escapeXml(content)}</${name}>`
  if (content.length === 0) return `<${name}${open}/>`
  return `<${name}${open}>\n${content.map((child) => `${child}\n`).join('')}</${name}>`
}

const ENTITIES: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;'}

/**
 * Text for an attribute or an element. Characters that XML 1.0 cannot hold, not even as a reference (most control characters, lone
 * surrogates), become U+FFFD. Line breaks and tabs become references, which attributes would otherwise turn into blanks.
 */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
}
