import type {Integration} from '../mapping/integration.js'
import type {WarehouseEvidence, WarehouseRequest} from '../issues/warehouse-evidence.js'
import type {ParsedWarehouse} from './warehouse-json.js'
import type {ParsedRequest} from './warehouse-records.js'

/**
 * Which of the requests that were saved makes the files of the integration. A request that speaks for another report is left out, since what
 * became of it would be taken for what became of the files; one of which too little is told stays, and proves nothing.
 * Source: Getting Started with Analytics data connectors, the note on Data Warehouse requests (only mapped variables make a segment file).
 */
export function chooseRequests(
  parsed: ParsedWarehouse,
  {integration, segment}: {readonly integration: Integration | undefined; readonly segment: string | null},
): WarehouseEvidence {
  const judged = parsed.requests.map((request) => ({request, ...weigh(request, {integration, segment})}))
  const isOnly = judged.length === 1
  const [notes, kept]: [string[], typeof judged] = [[...parsed.notes], []]
  const foreign = judged.filter(({isForeign, isNamed}) => isForeign && !isNamed)
  const others = judged.filter(({points, isForeign, isNamed}) => !isForeign && !isNamed && !isOnly && points < 0)
  for (const each of judged) if (!foreign.includes(each) && !others.includes(each)) kept.push(each)
  if (foreign.length > 0) {
    const suites = [...new Set(foreign.map(({request}) => request.reportSuite ?? ''))].toSorted()
    const more = suites.length > MOST_NAMED ? ` and ${suites.length - MOST_NAMED} more` : ''
    notes.push(`${requestsAre(foreign.length)} of other report suites and left out: ${suites.slice(0, MOST_NAMED).join(', ')}${more}`)
  }
  if (others.length > 0) notes.push(`${requestsAre(others.length)} left out: columns that are not mapped make another report`)
  const requests = kept
    .toSorted((a, b) => rankOf(b) - rankOf(a) || compare(b.request.updatedAt ?? '', a.request.updatedAt ?? ''))
    .map(({request, points, isNamed, isNamedOtherwise}): WarehouseRequest => ({
      ...request,
      // The only one that was given is meant, unless its name and its columns are both those of another report.
      fit: isNamed || (isOnly && !(isNamedOtherwise && points < 0)) ? 'named' : points > 0 ? 'likely' : 'possible',
    }))
  const leftOut = new Set([...foreign, ...others].flatMap(({request}) => request.id ?? []))
  const ofSuite = integration?.reportSuite ?? null
  const isOfSuite =
    parsed.requests.length === 0 || ofSuite === null || parsed.requests.some(({reportSuite}) => isSame(reportSuite, ofSuite))
  if (parsed.isWholeList && !isOfSuite) notes.push(`the list of requests is not that of ${ofSuite}`)
  return {
    requests,
    runs: parsed.runs
      .filter(({request}) => request === null || !leftOut.has(request))
      .toSorted((a, b) => compare(a.from ?? '', b.from ?? '')),
    isWholeList: parsed.isWholeList && isOfSuite,
    notes,
  }
}

const MOST_NAMED = 3

interface Weight {
  /** Negative: it speaks for another report. */
  readonly points: number
  /** It is that of the segment in question, by its name: no sign that it is the integration's. */
  readonly asked: number
  readonly isNamed: boolean
  /** The integration names another. */
  readonly isNamedOtherwise: boolean
  readonly isForeign: boolean
}

const rankOf = ({points, asked, isNamed, request}: Weight & {readonly request: ParsedRequest}): number =>
  points + asked + (isNamed ? 100 : 0) + (request.status === 'scheduled' ? 0.5 : 0)

function weigh(
  request: ParsedRequest,
  {integration, segment}: {readonly integration: Integration | undefined; readonly segment: string | null},
): Weight {
  const asked = segmentPoints(request, segment)
  if (integration === undefined) return {points: 0, asked, isNamed: false, isNamedOtherwise: false, isForeign: false}
  const {reportSuite, carrier} = integration
  const isForeign =
    request.reportSuite !== null &&
    reportSuite !== null &&
    !isSame(request.reportSuite, reportSuite) &&
    // The parent of a virtual report suite does not stand in its id for certain.
    !request.reportSuite.toLowerCase().startsWith('vrs_')
  const bothNamed = carrier.request !== undefined && request.name !== null
  const isNamed = bothNamed && foldName(carrier.request) === foldName(request.name)
  const points = columnPoints(request, integration) + placePoints(request, integration) + filePoints(request, integration)
  return {points, asked, isNamed, isNamedOtherwise: bothNamed && !isNamed, isForeign}
}

/** The recipient speaks for it, a column that nobody mapped against it; mapped columns without the recipient are those of many reports. */
function columnPoints({dimensions}: ParsedRequest, {variables}: Integration): number {
  if (dimensions.length === 0) return 0
  const slotsOf = (of: typeof variables) => new Set(of.map(({variable}) => variable.toLowerCase()))
  const mapped = slotsOf(variables)
  const recipients = slotsOf(variables.filter(({role}) => role === 'recipientId' || role === 'emailAddress'))
  const slots = dimensions.map((id) => id.split('.')[0] ?? id)
  if (slots.some((slot) => !mapped.has(slot) && !ALWAYS_ALLOWED.test(slot))) return DECISIVE
  return slots.some((slot) => recipients.has(slot)) ? 3 : 0
}

const DECISIVE = -10

/** Products with their classifications, days, and the ids that an access request grants. */
const ALWAYS_ALLOWED = /^(?:product|products|category|daterange\w*|day|hour|date|purchaseid|visitorid)$/

function placePoints({sendsTo}: ParsedRequest, {delivery}: Integration): number {
  const location = delivery?.location ?? null
  if (sendsTo === null || location === null || !URL.canParse(location)) return 0
  const {protocol, hostname, pathname} = new URL(location)
  if (protocol === 'file:' || sendsTo.host === null) return 0
  const host = sendsTo.host.replace(/^[a-z]+:\/\//i, '').replace(/[/:].*$/, '')
  // Where it sends may have been changed by mistake: that alone makes it no other report.
  if (!isSame(host, hostname)) return 0
  const isSameFolder = sendsTo.directory !== null && trimSlashes(sendsTo.directory) === trimSlashes(decodePath(pathname))
  return isSameFolder ? 3 : 2
}

function filePoints({fileName}: ParsedRequest, {segments}: Integration): number {
  if (fileName === null) return 0
  const stems = segments.flatMap(({file}) => /^[a-z]{3,}/i.exec(file ?? '')?.[0] ?? [])
  return stems.some((stem) => fileName.toLowerCase().startsWith(stem.toLowerCase())) ? 2 : 0
}

const SEGMENT_WORDS: Readonly<Record<string, RegExp>> = {
  'cart-abandonment': /cart|basket|abandon/i,
  purchases: /purchas|order|buyer/i,
  'product-views': /product.?view|views?\b|brows/i,
}

/** Of several requests of one integration, that of the segment in question comes first. */
function segmentPoints({name, fileName}: ParsedRequest, segment: string | null): number {
  const words = segment === null ? undefined : SEGMENT_WORDS[segment]
  return words?.test(`${name ?? ''} ${fileName ?? ''}`) === true ? 1 : 0
}

const requestsAre = (count: number): string => (count === 1 ? '1 request is' : `${count} requests are`)
const isSame = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase()
const foldName = (name: string): string => name.toLowerCase().replace(/\s+/g, ' ').trim()
const trimSlashes = (path: string): string => path.replace(/^\/+|\/+$/g, '')
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
