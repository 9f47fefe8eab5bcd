import type {CapturedRequest} from './captured-request.js'
import type {HitPath} from './recognise.js'

export type Transport = 'image' | 'script' | 'post' | 'beacon' | 'xml'

/** How AppMeasurement sent the hit, as far as the request tells; a POST without a body but with a query is a beacon. */
export function transportOf(request: CapturedRequest, path: HitPath): Transport {
  if (request.method !== 'POST') return path.format === '10' ? 'script' : 'image'
  if (path.format === '6') return 'xml'
  return !request.body && request.url.includes('?') ? 'beacon' : 'post'
}
