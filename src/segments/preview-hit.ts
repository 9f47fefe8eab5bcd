import {fittingLength, decodeText} from '../hits/decode-text.js'
import {isCommerceEvent} from '../hits/events.js'
import type {Hit} from '../hits/hit.js'
import type {HitKind} from '../hits/hit-kind.js'
import {REQUIREMENTS} from '../hits/requirements.js'
import {isUnknowable} from '../hits/presence.js'
import {TextHash} from '../hits/text-hash.js'
import {parseTimestamp} from '../hits/time.js'
import {byteLimit} from '../hits/variables.js'
import type {Carried, Persistence} from './persistence.js'
import {detached, type KnownTexts} from './spellings.js'

/** Why a hit of the capture does not count, with the sentence `dc` prints for it. The keys are stable. */
export const LEFT_OUT = {
  'other-suite': 'sent to other report suites',
  'not-delivered': 'blocked, refused or answered with an error',
  'body-not-recorded': 'the capture does not hold the parameters',
  truncated: 'cut on its way: AQB without AQE',
  media: 'media hits',
  target: 'Target hits (A4T)',
  'invalid-currency': 'an invalid currency code: Analytics discards the hit',
  'no-time': 'the capture does not tell when the request began',
  'duplicate-purchase': 'a purchase whose purchaseID was used before',
  'presumed-duplicate-purchase': "a purchase without an ID, equal to one of the visitor's last five",
} as const

export type LeftOut = keyof typeof LEFT_OUT

/** One mapped variable. */
export interface PreviewVariable extends Persistence {
  /** `campaign`, `eVar12`, `prop5`, `list1`. */
  readonly variable: string
  /** Parameter of the page URL that a processing rule copies into the variable (automated mode); undefined in every other mode. */
  readonly parameter?: string
}

/** Where a hit stands, as evidence for rows. */
export interface Evidence {
  /** Index into the captures of the run. */
  readonly file: number
  readonly record: number
  readonly member?: string
  readonly page?: string
  readonly timeMs: number
  /** Where it was asked for (`HitReading.describes`). */
  readonly about?: AboutHit
}

/** What a hit is called. */
interface AboutHit {
  readonly kind: HitKind
  /** Page name, or name of the link (its URL, where it has none). */
  readonly name: string | undefined
  /** `JS-2.26.0`. */
  readonly library: string | undefined
}

/** What the definitions need of a hit that counts. */
export interface PreviewHit {
  readonly evidence: Evidence
  /** Undefined: the hit carries no id and stands alone. */
  readonly visitor: string | undefined
  /** Undefined: not set by this hit. */
  readonly recipient: Carried | undefined
  readonly message: Carried | undefined
  /** Names of events, as sent. */
  readonly events: ReadonlySet<string>
  /** Names of products, each once; empty: there is none. Null: the hit copies them from something it does not show. */
  readonly products: readonly string[] | null
  readonly view: 'certain' | 'uncertain' | undefined
  /** `id`: first 20 bytes of the purchaseID. `content`: hash of the whole hit, for telling a repeat where there is no ID. */
  readonly purchase: {readonly id: string} | {readonly content: number} | undefined
}

export interface HitReading {
  /** Null: hits of every suite count. */
  readonly suite: string | null
  /** Undefined: not known. */
  readonly recipient: PreviewVariable | undefined
  readonly message: PreviewVariable | undefined
  /** False for a currency code with which Analytics discards the hit. */
  readonly isCurrency: (code: string) => boolean
  /** Evidence says what each hit is called, too. */
  readonly describes?: boolean
}

/** eVars and campaign. Source: Analytics, implementation guide, "eVar"; "campaign". */
const VALUE_BYTES = 255
/** Source: Analytics, implementation guide, "products", Product. */
const PRODUCT_BYTES = 100
/** Source: Analytics, implementation guide, "purchaseID". */
const PURCHASE_ID_BYTES = 20

/** What a hit means for segment files, or why it does not count. The order of reasons: the first that applies. */
export function readPreviewHit(hit: Hit, reading: HitReading): PreviewHit | LeftOut {
  const {recipient, message} = reading
  const reason = whyLeftOut(hit, reading)
  if (reason !== undefined) return reason
  const timeMs = timeOf(hit)
  if (timeMs === undefined) return 'no-time'
  const {names} = hit.events
  return {
    evidence: evidenceOf(hit, timeMs, reading),
    visitor: visitorOf(hit),
    recipient: recipient && carriedBy(hit, recipient),
    message: message && carriedBy(hit, message),
    events: names,
    products: productsOf(hit),
    view: viewOf(hit),
    purchase: hit.events.has('purchase') ? purchaseOf(hit) : undefined,
  }
}

function evidenceOf(hit: Hit, timeMs: number, {describes = false}: HitReading): Evidence {
  const {file, record, member} = hit.request.place
  const {page} = hit
  return {
    file,
    record,
    ...(member !== undefined && {member}),
    ...(page !== undefined && {page}),
    timeMs,
    ...(describes && {about: {kind: hit.kind, name: nameOf(hit), library: hit.library}}),
  }
}

