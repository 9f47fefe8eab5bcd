import {of, type Case} from '../case.js'
import type {Fact} from '../evidence.js'
import type {HitEvidence} from '../hit-evidence.js'

/** Whether the hits ever fire the event of a segment. */

/** Source: Getting Started with Analytics data connectors, "Remarketing segments in data connectors". */
const EVENTS: ReadonlyMap<string, string> = new Map([
  ['cart-abandonment', 'scAdd'],
  ['purchases', 'purchase'],
  ['product-views', 'prodView'],
])

/** In the order in which a visitor comes by them. */
const STEPS: readonly string[] = ['product-views', 'cart-abandonment', 'purchases']

const isLater = (segment: string, than: string): boolean => STEPS.indexOf(segment) > STEPS.indexOf(than) && STEPS.includes(than)

/** So many hits without the event, of a capture that may have gaps, say something. */
const ENOUGH_HITS = 500

export interface Silence {
  readonly segment: string
  readonly event: string
  /** `fired`: it is there. `silent`: it is not, and that means something. `unclear`: it is not, and that may be chance. */
  readonly is: 'fired' | 'silent' | 'unclear'
  readonly isComplete: boolean
  readonly facts: readonly Fact[]
}

/** Segments in question that Adobe's page names with an event: of the question, else those that are expected, else those that lack a file. */
export function segmentsInQuestion({evidence: {question, deliveries}, daysWithoutFile, days}: Case): string[] {
  if (question.segment !== null) return [question.segment]
  const lacking = daysWithoutFile.map(({segment}) => segment)
  if (lacking.length > 0) return [...new Set(lacking)]
  return deliveries.expected.length > 0 ? [...deliveries.expected] : [...new Set(days.map(({segment}) => segment))]
}

/** One answer for each segment in question that has an event. */
export function silences(the: Case): Silence[] {
  const {hits} = the.evidence
  if (hits === null) return []
  return segmentsInQuestion(the).flatMap((segment) => {
    const event = EVENTS.get(segment)
    return event === undefined ? [] : [silenceOf(segment, event, hits, the)]
  })
}

function silenceOf(segment: string, event: string, hits: HitEvidence, the: Case): Silence {
  const own = the.segmentHits.filter((each) => each.segment === segment)
  const fired = own.filter(({events}) => events > 0)
  const days = hits.days.filter(({day}) => isAsked(day, the)).map(({day}) => day)
  const place = hits.captures[0]?.path ?? '--hits'
  const base = {segment, event, isComplete: hits.isComplete && !hits.isDamaged}
  const [first] = fired
  if (first !== undefined) {
    const examples = [...(first.examples.withProducts ?? []), ...(first.examples.withoutProducts ?? [])]
    const fact = `${first.events} hits fire ${event} on ${first.day}`
    return {...base, is: 'fired', facts: [examples[0] === undefined ? of(place, fact) : {fact, origin: examples[0].origin}]}
  }
  const count = hits.days.filter(({day}) => days.includes(day)).reduce((sum, day) => sum + day.hits, 0)
  const facts = [of(place, `none of ${count} hits of the report suite fires ${event}`)]
  if (count === 0 || hits.isDamaged || wasInFile(segment, days, the)) return {...base, is: 'unclear', facts}
  // Who buys has looked and has filled a cart; a capture that ends before the purchase shows nothing.
  const later = hits.days.flatMap(({day, segments}) =>
    segments.flatMap((each) => (each.events > 0 && isLater(each.segment, segment) ? [{event: each.event, day}] : [])),
  )
  const other = later.slice(0, 1).map((each) => of(place, `${each.event}, which comes after it, fires on ${each.day}`))
  const isTelling = base.isComplete || later.length > 0 || count >= ENOUGH_HITS
  return {...base, is: isTelling ? 'silent' : 'unclear', facts: [...facts, ...other]}
}

/**
 * Whether a file has rows: of a day of the capture or later, so that the event fires after all; or, where the capture is of one day only, of
 * any day before, so that one day without it is no wonder.
 */
function wasInFile(segment: string, days: readonly string[], {evidence: {deliveries}}: Case): boolean {
  const from = days.length > 1 ? (days[0] ?? '') : ''
  return deliveries.seriesFiles.some(
    (file) => file.segment === segment && file.kind !== 'data-warehouse' && file.rows > 0 && file.day !== null && file.day >= from,
  )
}

function isAsked(day: string, {evidence: {question}}: Case): boolean {
  return (question.from === null || day >= question.from) && (question.to === null || day <= question.to)
}
