/**
 * A small shop and its visitors: what they do on a day, the hits that their pages send, and the rows that the segment files of the day
 * hold. A defect of the pages shows in both, as it would: nothing here asks `dc` what should come out.
 */

export type ShopSegment = 'cart-abandonment' | 'purchases' | 'product-views'

/** What is wrong with the pages that fire the event of a segment. */
export type EventDefect =
  /** The event has no products. */
  | 'bare'
  /** The products stand on a request of their own, sent right before. */
  | 'split'
  /** A link call that tracks the event and not the products. */
  | 'link-call'
  /** The products string has no name in it. */
  | 'nameless'
  /** The event is not sent at all. */
  | 'silent'

/** What is wrong with the pages that the mailing links to. */
type LandingDefect =
  /** The parameters are in the URL, and no variable is set. */
  | 'not-set'
  /** The URL carries no recipient, and none is set. */
  | 'no-parameter'

export interface ShopDay {
  readonly day: string
  /** Visitors who only look, who leave a full cart, who buy. Defaults 1, 4, 2. */
  readonly viewers?: number
  readonly carts?: number
  readonly buyers?: number
  readonly defects?: Readonly<Partial<Record<ShopSegment, EventDefect>>>
  /** Numbers of the visitors who meet the defects; default all. */
  readonly defectsFor?: readonly number[]
  readonly landing?: LandingDefect
  /** Every visitor came by a mailing so many days before; the landing is not of this day. */
  readonly landedDaysBefore?: number
  /** Every order has this number. */
  readonly orderId?: string
  /** The products string of view, cart and order; default one product for each visitor. */
  readonly products?: (visitor: number) => string
}

/** A hit as its page sends it, parameters by wire name. */
export interface ShopHit {
  readonly at: Date
  readonly visitor: string
  readonly page: string
  readonly parameters: Readonly<Record<string, string>>
}

/** A row of a segment file; empty where the hit had none. */
export interface ShopRow {
  readonly recipient: string
  readonly message: string
  readonly product: string
}

const MESSAGE = 'M7'
const SITE = 'https://www.shop.example'
const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

interface Visitor {
  readonly number: number
  readonly id: string
  readonly recipient: string
  readonly product: string
  readonly products: string
  readonly does: 'views' | 'fills-cart' | 'buys'
  readonly startsAt: number
}

/** Every recipient of these tests begins so: none of them may be in a bundle. */
export const RECIPIENT_PREFIX = 'RCPT'

function visitorsOf({day, viewers = 1, carts = 4, buyers = 2, products}: ShopDay): Visitor[] {
  const does = [
    ...Array.from({length: viewers}, () => 'views' as const),
    ...Array.from({length: carts}, () => 'fills-cart' as const),
    ...Array.from({length: buyers}, () => 'buys' as const),
  ]
  const stamp = day.slice(5).replace('-', '')
  return does.map((what, index) => {
    const number = index + 1
    const product = `SKU${stamp}${number}`
    return {
      number,
      id: `${stamp}${number}`.padStart(38, '1'),
      recipient: `${RECIPIENT_PREFIX}${stamp}${String(number).padStart(2, '0')}`,
      product,
      products: products?.(number) ?? `;${product}`,
      does: what,
      startsAt: Date.parse(`${day}T10:00:00Z`) + index * 7 * MINUTE_MS,
    }
  })
}

/** The hits of a day, in order of time for each visitor. */
export function hitsOf(shopDay: ShopDay): ShopHit[] {
  return visitorsOf(shopDay).flatMap((visitor) => {
    const at = (offsetMs: number) => new Date(visitor.startsAt + offsetMs)
    const event = (segment: ShopSegment, name: string, page: string, offsetMs: number, more: Readonly<Record<string, string>> = {}) =>
      eventHits(visitor, {name, page, more, defect: defectOf(shopDay, segment, visitor), at: at(offsetMs)})
    const order = {purchaseID: shopDay.orderId ?? `O${visitor.id.slice(-8)}`}
    return [
      landing(visitor, shopDay),
      ...event('product-views', 'prodView', `/p/${visitor.number}`, MINUTE_MS),
      ...(visitor.does === 'views' ? [] : event('cart-abandonment', 'scAdd', '/cart', 3 * MINUTE_MS)),
      ...(visitor.does === 'buys' ? event('purchases', 'purchase', '/thanks', 6 * MINUTE_MS, order) : []),
    ]
  })
}

