import type {CapturedRequest} from '../../hits/captured-request.js'
import {failureOfCode} from '../failure-code.js'
import {parseIsoTime} from '../iso-time.js'
import {decodeBody, missingBodyState} from '../request-body.js'
import {
  describeProjected,
  headers,
  isMembers,
  length,
  membersOf,
  numberOf,
  object,
  textOf,
  Unread,
  value,
  type Members,
  type Projected,
} from './json-shape.js'
import type {PageBook} from './pages.js'

/**
 * The parts of a HAR entry that are read (HAR 1.2 specification, "entries"; keys with an underscore are those of Chrome, Playwright and
 * WebPageTest). `queryString` and `postData.params` are the producer's own decoding of what stands in the URL and the text, with its own
 * mistakes: they are never read, `params` only counted.
 */
export const ENTRY_SHAPE = object({
  pageref: value,
  startedDateTime: value,
  request: object({
    method: value,
    url: value,
    bodySize: value,
    headers: headers('referer', 'content-length', 'content-encoding', 'sec-fetch-dest'),
    postData: object({mimeType: value, text: value, encoding: value, _encoding: value, _file: value, _sha1: value, params: length}),
  }),
  response: object({
    status: value,
    redirectURL: value,
    headers: headers('location'),
    content: object({mimeType: value}),
    _error: value,
    _failureText: value,
  }),
  _resourceType: value,
  _frameref: value,
  _error: value,
  _failureText: value,
  _wasAborted: value,
})

/** An entry as a request; `bodyFile` names where its body is kept when it is not in the entry itself. */
export interface ReadEntry {
  request: CapturedRequest
  bodyFile?: string
  contentEncoding?: string | undefined
}

/** Reads one projected entry. A string says why it is no request. */
export function readEntry(entry: Projected, place: {file: number; record: number}, pages: PageBook): ReadEntry | string {
  if (!isMembers(entry)) return `the entry is ${describeProjected(entry)}, not an object`
  const given = entry['request']
  if (given === undefined) return 'the entry has no request'
  if (!isMembers(given)) return `request is ${describeProjected(given)}, not an object`
  const url = given['url']
  if (url === undefined) return 'request.url is missing'
  if (typeof url !== 'string') return `request.url is ${describeProjected(url)}, not a string`
  if (url.trim() === '') return 'request.url is empty'

  const response = membersOf(entry['response'])
  const requestHeaders = membersOf(given['headers'])
  const request: CapturedRequest = {url, method: methodOf(given), bodyState: 'none', place: {...place}}
  const bodyFile = setBody(request, given, textOf(requestHeaders['content-encoding']))

  const status = numberOf(response['status'])
  if (status !== undefined && status > 0) request.status = status
  const failure = failureOf(entry, response, request.status)
  if (failure) request.failure = failure
  const redirect = redirectOf(response, request.status)
  if (redirect) request.redirectsTo = redirect
  const timeMs = parseIsoTime(textOf(entry['startedDateTime']) ?? '')
  if (timeMs !== undefined) request.timeMs = timeMs
  const referrer = textOf(requestHeaders['referer'])
  if (referrer) request.referrer = referrer

  const {page, isDocument} = pages.place({
    pageref: textOf(entry['pageref']),
    url,
    isRedirect: redirect !== undefined,
    resourceType: textOf(entry['_resourceType']),
    mimeType: textOf(membersOf(response['content'])['mimeType']),
    fetchDestination: textOf(requestHeaders['sec-fetch-dest']),
    frame: textOf(entry['_frameref']),
  })
  if (page !== undefined) request.place.page = page
  if (isDocument) request.document = true
  return bodyFile === undefined ? {request} : {request, bodyFile, contentEncoding: textOf(requestHeaders['content-encoding'])}
}

function methodOf(request: Members): string {
  const method = textOf(request['method'])?.trim()
  if (method) return method.toUpperCase()
  return isMembers(request['postData']) ? 'POST' : 'GET'
}

/** Sets body and state; returns the name of the file that holds the body when only that is known. */
function setBody(request: CapturedRequest, given: Members, contentEncoding: string | undefined): string | undefined {
  // Nearly every request of a page.
  if (given['postData'] === undefined && request.method === 'GET') return undefined
  const postData = membersOf(given['postData'])
  const text = textOf(postData['text'])
  if (text !== undefined && text !== '') {
    const encoding = textOf(postData['encoding']) ?? textOf(postData['_encoding'])
    const body = encoding?.toLowerCase() === 'base64' ? decodeBody(Buffer.from(text, 'base64'), contentEncoding) : plainText(text)
    request.bodyState = body === undefined ? 'not-recorded' : 'recorded'
    if (body !== undefined) request.body = body
    // Firefox cuts what it shows of long bodies; Content-Length still tells how long they were.
    if ((contentLength(given) ?? 0) > Buffer.byteLength(body ?? '')) request.mayBeCut = true
    return undefined
  }
  const sizes = [numberOf(given['bodySize']), contentLength(given)].filter((size) => size !== undefined && size >= 0)
  const isOmitted = postData['text'] instanceof Unread || (numberOf(postData['params']) ?? 0) > 0
  const isBinary = textOf(postData['mimeType'])?.startsWith('application/octet-stream') ?? false
  request.bodyState = isOmitted
    ? 'not-recorded'
    : missingBodyState({
        method: request.method,
        url: request.url,
        sizeBytes: sizes.length > 0 ? Math.max(...sizes.map(Number)) : undefined,
        // Playwright leaves the text of binary bodies empty.
        isGivenEmpty: text === '' && (!isBinary || sizes.length > 0),
      })
  return textOf(postData['_file']) ?? textOf(postData['_sha1'])
}

/** A compressed body that a producer forced into text cannot be restored. */
const plainText = (text: string): string | undefined => (text.charCodeAt(0) === 0x1f ? undefined : text)

function contentLength(request: Members): number | undefined {
  const header = textOf(membersOf(request['headers'])['content-length'])
  return header !== undefined && /^\d+$/.test(header.trim()) ? Number(header) : undefined
}

function failureOf(entry: Members, response: Members, status: number | undefined): CapturedRequest['failure'] {
  // Once there is a status the server has had the request.
  if (status !== undefined) return undefined
  // Playwright: a route of the test run took the request away.
  if (entry['_wasAborted'] === true) return 'blocked'
  const codes = [response['_error'], response['_failureText'], entry['_error'], entry['_failureText']]
  return codes.map((code) => failureOfCode(textOf(code) ?? '')).find((failure) => failure !== undefined)
}

function redirectOf(response: Members, status: number | undefined): string | undefined {
  if (status !== undefined && (status < 300 || status > 399)) return undefined
  const location = textOf(response['redirectURL']) || textOf(membersOf(response['headers'])['location'])
  return location === '' ? undefined : location
}
