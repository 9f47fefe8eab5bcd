/**
 * Parameters of an image request: wire name to canonical name, what they are about, and the documented limit.
 * Source: Adobe Analytics implementation guide, "Data collection query parameters" (names) and the page of each variable (limits).
 */

/** What a parameter is about. A rule names its topics and is called only for hits that carry one. */
export const TOPICS = {
  'every-hit': 1,
  events: 1 << 1,
  products: 1 << 2,
  purchaseID: 1 << 3,
  campaign: 1 << 4,
  eVar: 1 << 5,
  prop: 1 << 6,
  list: 1 << 7,
  hierarchy: 1 << 8,
  currencyCode: 1 << 9,
  pageName: 1 << 10,
  /** `g`, `-g`, `r` and the link URL: values that are URLs. */
  url: 1 << 11,
  link: 1 << 12,
  contextData: 1 << 13,
  timestamp: 1 << 14,
  visitor: 1 << 15,
  transactionID: 1 << 16,
  /** A known variable under a name Adobe ignores: wrong case, index out of range. */
  misnamed: 1 << 17,
  /** Some value begins with the dynamic variable prefix (`D=`). */
  dynamic: 1 << 18,
  /** Some parameter stands there twice, or under its long and its short name. */
  duplicate: 1 << 19,
  /** `purchase` is among the events, or may be where the hit is cut. */
  purchase: 1 << 20,
  /** `events` is not as the documentation writes it, or is cut: something may be wrong with its form. */
  'unusual-events': 1 << 21,
  /** The same of `products`. */
  'unusual-products': 1 << 22,
} as const

export type Topic = keyof typeof TOPICS

/** What the name of a parameter tells about it. */
export interface ParamName {
  /** As in the request: `v12`, `v0`, `id`. */
  wire: string
  /** The name used in findings and rules: `eVar12`, `pageURL`, `linkName`. */
  name: string
  /** Bits of `TOPICS`. */
  topics: number
  /** Most bytes of UTF-8 that are kept; longer values are cut by Adobe. Infinity where no limit is documented. */
  limit: number
  /** Filled by the library, not by the site: never looked at for content. */
  technical: boolean
  /** The opposite for names that Adobe knows: filled by the site, and stored. */
  isSiteText: boolean
  /** Of `name`, once somebody asked for it. */
  hash: number | undefined
  /** Index of the canonical name: one for all its wire names. */
  place: number
}

const VARIABLES = new Map<string, ParamName>()
const PLACES = new Map<string, number>()

function placeFor(name: string): number {
  const place = PLACES.get(name) ?? PLACES.size
  PLACES.set(name, place)
  return place
}

function add(wires: string, name: string, topics: Topic[] = [], limit = Infinity): void {
  const bits = topics.reduce((all, topic) => all | TOPICS[topic], 0)
  for (const wire of wires.split(' '))
    VARIABLES.set(wire, {wire, name, topics: bits, limit, technical: false, isSiteText: true, hash: undefined, place: placeFor(name)})
}

add('pageName gn', 'pageName', ['pageName'], 100)
// AppMeasurement cuts the page URL at 255 characters and sends the rest as `-g`, so neither part has a limit of its own.
add('g', 'pageURL', ['url'])
add('-g', 'pageURLRest', ['url'])
add('r', 'referrer', ['url'], 255)
add('ch', 'channel', [], 100)
add('server sv', 'server', [], 100)
add('pageType gt', 'pageType', [], 20)
add('zip', 'zip', [], 50)
add('state', 'state', [], 50)
add('events ev', 'events', ['events'], 65_535)
add('products pl', 'products', ['products'], 65_535)
add('purchaseID', 'purchaseID', ['purchaseID'], 20)
add('xact', 'transactionID', ['transactionID'], 100)
add('cc', 'currencyCode', ['currencyCode'])
add('pe', 'linkType', ['link'])
add('pev1', 'linkURL', ['link', 'url'])
add('pev2', 'linkName', ['link'], 100)
add('pev3', 'videoName', ['link'])
add('ts', 'timestamp', ['timestamp'])
add('vid', 'visitorID', ['visitor'], 100)
add('v0', 'campaign', ['campaign'], 255)
add('tnt', 'tnt')
add('tnta', 'tnta')

