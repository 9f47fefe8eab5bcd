/**
 * What a landing page must find in a URL, said independently of the code that is generated: the yardstick of `dc code test`.
 * Names are compared without case; of repeated parameters the first with a value counts; fragments never; a value is decoded once.
 */
export function readParameter(url: string, name: string): string {
  for (const [key, value] of queryPairs(url)) {
    if (key.replace(/^amp;/i, '').toLowerCase() === name.toLowerCase() && isValue(value)) return value
  }
  return ''
}

/** Adobe reads a value that begins with `D=` as a dynamic variable. Source: "Dynamic variables", implementation guide. */
const isValue = (value: string) => value !== '' && !value.startsWith('D=')

function queryPairs(url: string): [string, string][] {
  const [, query = ''] = /^[^?#]*\?([^#]*)/.exec(url) ?? []
  return query.split('&').flatMap((pair): [string, string][] => {
    const [, key = '', value] = /^([^=]*)=([\s\S]*)$/.exec(pair) ?? []
    return value === undefined ? [] : [[decode(key), cleaned(decode(value))]]
  })
}

const cleaned = (value: string) => value.replace(/[\u0000-\u001F\u007F]/g, '').trim()

/** `+` is a blank; escapes that are no UTF-8 stay as they are, and leave the others alone. */
function decode(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    const bytes = Uint8Array.from(escapes.slice(1).split('%'), (pair) => Number.parseInt(pair, 16))
    try {
      return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)
    } catch {
      return escapes
    }
  })
}
