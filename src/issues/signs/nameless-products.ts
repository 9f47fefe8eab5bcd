import type {Case} from '../case.js'
import type {Judgement} from '../cause.js'
import {counted, isWholeCapture} from './delivered-ids.js'
import {factOfHits} from './hit-words.js'
import {captureOf, confidenceIn, isRare, missingProducts, type DayHits} from './missing-products.js'

/** Who wrote the products string: a tag, or Analytics itself from the items of a Web SDK event. */
export type ProductsWriter = 'tag' | 'web-sdk'

/** Judges products without a name that one writer sent. A day without examples is taken for that of a tag. */
export function judgeNameless(about: Case, writer: ProductsWriter): Judgement {
  const missing = missingProducts(about)
  const {fired, nameless, namelessHits, against} = missing
  if (fired.length === 0) return {outcome: 'not-checked', reason: 'no hit of the capture fires the event', missing: ['hits']}
  if (missing.isFilled.length > 0) return {outcome: 'ruled-out', against: missing.isFilled}
  const own = nameless.filter((hits) => writerOf(hits) === writer)
  const count = own.reduce((sum, hits) => sum + hits.nameless, 0)
  if (count > 0 && !isRare(count, missing)) {
    return {
      outcome: 'matched',
      confidence: confidenceIn(count, missing),
      because: own.map((hits) =>
        factOfHits(
          hits,
          'nameless',
          `${hits.nameless} of ${counted(hits.events, 'hit')} with ${hits.event} on ${hits.day} ${hits.nameless === 1 ? 'has' : 'have'} products without a name`,
          captureOf(about),
        ),
      ),
    }
  }
  if (namelessHits === 0 && against.length > 0) return {outcome: 'ruled-out', against}
  if (count === 0 && isWholeCapture(about)) {
    return {
      outcome: 'ruled-out',
      against: fired.map((hits) =>
        factOfHits(
          hits,
          'withProducts',
          `none of the ${counted(hits.events, 'hit')} with ${hits.event} on ${hits.day} has a product without a name${writer === 'tag' ? '' : ' from the Web SDK'}`,
          captureOf(about),
        ),
      ),
    }
  }
  return {
    outcome: 'not-checked',
    reason: 'no such product is in the capture, and whether it holds all hits is not said (--complete)',
    missing: ['hits'],
  }
}

function writerOf({examples}: DayHits): ProductsWriter {
  const [first] = examples.nameless ?? []
  return first?.library === 'edge' ? 'web-sdk' : 'tag'
}
