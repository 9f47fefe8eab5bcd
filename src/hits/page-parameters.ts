import {decodeText} from './decode-text.js'

/** A parameter in the query of a page URL. */
export interface PageParameter {
  name: string
  /** Decoded, without blanks at its edges; never empty. */
  value: string
  /** The pair `name=value`: UTF-16 offsets into the URL. */
  start: number
  end: number
}

/**
 * The first parameter of that name with a value; undefined where the query of the URL has none. Names are case-sensitive, as they are for
 * processing rules and for `s.Util.getQueryParam`. What stands behind `#` is no query.
 */
export function findPageParameter(url: string, name: string): PageParameter | undefined {
  return pageParameters(url, name)[0]
}

/** All parameters of that name with a value, in order: some links carry one twice. */
export function pageParameters(url: string, name: string): PageParameter[] {
  const found: PageParameter[] = []
  const mark = url.indexOf('?')
  if (mark === -1) return found
  const hash = url.indexOf('#', mark)
  const length = hash === -1 ? url.length : hash
  for (let start = mark + 1; start < length;) {
    const ampersand = url.indexOf('&', start)
    const end = ampersand === -1 || ampersand > length ? length : ampersand
    const equals = url.indexOf('=', start)
    if (equals !== -1 && equals < end && isCalled(url, start, equals, name)) {
      const value = decodeText(url.slice(equals + 1, end)).trim()
      if (value !== '') found.push({name, value, start, end})
    }
    start = end + 1
  }
  return found
}

function isCalled(url: string, start: number, end: number, name: string): boolean {
  if (end - start === name.length) return url.startsWith(name, start)
  // Only an escape makes a name longer than it is.
  return end - start > name.length && decodeText(url.slice(start, end)) === name
}
