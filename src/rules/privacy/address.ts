const ADDRESS = /^[a-z][a-z\d+.-]{0,20}:\/\//i

/**
 * Where the part of a URL begins that may hold what a visitor typed: at its `?` or `#`. Before it stand host, path and the account names
 * of public sites. 0 for a text that is no URL; its length for a URL without such a part.
 */
export function contentStart(text: string): number {
  if (!ADDRESS.test(text)) return 0
  const start = text.search(/[?#]/)
  return start === -1 ? text.length : start
}