function nameOf(hit: Hit): string | undefined {
  return hit.kind === 'link' ? (hit.linkText('linkName') ?? hit.linkText('linkURL')) : hit.resolved('pageName')
}

/** The same without what holds on to the request: for evidence that is kept. `pages`: those that other evidence has. */
export function detachedEvidence(evidence: Evidence, pages?: KnownTexts): Evidence {
  const {page, about} = evidence
  if (page === undefined && about === undefined) return evidence
  return {
    ...evidence,
    ...(page !== undefined && {page: pages?.keep(page) ?? detached(page)}),
    ...(about !== undefined && {
      about: {...about, name: about.name && detached(about.name), library: about.library && detached(about.library)},
    }),
  }
}

function whyLeftOut(hit: Hit, {suite, isCurrency}: HitReading): LeftOut | undefined {
  if (suite !== null && !hit.reportSuites.includes(suite)) return 'other-suite'
  if (!hit.delivered) return 'not-delivered'
  if ((hit.missing & REQUIREMENTS.body) !== 0) return 'body-not-recorded'
  if (hit.truncation === 'yes') return 'truncated'
  if (hit.kind === 'media' || hit.kind === 'target') return hit.kind
  const currency = hit.resolved('currencyCode')
  return currency !== undefined && !isCurrency(currency) ? 'invalid-currency' : undefined
}

/**
 * `ts` where the hit carries one (suites with timestamps), else the start of the request. Never `t`: the clock of a browser may show anything.
 * Undefined too for times no calendar has.
 */
export function timeOf(hit: Hit): number | undefined {
  const timeMs = parseTimestamp(hit.resolved('timestamp') ?? '') ?? hit.request.timeMs
  return timeMs !== undefined && timeMs >= 0 && timeMs < LAST_MS ? timeMs : undefined
}

const LAST_MS = Date.UTC(9999, 0)

/** In Adobe's order of identification. An id that copies something the hit does not show identifies nobody here. */
function visitorOf(hit: Hit): string | undefined {
  for (const name of ['visitorID', 'aid', 'mid', 'fid']) {
    if (hit.value(name) === undefined) continue
    const value = hit.resolved(name)
    return value === undefined ? undefined : `${name}:${value}`
  }
  return undefined
}

function carriedBy(hit: Hit, {variable, parameter}: PreviewVariable): Carried | undefined {
  const fromUrl = parameter === undefined ? undefined : parameterOf(hit.pageUrl ?? '', parameter)
  const text = fromUrl ?? hit.resolved(variable)
  if (text === undefined) return isUnknowable(hit, variable) ? null : undefined
  const value = cut(text, Math.min(byteLimit(variable), VALUE_BYTES))
  return value.trim() === '' ? undefined : value
}

/** Value of the first parameter of that name in the query of a URL that has one; names are case-sensitive. */
function parameterOf(url: string, name: string): string | undefined {
  const start = url.indexOf('?')
  if (start === -1) return undefined
  const end = url.indexOf('#', start)
  for (const pair of url.slice(start + 1, end === -1 ? undefined : end).split('&')) {
    const equals = pair.indexOf('=')
    if (equals === -1 || decodeText(pair.slice(0, equals)) !== name) continue
    const value = decodeText(pair.slice(equals + 1))
    if (value.trim() !== '') return value
  }
  return undefined
}

function productsOf(hit: Hit): readonly string[] | null {
  if (isUnknowable(hit, 'products')) return null
  return [...new Set(hit.products.flatMap(({name}) => (name === '' ? [] : [cut(name, PRODUCT_BYTES).trim()])))]
}

/**
 * `prodView`, or a product with an empty `events`. With custom events only, older pages count a view and newer ones do not.
 * Source: Analytics, "Product views" (metric); Getting Started with data connectors, the note on products without an event.
 */
function viewOf(hit: Hit): PreviewHit['view'] {
  if (hit.events.has('prodView')) return 'certain'
  if (!hit.products.some(({name}) => name !== '')) return undefined
  if (hit.events.isEmpty) return isUnknowable(hit, 'events') ? 'uncertain' : 'certain'
  for (const name of hit.events.names) if (isCommerceEvent(name)) return undefined
  return 'uncertain'
}

function purchaseOf(hit: Hit): PreviewHit['purchase'] {
  const id = hit.resolved('purchaseID')
  return id === undefined ? {content: contentOf(hit)} : {id: cut(id, PURCHASE_ID_BYTES)}
}

/** Differ between two calls for the same thing: clocks, how long the request before took, and the marks of a redirect. */
const VOLATILE: ReadonlySet<string> = new Set(['t', 'timestamp', 'lrt', 'pccr', 'vidn'])

function contentOf(hit: Hit): number {
  const hash = new TextHash()
  hit.eachParam(({name, wire}, start, end) => {
    if (!VOLATILE.has(name)) hash.add(wire).add('=').add(hit.raw, start, end).add('&')
  })
  return hash.value
}

function cut(text: string, bytes: number): string {
  return text.length * 3 <= bytes ? text : text.slice(0, fittingLength(text, bytes))
}
