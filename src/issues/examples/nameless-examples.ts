import type {Cause} from '../cause.js'
import type {HitExample} from '../hit-evidence.js'
import {exampleDeliveries, exampleEvidence, exampleHitDay, exampleHits} from './examples.js'

const DAY = '2026-10-05'
const NONE = exampleDeliveries({days: {[DAY]: {rowsWithProduct: 0}}})

/** Products without a name, sent by the writer a cause is about, and by the other one: what holds for a tag holds for the Web SDK. */
export function namelessExamples(own: HitExample, other: HitExample): Cause['examples'] {
  return {
    matched: [
      {
        about: 'every hit of the day has such products',
        evidence: exampleEvidence({
          deliveries: NONE,
          hits: exampleHits({days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3, nameless: 3, examples: {nameless: [own]}})]}),
        }),
        confidence: 'certain',
      },
      {
        about: 'half of the hits have',
        evidence: exampleEvidence({
          hits: exampleHits({days: [exampleHitDay(DAY, {events: 4, withoutProducts: 2, nameless: 2, examples: {nameless: [own]}})]}),
        }),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {
        about: 'a whole capture without any',
        evidence: exampleEvidence({hits: exampleHits({isComplete: true, days: [exampleHitDay(DAY, {events: 3})]})}),
      },
      {
        about: 'they are of the other kind',
        evidence: exampleEvidence({
          hits: exampleHits({
            isComplete: true,
            days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3, nameless: 3, examples: {nameless: [other]}})],
          }),
        }),
      },
    ],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {
        about: 'a part of the hits',
        evidence: exampleEvidence({hits: exampleHits({days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3})]})}),
      },
    ],
  }
}