for (const wire of ['mid', 'aid', 'fid']) addTechnical(wire, wire, TOPICS.visitor)
addTechnical('ce', 'charSet')
addTechnical('D', 'dynamicVariablePrefix')
// Old hard-coded requests print the framing tokens in brackets.
for (const token of ['AQB', 'AQE']) for (const wire of [token, `[${token}]`, `${token}]`]) addTechnical(wire, token)
const TECHNICAL =
  't ndh pf callback et lrt ns cdp fpCookieDomainPeriods cl vmk vmt vmf vvp u s c j v k bw bh ct hp p pid pidt oid oidt ot oi ' +
  'mcorgid sdid aamlh aamb as vidn pccr cp lat lon ms_a mtp mtss mti jsonv nsid'
for (const wire of TECHNICAL.split(' ')) addTechnical(wire, wire)

function addTechnical(wire: string, name: string, topics = 0): void {
  VARIABLES.set(wire, {wire, name, topics, limit: Infinity, technical: true, isSiteText: false, hash: undefined, place: placeFor(name)})
}

for (let index = 1; index <= 250; index++) add(`v${index} eVar${index}`, `eVar${index}`, ['eVar'], 255)
for (let index = 1; index <= 75; index++) add(`c${index} prop${index}`, `prop${index}`, ['prop'], 100)
for (let index = 1; index <= 3; index++) add(`l${index} list${index}`, `list${index}`, ['list'])
for (let index = 1; index <= 5; index++) add(`h${index} hier${index}`, `hier${index}`, ['hierarchy'], 255)

/** How many canonical names there are; their indexes are below. */
export const PLACE_COUNT = PLACES.size

/** Index of a canonical name; undefined for any other. */
export function placeOf(name: string): number | undefined {
  return PLACES.get(name)
}

/** Variables that every implementation may set, by canonical name: what a rule about site content may look at. */
export function isVariable(name: string): boolean {
  const known = CANONICAL.get(name)
  return known !== undefined && !known.technical
}

const CANONICAL = new Map([...VARIABLES.values()].map((variable) => [variable.name, variable]))

/** The documented limit in bytes of a canonical name, Infinity where there is none. */
export function byteLimit(name: string): number {
  return CANONICAL.get(name)?.limit ?? Infinity
}

const BY_LOWER_CASE = new Map(
  [...VARIABLES].filter(([wire]) => wire.length > 1).map(([wire, variable]) => [wire.toLowerCase(), {wire, variable}]),
)

/** The variable a wire name stands for; undefined when Adobe knows no such parameter. Names are case-sensitive. */
export function variableOf(wire: string): ParamName | undefined {
  return VARIABLES.get(wire)
}

/** All of them, under every name. */
export const WIRE_VARIABLES: readonly ParamName[] = [...VARIABLES.values()]

/** What a parameter Adobe does not know is called: as it is written, in parentheses where a variable has that name (`timestamp` is not `ts`). */
export function nameOfUnknown(wire: string): string {
  return CANONICAL.has(wire) ? `(${wire})` : wire
}

/** The parameter that `wire` would be if its case were right (`pagename` → `pageName`). Single letters are never guessed. */
export function rightCaseOf(wire: string): {wire: string; name: string} | undefined {
  if (VARIABLES.has(wire)) return undefined
  const found = BY_LOWER_CASE.get(wire.toLowerCase())
  return found && {wire: found.wire, name: found.variable.name}
}

/** `eVar`, `prop`, `list` or `hier` with an index that no report suite has (`v251`, `c76`, `l4`, `h6`, `v00`). */
export function outOfRange(wire: string): {kind: 'eVar' | 'prop' | 'list' | 'hier'; index: number} | undefined {
  const match = /^(?:(v|evar)|(c|prop)|(l|list)|(h|hier))(\d+)$/i.exec(wire)
  if (match === null || VARIABLES.has(wire) || rightCaseOf(wire) !== undefined) return undefined
  return {kind: match[1] ? 'eVar' : match[2] ? 'prop' : match[3] ? 'list' : 'hier', index: Number(match[5])}
}
