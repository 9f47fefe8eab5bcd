import type {CapturedRequest} from './captured-request.js'
import type {Source} from './params.js'
import {readXmlInsert} from './xml-insert.js'

export interface RawParameters {
  raw: string
  isXml: boolean
  /** Where `raw` was cut from, if nothing else went into it. */
  source?: Source
}

/**
 * All parameters of a hit as one text: the query string, then the body. `pathIndex`: where `/b/ss/` stands in the URL.
 * AppMeasurement fills one of the two; server-side senders use both. An XML document comes as the pairs it stands for.
 */
export function rawParameters(request: CapturedRequest, pathIndex: number): RawParameters {
  const {url, body} = request
  const {from, to} = queryOf(url, pathIndex)
  const query = url.slice(from, to)
  if (body === undefined || body === '') return {raw: query, isXml: false, ...(to === url.length && {source: {text: url, from}})}
  if (XML_START.test(body)) return {raw: join(query, readXmlInsert(body)), isXml: true}
  return {raw: isFormLike(body) ? join(query, body.trim().replace(/^\?/, '')) : query, isXml: false}
}

/**
 * The query string, without a fragment. The closing token behind a `#` tells that the URL was printed decoded (by a console, say): the
 * libraries that send it escape that sign, so all of it was sent.
 */
function queryOf(url: string, index: number): {from: number; to: number} {
  const mark = url.indexOf('?', index)
  if (mark === -1) return {from: url.length, to: url.length}
  const hash = url.indexOf('#', index)
  if (hash === -1 || (hash > mark && url.includes('&AQE=1', hash))) return {from: mark + 1, to: url.length}
  return hash < mark ? {from: hash, to: hash} : {from: mark + 1, to: hash}
}

function join(query: string, body: string): string {
  return body === '' ? query : query === '' ? body : `${query}&${body}`
}

const XML_START = /^\s*</

/** Never by MIME type: AppMeasurement before 2.24.0 let the browser choose one. */
function isFormLike(body: string): boolean {
  return /^\s*\??(?:\[AQB\]|[^\s={}[\]<"?]*[=.&])/.test(body.slice(0, 200))
}
