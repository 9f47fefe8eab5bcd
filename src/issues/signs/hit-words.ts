import type {Fact} from '../evidence.js'
import type {DaySegmentHits, HitExample, HitExampleKind} from '../hit-evidence.js'

/** Hits in words: page, time and library, so that somebody finds them again. */

/** `https://www.shop.example/cart at 10:00:00 UTC, sent by JS-2.26.0`. */
export function describeHit({page, name, at, library, kind}: HitExample): string {
  const where = page ?? (name === null ? 'an unknown page' : `"${name}"`)
  const call = kind === 'link' ? `link call${name === null || page === null ? '' : ` "${name}"`} on ` : ''
  // Hits of the Web SDK are what Analytics makes of its events: no library writes them.
  const by = library === null ? '' : `, sent by ${library === 'edge' ? 'the Web SDK' : library}`
  return `${call}${where} at ${at.slice(11, 19)} UTC${by}`
}

/** A fact about hits of one day, with the first of them. */
export function factOfHits(
  of: Pick<DaySegmentHits, 'examples'> & {readonly day: string},
  sort: HitExampleKind,
  fact: string,
  capture: string,
): Fact {
  const examples = of.examples[sort] ?? []
  const [first] = examples
  if (first === undefined) return {fact, origin: {file: capture, record: null}}
  const pages = new Set(examples.map(({page}) => page))
  const where = pages.size > 1 ? `the first of ${pages.size} pages is` : 'first on'
  return {fact: `${fact}; ${where} ${describeHit(first)}`, origin: first.origin}
}