function landing(visitor: Visitor, {landing: defect, landedDaysBefore = 0}: ShopDay): ShopHit {
  const query = defect === 'no-parameter' ? '' : `?MID=${MESSAGE}&RID=${visitor.recipient}`
  const set = defect === undefined ? {v0: MESSAGE, v12: visitor.recipient} : {}
  return {
    at: new Date(visitor.startsAt - landedDaysBefore * 86_400_000),
    visitor: visitor.id,
    page: `${SITE}/spring${query}`,
    parameters: {pageName: 'Spring', ...set},
  }
}

interface EventHit {
  readonly name: string
  readonly page: string
  readonly more: Readonly<Record<string, string>>
  readonly defect: EventDefect | undefined
  readonly at: Date
}

function eventHits({id, products}: Visitor, {name, page, more, defect, at}: EventHit): ShopHit[] {
  const hit = (parameters: ShopHit['parameters'], offsetMs = 0): ShopHit => ({
    at: new Date(at.getTime() + offsetMs),
    visitor: id,
    page: SITE + page,
    parameters: {...parameters, ...more},
  })
  const pageName = page.startsWith('/p/') ? 'Product' : page === '/cart' ? 'Cart' : 'Thanks'
  switch (defect) {
    case undefined:
      return [hit({pageName, events: name, products})]
    case 'bare':
      return [hit({pageName, events: name})]
    case 'split':
      return [hit({pageName, products, events: 'event5'}), hit({pageName, events: name}, 400)]
    case 'link-call':
      return [hit({pageName, products}, -1000), hit({pe: 'lnk_o', pev2: 'Add to cart', events: name})].slice(1)
    case 'nameless':
      return [hit({pageName, events: name, products: ';;1;50'})]
    case 'silent':
      return [hit({pageName})]
  }
}

/** The rows of a segment's file of a day, by the definitions on Adobe's page: recipient, message and product of who qualified. */
export function rowsOf(shopDay: ShopDay, segment: ShopSegment): ShopRow[] {
  const {landing: landingDefect} = shopDay
  const does = {'cart-abandonment': ['fills-cart'], purchases: ['buys'], 'product-views': ['views', 'fills-cart']}[segment]
  return visitorsOf(shopDay)
    .filter((visitor) => does.includes(visitor.does) && defectOf(shopDay, segment, visitor) !== 'silent')
    .map((visitor) => ({
      recipient: landingDefect === undefined ? visitor.recipient : '',
      message: landingDefect === undefined ? MESSAGE : '',
      product: defectOf(shopDay, segment, visitor) === undefined ? visitor.product : '',
    }))
}

function defectOf({defects, defectsFor}: ShopDay, segment: ShopSegment, {number}: Visitor): EventDefect | undefined {
  return (defectsFor?.includes(number) ?? true) ? defects?.[segment] : undefined
}

const METRICS = {'cart-abandonment': 'Cart Additions', purchases: 'Orders', 'product-views': 'Product Views'} as const

/** A segment file as Data Warehouse writes it. */
export function csvOf(rows: readonly ShopRow[], segment: ShopSegment): string {
  const lines = rows.map(({recipient, message, product}) => `${recipient},${message},${product},1`)
  return [`Recipient ID,Message ID,Product,${METRICS[segment]}`, ...lines, ''].join('\n')
}

/** One line of an NDJSON capture. The cache buster is of the hit, so that a capture is the same bytes each time. */
export function captureLine({at, visitor, page, parameters}: ShopHit, suite: string, index: number): string {
  const query = new URLSearchParams({AQB: '1', mid: visitor, g: page, ...parameters, AQE: '1'})
  const buster = String(index).padStart(13, '0')
  const url = `https://data.shop.example/b/ss/${suite}/1/JS-2.26.0/s2${buster}?${query.toString()}`
  return JSON.stringify({time: at.toISOString(), url})
}

/** The same as a HAR, as a browser saves it. */
export function harOf(hits: readonly ShopHit[], suite: string): string {
  const entries = hits.map((hit, index) => {
    const {url} = JSON.parse(captureLine(hit, suite, index)) as {url: string}
    return {
      startedDateTime: hit.at.toISOString(),
      time: 1,
      request: {method: 'GET', url, httpVersion: 'HTTP/2', headers: [], queryString: [], cookies: [], headersSize: -1, bodySize: 0},
      response: {status: 200, statusText: '', httpVersion: 'HTTP/2', headers: [], cookies: [], content: {size: 43, mimeType: 'image/gif'}},
      cache: {},
      timings: {send: 0, wait: 1, receive: 0},
    }
  })
  return JSON.stringify({log: {version: '1.2', creator: {name: 'shop', version: '1'}, entries}})
}
