import type {CapturedRequest} from '../../src/hits/captured-request.js'
import {decodeHit, type Hit} from '../../src/hits/hit.js'

/** A request to a collection server; `query` stands behind the path of an AppMeasurement hit unless a whole URL or path is given. */
export function requestOf(query: string, more: Partial<CapturedRequest> = {}): CapturedRequest {
  const url = /^https?:|^\//.test(query) ? query : `https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s21234567890123?${query}`
  return {url, method: 'GET', bodyState: 'none', place: {file: 0, record: 0}, ...more}
}

/** The same as a POST with a body. */
export function postOf(body: string, url = 'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s21234567890123'): CapturedRequest {
  return requestOf(url, {method: 'POST', body, bodyState: 'recorded'})
}

/** The hit of a request that must be one. */
export function hitOf(request: string | CapturedRequest): Hit {
  const hit = decodeHit(typeof request === 'string' ? requestOf(request) : request)
  if (hit === undefined) throw new Error('the request is no hit')
  return hit
}
