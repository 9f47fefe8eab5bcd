import {of} from '../case.js'
import type {Cause} from '../cause.js'
import type {Fact} from '../evidence.js'
import {exampleDeliveries, exampleEvidence, exampleHit, exampleHitDay, exampleHits} from '../examples.js'

export default {
  id: 'event-without-products',
  summary: 'The event is sent without a product',
  why:
    'A segment file takes its product IDs from the image request that carries the event. Where the right event fires and no products ' +
    'variable stands on the same request, the row has no product.',
  owner: 'you',
  needs: [['hits']],
  source: 'Getting Started with Analytics data connectors, "Common Issues"',
  next: [
    'Set `s.products` on the same page as the event, before the call that sends the hit',
    'dc validate CAPTURE --rule cart-add-without-products',
  ],
  judge({segmentHits}) {
    const faulty = segmentHits.filter(({withoutProducts}) => withoutProducts > 0)
    if (faulty.length === 0) {
      const fired = segmentHits.filter(({events}) => events > 0)
      if (fired.length === 0) return {outcome: 'not-checked', reason: 'no hit of the capture fires the event', missing: ['hits']}
      return {outcome: 'ruled-out', against: fired.map(({day, event, events}) => of(day, `all ${events} hits with ${event} have products`))}
    }
    const because: Fact[] = faulty.flatMap(({day, event, events, withoutProducts, examples}) => {
      const [first] = examples.withoutProducts ?? []
      const fact = `${withoutProducts} of ${events} hits with ${event} on ${day} have no products`
      return [first === undefined ? of(day, fact) : {fact, origin: first.origin}]
    })
    const isAll = faulty.every(({events, withoutProducts}) => events === withoutProducts)
    return {outcome: 'matched', confidence: isAll ? 'certain' : 'likely', because}
  },
  examples: {
    matched: [
      {
        about: 'every cart addition of the day lacks its product',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({days: {'2026-10-05': {rowsWithProduct: 0}}}),
          hits: exampleHits({
            days: [exampleHitDay('2026-10-05', {events: 3, withoutProducts: 3, examples: {withoutProducts: [exampleHit()]}})],
          }),
        }),
        confidence: 'certain',
      },
    ],
    ruledOut: [
      {
        about: 'every cart addition names its product',
        evidence: exampleEvidence({hits: exampleHits({days: [exampleHitDay('2026-10-05', {events: 3})]})}),
      },
    ],
    notChecked: [{about: 'no hits were given', evidence: exampleEvidence({})}],
  },
} satisfies Cause
