/**
 * A request from a parsed JSON object: the own format of `dc` (`url`, `method`, `body`, `status`, `ts`, `page`), DevTools protocol events, HAR
 * entries, Playwright's and Puppeteer's requests, mitmproxy's and Charles's dumps, and the JSON access logs of web servers and content networks.
 * What names are known stands in request-object-keys.ts. Never throws; anything may be of any type.
 */
import {failureOfCode} from './failure-code.js'
import {FLAT, flatName, flatValue} from './flat-objects.js'
import type {PlacelessRequest, Skip} from './format.js'
import {FIELD, FIELD_COUNT, KEYS, namesOf} from './request-object-keys.js'
import {headerValue, readBody} from './request-object-body.js'
import {METHODS, hasHitPath, hasQuery, setBody} from './request-parts.js'
import {findRequestUrl, requestLine} from './request-object-url.js'
import {parseTime} from './request-time.js'

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What an object and the objects inside it say, by field. */
export interface Found {
  values: unknown[]
  ranks: number[]
}

/** How deep a request may be wrapped (`_source.request`, `message.params.request`). */
const MAX_DEPTH = 4
const EXPECTED_PROTOCOL_EVENTS = new Set(['Network.requestWillBeSent', 'network.beforeRequestSent'])
/** A nested object's fields win over those of the same name around it: the outer `url` of `{url, request: {url}}` is the page's. */
const INNER_BONUS = 100

/** Reused for every object; reading one never calls for another before it is done. */
const found: Found = {values: Array.from({length: FIELD_COUNT}), ranks: Array.from({length: FIELD_COUNT}, () => 0)}

/** The request that an object describes, or why it describes none. */
export function requestFromObject(object: JsonObject): PlacelessRequest | Skip {
  for (let depth = 0; depth < MAX_DEPTH && isObject(object['message']); depth++) object = object['message']
  const method = object['method']
  if (typeof method === 'string' && method.includes('.') && !EXPECTED_PROTOCOL_EVENTS.has(method)) return {skip: 'not-a-request'}
  found.values.fill(undefined)
  found.ranks.fill(Number.MAX_SAFE_INTEGER)
  collect(object, 0)
  const url = findRequestUrl(found.values)
  if (url === undefined) {
    if (isEdgePayload(object)) return {skip: 'edge-not-judged'}
    return {skip: found.values[FIELD.response] !== undefined ? 'not-a-request' : 'no-url'}
  }
  return buildRequest(url, found.values)
}

/**
 * The request of the flat object that was read last, the same that `requestFromObject` gives; undefined where only that can tell: what is no request,
 * or has a name twice.
 */
export function requestFromFlat(): PlacelessRequest | undefined {
  found.values.fill(undefined)
  found.ranks.fill(Number.MAX_SAFE_INTEGER)
  for (let index = 0; index < FLAT.size; index++) {
    const key = KEYS.get(flatName(index))
    if (key === undefined) continue
    const {field, rank} = key
    const value = flatValue(index)
    if (found.ranks[field] === rank) return undefined
    if (value === null || rank > (found.ranks[field] ?? 0)) continue
    const read = readValue(field, value)
    if (read === undefined) {
      // It may be the name of an event.
      if (field === FIELD.method) return undefined
      continue
    }
    found.values[field] = read
    found.ranks[field] = rank
  }
  const url = findRequestUrl(found.values)
  return url === undefined ? undefined : buildRequest(url, found.values)
}

const TEXT_NAMES = namesOf('text')

/**
 * Text that a logging tool wrapped in JSON (`{"log": "…"}`, `{"_source": {"message": "…"}}`), when the object itself has no URL. To be called right
 * after `requestFromObject`, which has seen the objects inside.
 */
export function wrappedText(object: JsonObject): string | undefined {
  return TEXT_NAMES.map((name) => readText(object[name])).find((text) => text !== undefined) ?? readText(found.values[FIELD.text])
}

function collect(object: JsonObject, depth: number): void {
  const {values, ranks} = found
  for (const name in object) {
    const key = KEYS.get(name)
    if (key === undefined) continue
    const value = object[name]
    if (value === null || value === undefined) continue
    if (key.field === FIELD.container && isObject(value)) {
      if (depth < MAX_DEPTH) collect(value, depth + 1)
      continue
    }
    if (key.field === FIELD.response && isObject(value)) collectResponse(value)
    const rank = key.rank - depth * INNER_BONUS
    if (rank >= (ranks[key.field] ?? 0)) continue
    const read = readValue(key.field, value)
    if (read === undefined) continue
    values[key.field] = read
    ranks[key.field] = rank
  }
}

