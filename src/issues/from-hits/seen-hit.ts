import {decodeText} from '../../hits/decode-text.js'
import type {Hit} from '../../hits/hit.js'
import {findPageParameter} from '../../hits/page-parameters.js'
import {TextHash} from '../../hits/text-hash.js'
import {readPreviewHit, type Evidence, type HitReading, type LeftOut, type PreviewHit} from '../../segments/preview-hit.js'
import type {PreviewedSegment} from '../../segments/remarketing.js'
import {isSameValue} from '../../segments/spellings.js'
import {facetsOf, type ProductFacets} from './product-names.js'

/** The event each segment is made from. Source: Getting Started with data connectors, "Implementation Examples". */
export const SEGMENT_EVENTS = {
  'cart-abandonment': 'scAdd',
  purchases: 'purchase',
  'product-views': 'prodView',
} as const satisfies Record<PreviewedSegment, string>

/** A mapped variable as it is looked for on landing pages. */
export interface LandingVariable {
  /** Parameter of the landing page's URL that carries the value; null: not known. */
  readonly landingParameter: string | null
  /** Processing rules may fill it from context data, which the hit shows under a name nobody told. */
  readonly isFromContext: boolean
}

/** What a landing page's URL carries for a variable. */
export interface Landing {
  readonly value: string
  /** Some context data of the hit is that value. */
  readonly isHandedOver: boolean
}

/** What evidence needs of a hit besides what files are computed from. Small: thousands of them wait for their turn. */
export interface SeenHit {
  readonly suites: readonly string[]
  /** Of a hit that counts, with a product or a segment event. */
  readonly products: ProductFacets | undefined
  /** Hash of the page's URL; undefined when unknown, or of no interest. */
  readonly pageKey: number | undefined
  readonly recipientLanding: Landing | undefined
  readonly messageLanding: Landing | undefined
  /** Parameters of the page's URL that hold the recipient. */
  readonly recipientParameters: readonly string[]
  /** Of a hit of other suites: the segment events it fires there. */
  readonly elsewhere: {readonly events: readonly string[]; readonly evidence: Evidence} | undefined
}

export interface Looking {
  readonly reading: HitReading
  readonly recipient: LandingVariable | undefined
  readonly message: LandingVariable | undefined
}

/** What a hit shows beyond `value`, which the definitions made of it. Never throws. */
export function lookAt(hit: Hit, value: PreviewHit | LeftOut, {reading, recipient, message}: Looking): SeenHit {
  const {reportSuites: suites} = hit
  if (typeof value === 'string') return {...NOTHING, suites, elsewhere: value === 'other-suite' ? seenElsewhere(hit, reading) : undefined}
  const isOfInterest = value.products === null || value.products.length > 0 || firesSegmentEvent(value)
  const url = hit.page
  // A link call repeats the URL of its page, which has had its say.
  const landingUrl = hit.kind === 'page' ? hit.pageUrl : undefined
  return {
    suites,
    products: isOfInterest ? facetsOf(hit.products) : undefined,
    pageKey: isOfInterest && url !== undefined ? pageKeyOf(url) : undefined,
    recipientLanding: landingOf(hit, landingUrl, recipient),
    messageLanding: landingOf(hit, landingUrl, message),
    recipientParameters: typeof value.recipient === 'string' ? parametersWith(hit.page, value.recipient) : NONE,
    elsewhere: undefined,
  }
}

const NONE: readonly string[] = []
const NOTHING: Omit<SeenHit, 'suites' | 'elsewhere'> = {
  products: undefined,
  pageKey: undefined,
  recipientLanding: undefined,
  messageLanding: undefined,
  recipientParameters: NONE,
}

function firesSegmentEvent({events, purchase, view}: PreviewHit): boolean {
  return purchase !== undefined || view !== undefined || events.has('scAdd')
}

function seenElsewhere(hit: Hit, reading: HitReading): SeenHit['elsewhere'] {
  const events = Object.values(SEGMENT_EVENTS).filter((event) => hit.events.has(event))
  if (events.length === 0) return undefined
  const value = readPreviewHit(hit, {...reading, suite: null})
  return typeof value === 'string' ? undefined : {events, evidence: value.evidence}
}

function pageKeyOf(url: string): number {
  const hash = url.indexOf('#')
  return new TextHash().add(url, 0, hash === -1 ? url.length : hash).value
}

function landingOf(hit: Hit, url: string | undefined, variable: LandingVariable | undefined): Landing | undefined {
  if (url === undefined || variable === undefined || variable.landingParameter === null) return undefined
  const found = findPageParameter(url, variable.landingParameter)
  if (found === undefined) return undefined
  const {value} = found
  return {value, isHandedOver: variable.isFromContext && hit.contextParams.some((param) => isSameValue(hit.text(param), value))}
}

/** A landing page names few parameters; a URL of thousands is none. */
const MOST_PARAMETERS = 100

function parametersWith(url: string | undefined, value: string): readonly string[] {
  const mark = url?.indexOf('?') ?? -1
  if (url === undefined || mark === -1) return NONE
  return url
    .slice(mark + 1)
    .split(/[&#;]/, MOST_PARAMETERS)
    .flatMap((pair) => {
      const equals = pair.indexOf('=')
      return equals > 0 && isSameValue(decodeText(pair.slice(equals + 1)), value) ? [pair.slice(0, equals)] : []
    })
}
