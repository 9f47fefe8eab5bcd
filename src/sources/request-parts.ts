/** What several text formats have to decide about a request, in one place. */
import type {PlacelessRequest} from './format.js'
import {missingBodyState} from './request-body.js'

/** The path of an image request, in an absolute URL or in a path; never looked for in the query, where landing pages quote it. */
const HIT_PATH = /^(?:[a-z][a-z\d+.-]*:)?(?:\/\/[^/?#]*)?\/(?:[^?#]*\/)?b\/ss\//i

/** True when the path is that of an Adobe Analytics image request (`/b/ss/…`). */
export function hasHitPath(url: string): boolean {
  return url.includes('/b/ss/') && HIT_PATH.test(url)
}

/** True when the URL has a query with something in it. */
export function hasQuery(url: string): boolean {
  const at = url.indexOf('?')
  return at >= 0 && at < url.length - 1 && url.charCodeAt(at + 1) !== 35
}

/**
 * Sets body and its state. `text` undefined means that the record holds none, which on a hit with a query says that there was none (a hit is either
 * in the query or in the body, see `missingBodyState`); an empty one on a hit without a query was not recorded either.
 */
export function setBody(request: PlacelessRequest, text: string | undefined, sizeBytes?: number): void {
  const {method, url} = request
  if (text === undefined || (text === '' && !hasQuery(url))) {
    request.bodyState = missingBodyState({method, url, sizeBytes, isGivenEmpty: text === '' || hasHitPath(url)})
    return
  }
  request.body = text
  request.bodyState = 'recorded'
}

/** HTML-escaped ampersands, undone only where no bare one shows that the text is not HTML. */
export function unescapeAmpersands(url: string): string {
  return url.includes('&amp;') && !/&(?!amp;)/i.test(url) ? url.replaceAll('&amp;', '&') : url
}

/** Form data that a tool parsed (`{"events": ["scAdd"]}`), written back. Order within a key and among keys is as the tool left it. */
export function formDataToBody(form: Record<string, unknown>): string {
  const pairs: string[] = []
  for (const [name, values] of Object.entries(form)) {
    for (const value of Array.isArray(values) ? values : [values]) {
      pairs.push(`${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(textOf(value)))}`)
    }
  }
  return pairs.join('&')
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === null || value === undefined ? '' : JSON.stringify(value)
}

/** Lone surrogates make `encodeURIComponent` throw. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}

export const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'CONNECT', 'TRACE'])
