/** The URL of a request that a JSON object describes. */
import {headerValue} from './request-object-body.js'
import {FIELD} from './request-object-keys.js'

/** `GET /b/ss/… HTTP/1.1`, as nginx writes it into `request`. */
export function requestLine(values: readonly unknown[]): {method: string; target: string} | undefined {
  const line = values[FIELD.requestLine] ?? values[FIELD.container]
  if (typeof line !== 'string') return undefined
  const [, method, target] = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/.exec(line) ?? []
  return method === undefined || target === undefined ? undefined : {method, target}
}

/** An absolute URL, or the path and query that an access log knows, completed with scheme and host where they are logged. */
export function findRequestUrl(values: readonly unknown[]): string | undefined {
  const url = values[FIELD.url]
  if (typeof url === 'string') {
    if (/^[a-z][a-z\d+.-]*:\/\//i.test(url)) return url
    if (url.startsWith('//')) return `https:${url}`
    if (url.startsWith('/')) return withOrigin(url, values)
    if (/^[\w.-]+\.[a-z]{2,}(?::\d+)?\//i.test(url)) return `https://${url}`
  }
  // Apache's way to log JSON by hand: `{"request": "%U", "query": "%q"}`.
  const path = values[FIELD.path] ?? values[FIELD.container]
  if (typeof path === 'string' && (path.startsWith('/') || /^https?:\/\//i.test(path))) return withQuery(path, values)
  const target = requestLine(values)?.target
  if (target === undefined) return undefined
  return /^https?:\/\//i.test(target) ? target : withOrigin(target, values)
}

function withQuery(path: string, values: readonly unknown[]): string {
  const query = values[FIELD.query]
  const whole =
    typeof query === 'string' && query !== '' && query !== '-' && !path.includes('?') ? `${path}?${query.replace(/^\?/, '')}` : path
  return whole.startsWith('/') ? withOrigin(whole, values) : whole
}

function withOrigin(target: string, values: readonly unknown[]): string {
  const host = values[FIELD.host] ?? headerValue(values[FIELD.headers], 'host')
  if (typeof host !== 'string' || host === '-' || host === '_') return target
  const scheme = values[FIELD.scheme]
  const port = values[FIELD.port]
  const usual = port === undefined || port === 80 || port === 443 || port === '80' || port === '443'
  const authority = usual || host.includes(':') || (typeof port !== 'number' && typeof port !== 'string') ? host : `${host}:${port}`
  return `${typeof scheme === 'string' && /^http:?$/i.test(scheme) ? 'http' : 'https'}://${authority}${target}`
}
