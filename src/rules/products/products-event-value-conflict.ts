import type {Hit} from '../../hits/hit.js'
import type {ProductField} from '../../hits/products.js'
import type {HitRule} from '../rule.js'
import {hasProducts, partsOf, reportProducts, withCount} from './product-entries.js'

function hasValueInEvents(name: string, hit: Hit): boolean {
  return hit.events.has(name) && hit.events.tokens.some((token) => token.name === name && token.value !== undefined)
}

export default {
  id: 'products-event-value-conflict',
  shape: 'hit',
  severity: 'warning',
  triggers: ['products'],
  requires: ['body', 'products-parse'],
  summary: 'Event with a value both in `events` and on a product',
  why: 'Where both carry a value for one event, the one in `events` is used: the values of the products do not count, and nothing is attributed to them.',
  fix: 'Name the event without a value in `s.events` and leave the value on the product, or the other way round.',
  source: 'Adobe Analytics implementation guide, "events", the notes of "Use currency events" and "Use numeric events"',
  examples: {
    passes: [
      'events=event1&products=%3Ba%3B%3B%3Bevent1%3D2',
      'events=event1%3D5&products=%3Ba%3B%3B%3Bevent1',
      'events=event2%3D5&products=%3Ba%3B%3B%3Bevent1%3D2',
    ],
    fails: [
      'events=event1%3D5&products=%3Ba%3B%3B%3Bevent1%3D2',
      'events=event2%2Cevent1%3D5&products=%3Ba%2C%3Bb%3B%3B%3Bevent3%7Cevent1%3D5',
    ],
    notApplied: ['events=event1%3D5&products=%3Ba', 'events=event1%3D5', 'products=%3Ba%3B%3B%3Bevent1%3D2'],
  },
  applies: (hit) => hasProducts(hit) && !hit.events.isEmpty && hit.products.some((item) => item.events.length > 0),
  check(hit, report) {
    let first: ProductField | undefined
    let count = 0
    for (const item of hit.products) {
      for (const {name, value} of item.events) {
        if (value === undefined || !hasValueInEvents(name, hit)) continue
        count++
        first ??= partsOf(item.fields[4]).find(({text}) => text.trim().startsWith(`${name}=`))
      }
    }
    if (first === undefined) return
    reportProducts(hit, report, {
      at: [first.start, first.end],
      message: withCount('a product carries a value for an event that has a value in `events` as well', count),
    })
  },
} satisfies HitRule
