import type {CapturedRequest} from './captured-request.js'
import {decodeHit, type Hit} from './hit.js'
import {edgeProducts} from './edge-products.js'
import {variableOf} from './variables.js'

/**
 * Events of a Web SDK call (interact or collect) as the hits that Analytics makes of them: XDM first, then what `data.__adobe.analytics`
 * says in its place. An event is written as the parameters of an image request, so that all else reads it as it reads every hit.
 * Not mapped yet: props with several values in XDM, hierarchies, device and environment, merchandising in XDM items.
 * Source: Experience Platform Edge, "Analytics variable mapping in Adobe Experience Edge", "Data object mapping" and "Hit types".
 */
export interface EdgeEvent {
  /** `dropped`: Analytics makes no hit of it. */
  readonly outcome: 'page' | 'link' | 'dropped'
  /** Why it is dropped. */
  readonly reason?: string
  readonly hit: Hit | undefined
}

/** The events of a call in their order; undefined when the body is not that of an event call. Never throws. */
export function readEdgeEvents(request: CapturedRequest): EdgeEvent[] | undefined {
  const body = parse(request.body)
  if (body === undefined) return undefined
  const list = Array.isArray(body['events']) ? body['events'] : [body['event']]
  const events = list.filter(isRecord)
  if (events.length === 0) return undefined
  const overrides = at(body, ['meta', 'configOverrides', 'com_adobe_analytics', 'reportSuites'])
  const suites = Array.isArray(overrides) ? overrides.filter((each) => typeof each === 'string') : []
  return events.map((event) => toEvent(event, body, suites, request))
}

function toEvent(event: Json, body: Json, suites: readonly string[], request: CapturedRequest): EdgeEvent {
  const xdm = record(event['xdm'])
  const data = record(at(event, ['data', '__adobe', 'analytics']))
  const eventType = text(xdm['eventType'])
  if (NEVER.test(eventType)) return {outcome: 'dropped', reason: `events of type ${eventType} are not passed to Analytics`, hit: undefined}
  const values = new Map([...xdmValues(xdm), ...dataValues(data)])
  const isLink = values.has('pe') && (values.has('pev1') || values.has('pev2') || LINK_PLACES.some((path) => at(xdm, path) !== undefined))
  const isPage = values.has('pageName') || values.has('g') || eventType === 'web.webpagedetails.pageViews'
  if (!isLink && !isPage)
    return {outcome: 'dropped', reason: 'it is neither a page view nor a link: no name or URL of a page, no link', hit: undefined}
  // Analytics empties both for a link.
  if (isLink) for (const wire of ['pageName', 'g']) values.delete(wire)
  else for (const wire of ['pe', 'pev1', 'pev2']) values.delete(wire)
  const ecid = text(at(body, ['xdm', 'identityMap', 'ECID', '0', 'id'])) || text(at(xdm, ['identityMap', 'ECID', '0', 'id']))
  if (ecid !== '') values.set('mid', ecid)
  const query = [...values].map(([wire, value]) => `${wire}=${encode(value)}`).join('&')
  const {body: _body, ...rest} = request
  const path = `/b/ss/${suites.map((suite) => encodeURIComponent(suite)).join(',') || 'datastream'}/0/edge/s0`
  const hit = decodeHit({...rest, method: 'GET', bodyState: 'none', url: `${path}?${query}`})
  return {outcome: isLink ? 'link' : 'page', hit}
}

const NEVER = /^(?:decisioning\.propositionFetch|personalization\.request|decisioning\.proposition(?:Display|Interact)|display|click)$/
const LINK_PLACES = [
  ['web', 'webInteraction', 'name'],
  ['web', 'webInteraction', 'URL'],
  ['web', 'webPageDetails', 'name'],
  ['web', 'webPageDetails', 'URL'],
]

/** XDM path to wire name. Paths are case-sensitive. */
const XDM_PATHS: readonly (readonly [path: string, wire: string])[] = [
  ['marketing.trackingCode', 'v0'],
  ['web.webPageDetails.name', 'pageName'],
  ['web.webPageDetails.URL', 'g'],
  ['web.webPageDetails.siteSection', 'ch'],
  ['web.webPageDetails.server', 'server'],
  ['web.webReferrer.URL', 'r'],
  ['web.webInteraction.name', 'pev2'],
  ['web.webInteraction.URL', 'pev1'],
  ['commerce.order.purchaseID', 'purchaseID'],
  ['commerce.order.currencyCode', 'cc'],
  ['commerce.order.payments.0.transactionID', 'xact'],
  ['placeContext.geo.postalCode', 'zip'],
  ['placeContext.geo.stateProvince', 'state'],
]

