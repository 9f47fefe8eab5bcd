/**
 * Names as servers give them are not to be trusted: they are shown escaped, never become a local path, and only a plain one is ever sent
 * back to the server to read the file.
 */

/** What could move a cursor, turn the direction of writing or hide: as `\u{1b}`. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu
const MOST_SHOWN = 255

/** For people and evidence: one line of printable characters, at most 255 of them. */
export function escapeName(name: string): string {
  const cut = name.length > MOST_SHOWN ? `${name.slice(0, MOST_SHOWN)}…` : name
  return cut.replaceAll(HIDDEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}

/** A name that can mean nothing but an entry of the directory it was found in. */
export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && !name.includes('..') && !/[/\\\p{Cc}\uFFFD]/u.test(name)
}

/** Half a delivery: uploads go to this name and are renamed at the end. Source: "Configure data feeds", Best practices. */
export function isPartial(name: string): boolean {
  return /\.part$/i.test(name)
}
