import {byteLength, fittingLength} from '../../hits/decode-text.js'
import {BoundedMap} from '../bounded-map.js'
import {sessionRule} from '../rule.js'
import {mayHaveArrived, placeholderIn, PURCHASE_ID_BYTES, purchaseIdOf} from './purchase-id.js'

const ORDERS = 20_000
const MAX_ID = 100

interface Fact {
  suites: readonly string[]
  id: string
  /** UTF-16 units of the ID that Adobe keeps. */
  kept: number
}

/** Limit: the last 20,000 IDs of 20 bytes or more; the one unseen for longest is forgotten first. */
export default sessionRule<Fact>({
  id: 'purchaseid-truncation-collision',
  shape: 'session',
  severity: 'error',
  triggers: ['purchaseID'],
  requires: ['body', 'whole'],
  replaces: ['purchaseid-too-long'],
  summary: 'Different purchase IDs are equal after the cut',
  why:
    'Adobe keeps the first 20 bytes of a purchase ID and compares those. These orders differ only further on, ' +
    'so the second one counts as a duplicate and loses all its conversion data.',
  fix: 'Shorten the ID so that the part that differs from order to order lies within the first 20 bytes.',
  source: 'Adobe Analytics implementation guide, "purchaseID"',
  examples: {
    passes: [
      {hits: ['events=purchase&purchaseID=ORDER20260000000000001', 'events=purchase&purchaseID=ORDER20260000000100001']},
      {hits: ['events=purchase&purchaseID=ORDER20260000000000001', 'events=purchase&purchaseID=ORDER20260000000000001']},
    ],
    fails: [
      {hits: ['events=purchase&purchaseID=ORDER20260000000000001', 'events=purchase&purchaseID=ORDER20260000000000002']},
      {hits: ['events=purchase&purchaseID=ORDER202600000000000', 'events=purchase&purchaseID=ORDER2026000000000002']},
    ],
    notApplied: [{hits: ['events=purchase&purchaseID=200001', 'events=purchase&purchaseID=200002']}, 'purchaseID=ORDER20260000000000001'],
  },
  fact(hit) {
    const id = purchaseIdOf(hit)
    if (id === undefined || byteLength(id) < PURCHASE_ID_BYTES || !hit.events.has('purchase')) return undefined
    if (!mayHaveArrived(hit) || placeholderIn(id) !== undefined) return undefined
    return {suites: hit.reportSuites, id: id.slice(0, MAX_ID), kept: fittingLength(id, PURCHASE_ID_BYTES)}
  },
  fold: () => {
    const orders = new BoundedMap<string, string>(ORDERS)
    return {
      next({suites, id, kept}, place, verdicts) {
        let collides = false
        for (const suite of suites) {
          const key = `${suite}\n${id.slice(0, kept)}`
          const before = orders.get(key)
          if (before === undefined) orders.set(key, id)
          else collides ||= before !== id
        }
        if (!collides) return verdicts.pass(place)
        verdicts.fail({
          place,
          param: 'purchaseID',
          at: [kept, id.length],
          message: 'cut to 20 bytes, this purchase ID equals that of another order, so Adobe drops this one as a duplicate',
        })
      },
    }
  },
})