const MEASURES: Readonly<Record<string, string>> = {
  purchases: 'purchase',
  productViews: 'prodView',
  productListOpens: 'scOpen',
  productListAdds: 'scAdd',
  productListRemovals: 'scRemove',
  productListViews: 'scView',
  checkouts: 'scCheckout',
}

const LINK_TYPES: Readonly<Record<string, string>> = {other: 'lnk_o', download: 'lnk_d', exit: 'lnk_e', o: 'lnk_o', d: 'lnk_d', e: 'lnk_e'}

function xdmValues(xdm: Json): Map<string, string> {
  const values = new Map<string, string>()
  const put = (wire: string, value: unknown) => {
    const found = text(value)
    if (found !== '') values.set(wire, found)
  }
  for (const [path, wire] of XDM_PATHS) put(wire, at(xdm, path.split('.')))
  const linkType = text(at(xdm, ['web', 'webInteraction', 'type']))
  if (linkType !== '') put('pe', LINK_TYPES[linkType] ?? linkType)
  const dimensions = ['_experience', 'analytics', 'customDimensions']
  for (const group of ['eVars', 'props']) {
    for (const [name, value] of Object.entries(record(at(xdm, [...dimensions, group]))))
      if (variableOf(name) !== undefined) put(name, value)
  }
  for (const [name, value] of Object.entries(record(at(xdm, [...dimensions, 'lists'])))) {
    const list = record(value)['list']
    if (Array.isArray(list)) put(name, list.map((each) => text(record(each)['value'])).join(','))
  }
  const items = at(xdm, ['productListItems'])
  if (Array.isArray(items)) put('products', edgeProducts(items.filter(isRecord)))
  put('events', xdmEvents(xdm).join(','))
  return values
}

/** `prodView`, `event5=2`, `event6:serial`. Without a value of its own a measure counts nothing. */
function xdmEvents(xdm: Json): string[] {
  const commerce = Object.entries(record(xdm['commerce'])).map(([name, measure]) => [MEASURES[name], measure] as const)
  const numbered = Object.entries(record(at(xdm, ['_experience', 'analytics'])))
    .filter(([bucket]) => /^event\d+to\d+$/.test(bucket))
    .flatMap(([bucket, group]) => Object.entries(record(group)).filter(([name]) => isInBucket(name, bucket)))
  return [...commerce, ...numbered].flatMap(([name, measure]) => {
    const {value, id} = record(measure)
    const number = Number(value)
    if (name === undefined || value === undefined || value === null || !Number.isFinite(number) || number === 0) return []
    return [`${name}${number === 1 ? '' : `=${number}`}${name === 'purchase' || text(id) === '' ? '' : `:${text(id)}`}`]
  })
}

/** Events stand in hundreds: event567 in event501to600. */
function isInBucket(name: string, bucket: string): boolean {
  const number = Number(/^event(\d+)$/.exec(name)?.[1])
  const first = Math.floor((number - 1) / 100) * 100 + 1
  return bucket === `event${first}to${first + 99}`
}

/** Names of the data object that are not those of the request. */
const DATA_KEYS: Readonly<Record<string, string>> = {
  campaign: 'v0',
  pageURL: 'g',
  referrer: 'r',
  channel: 'ch',
  currencyCode: 'cc',
  transactionID: 'xact',
  linkType: 'pe',
  linkName: 'pev2',
  linkURL: 'pev1',
}

/** What the data object says; an empty text blanks the variable. */
function dataValues(data: Json): Map<string, string> {
  const values = new Map<string, string>()
  for (const [key, value] of Object.entries(data)) {
    const wire = DATA_KEYS[key] ?? key
    if (key === 'contextData') for (const [name, found] of flatten(record(value), 'c')) values.set(name, found)
    else if (variableOf(wire) !== undefined && typeof value !== 'object')
      values.set(wire, wire === 'pe' ? (LINK_TYPES[text(value)] ?? text(value)) : text(value))
  }
  return values
}

function flatten(group: Json, prefix: string, depth = 0): [string, string][] {
  return Object.entries(group).flatMap(([key, value]): [string, string][] => {
    const name = `${prefix}.${encode(key)}`
    if (isRecord(value)) return depth > 20 ? [] : flatten(value, name, depth + 1)
    return [[name, text(value)]]
  })
}

/** A lone half of a character is replaced: the browser would not send it either. */
const encode = (value: string) => encodeURIComponent(value.replace(/\p{Cs}/gu, '\uFFFD'))

type Json = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const record = (value: unknown): Json => (isRecord(value) ? value : {})

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

function at(value: unknown, path: readonly string[]): unknown {
  let found = value
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = (found as Json)[key]
  }
  return found
}

function parse(body: string | undefined): Json | undefined {
  if (body === undefined || !body.trimStart().startsWith('{')) return undefined
  try {
    return record(JSON.parse(body))
  } catch {
    return undefined
  }
}
