/**
 * Names that become file names. Small letters, digits and single dashes mean the same on file systems with and without case, need no
 * quoting in any shell, and cannot lead out of a folder.
 */

export const MAX_ID_LENGTH = 64

export const ID_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** Windows refuses these as file names, whatever their extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/

/** Why a text is no id of an integration; undefined when it is one. */
export function whyNoId(id: string): string | undefined {
  if (id === '') return 'an id is not empty'
  if (id.length > MAX_ID_LENGTH) return `an id has at most ${MAX_ID_LENGTH} characters`
  if (!ID_PATTERN.test(id)) return 'an id is kebab-case: small letters and digits, joined by single dashes'
  if (RESERVED.test(id)) return 'Windows keeps this name for itself, so no file can have it'
  return undefined
}

/** The id a name suggests (`Spring e-mail (DE)` → `spring-e-mail-de`); undefined where nothing of it can stand in an id. */
export function suggestId(name: string): string | undefined {
  const id = name
    .normalize('NFKD')
    .replaceAll('ß', 'ss')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, MAX_ID_LENGTH)
    .replace(/-$/, '')
  return whyNoId(id) === undefined ? id : undefined
}