/** A name may be used for something else (`time` as a duration, `page` as a number): such a value does not take the place of a right one. */
function readValue(field: number, value: unknown): unknown {
  switch (field) {
    case FIELD.url:
      // Elastic's schema keeps a URL in parts: `{"url": {"full": …, "domain": …}}`.
      // Postman as well: `{"url": {"raw": …, "host": […]}}`.
      return isObject(value) ? readValue(field, value['full'] ?? value['original'] ?? value['raw']) : readText(value)
    case FIELD.host:
    case FIELD.scheme:
    case FIELD.path:
    case FIELD.text:
    case FIELD.container: // `request` as a text is the request line of an access log
      return readText(value)
    case FIELD.method: {
      const method = typeof value === 'string' ? value.toUpperCase() : ''
      return METHODS.has(method) ? method : undefined
    }
    case FIELD.time:
      return parseTime(value)
    case FIELD.status:
      return toStatus(value)
    default:
      return value
  }
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function collectResponse(response: JsonObject): void {
  const status = response['status'] ?? response['statusCode'] ?? response['status_code']
  found.values[FIELD.status] ??= toStatus(status)
  const redirect = response['redirectURL'] ?? headerValue(response['headers'], 'location')
  if (typeof redirect === 'string' && redirect !== '') found.values[FIELD.redirect] = redirect
  const failure = response['_failureText'] ?? response['_error']
  if (typeof failure === 'string' && failure !== '') found.values[FIELD.failure] = failure
}

function buildRequest(url: string, values: readonly unknown[]): PlacelessRequest {
  const recorded = readBody(values)
  // Without a method, a text beside a hit that is whole in its query is a note, not a body.
  const hasBody = values[FIELD.hasBody] === true || (recorded !== undefined && !(hasHitPath(url) && hasQuery(url)))
  const request: PlacelessRequest = {url, method: findMethod(url, values, hasBody), bodyState: 'none'}
  const carriesBody = request.method !== 'GET' && request.method !== 'HEAD'
  if (carriesBody) {
    const size = values[FIELD.hasBody]
    setBody(request, recorded, size === true ? 1 : typeof size === 'number' && size > 0 ? size : undefined)
  }
  const status = values[FIELD.status]
  if (typeof status === 'number') request.status = status
  const timeMs = values[FIELD.time]
  if (typeof timeMs === 'number') request.timeMs = timeMs
  const redirect = values[FIELD.redirect]
  if (typeof redirect === 'string' && redirect !== '' && redirect !== '-') request.redirectsTo = redirect
  const failure = toFailure(values[FIELD.failure])
  if (failure) request.failure = failure
  const referrer = values[FIELD.referrer] ?? headerValue(values[FIELD.headers], 'referer')
  if (typeof referrer === 'string' && referrer !== '' && referrer !== '-') request.referrer = referrer
  const page = toPage(values[FIELD.page])
  if (page !== undefined) request.page = page
  const type = values[FIELD.type]
  if (typeof type === 'string' && /^(document|main_frame|sub_frame|navigation)$/i.test(type)) request.document = true
  if (isFromAccessLog(values)) request.mayBeCut = true
  return request
}

/**
 * The method, or the one that the kind of request leaves no doubt about: a ping is a POST, and so is an XHR to a hit path without a query, for
 * AppMeasurement uses XHR only to POST a hit that is too long for a URL.
 */
function findMethod(url: string, values: readonly unknown[], hasBody: boolean): string {
  const method = values[FIELD.method] ?? requestLine(values)?.method
  if (typeof method === 'string') return method
  if (hasBody) return 'POST'
  const type = values[FIELD.type]
  if (typeof type !== 'string') return 'GET'
  const kind = type.toLowerCase()
  if (kind === 'ping' || kind === 'beacon') return 'POST'
  return (kind === 'xhr' || kind === 'fetch' || kind === 'xmlhttprequest') && hasHitPath(url) && !hasQuery(url) ? 'POST' : 'GET'
}

/** Web servers cut long request lines in their logs. Their records tell path and host apart and hold neither headers nor bodies. */
function isFromAccessLog(values: readonly unknown[]): boolean {
  if (values[FIELD.headers] !== undefined || values[FIELD.body] !== undefined) return false
  return values[FIELD.url] === undefined && [FIELD.path, FIELD.requestLine, FIELD.container].some((field) => values[field] !== undefined)
}

function toStatus(value: unknown): number | undefined {
  const status = typeof value === 'string' ? Number(value) : value
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status < 600 ? status : undefined
}

function toFailure(value: unknown): PlacelessRequest['failure'] {
  const text = isObject(value) ? value['errorText'] : value
  return typeof text === 'string' ? failureOfCode(text) : undefined
}

function toPage(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  if (!isObject(value)) return undefined
  const url = value['url']
  return typeof url === 'string' && url !== '' ? url : undefined
}

/** A Web SDK payload or event kept without the request around it, or under a name of the recorder's. */
function isEdgePayload(object: JsonObject): boolean {
  const event = Array.isArray(object['events']) ? object['events'][0] : object['event']
  return [object, event, object['payload'], object['body']].some((candidate) => isObject(candidate) && isEdgeEvent(candidate))
}

function isEdgeEvent(event: JsonObject): boolean {
  if (isObject(event['xdm']) || (isObject(event['data']) && '__adobe' in event['data'])) return true
  return Array.isArray(event['events']) && isObject(event['events'][0]) && isEdgeEvent(event['events'][0])
}
