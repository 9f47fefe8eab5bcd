import {namedDays, of} from '../case.js'
import type {Cause} from '../cause.js'
import {exampleDeliveries, exampleEvidence, exampleHitDay, exampleHits} from '../examples/examples.js'
import {captureOf} from '../signs/missing-products.js'

const DAY = '2026-10-05'
const EMPTY = exampleDeliveries({expected: ['product-views'], days: {[DAY]: {segment: 'product-views', rows: 0, digest: null}}})
const FULL = exampleDeliveries({expected: ['product-views'], days: {[DAY]: {segment: 'product-views'}}})
const views = (events: number, uncertain: number, isComplete = false) =>
  exampleHits({isComplete, days: [exampleHitDay(DAY, {segment: 'product-views', event: 'prodView', events, uncertain})]})

export default {
  id: 'no-implicit-view',
  summary: 'Products with other events only are no product views',
  why:
    'Products count as viewed by themselves only where `events` is empty. Where the page sets an event of its own beside them and not `prodView`, ' +
    'nobody viewed anything, and the Product Views file stays empty.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-10'],
  source: 'Components guide, metric "Product views" (older pages count such hits)',
  next: ['Add `prodView` to the events of the product page', 'dc validate CAPTURE --rule products-without-commerce-event'],
  judge(about) {
    const days = about.segmentHits.filter(({segment}) => segment === 'product-views')
    const uncertain = days.reduce((sum, hits) => sum + hits.uncertain, 0)
    const events = days.reduce((sum, hits) => sum + hits.events, 0)
    if (uncertain + events === 0) return {outcome: 'not-checked', reason: 'no product view is in the capture', missing: ['hits']}
    const fact = of(captureOf(about), `${uncertain} hits show products with events of the site only, ${events} are product views`)
    if (uncertain === 0)
      return about.evidence.hits?.isComplete === true
        ? {outcome: 'ruled-out', against: [of(captureOf(about), `all ${events} hits that show products are product views`)]}
        : {
            outcome: 'not-checked',
            reason: 'no such hit is in the capture, and whether it holds all hits is not said (--complete)',
            missing: ['hits'],
          }
    const filled = about.files.find(({segment, kind, rows}) => segment === 'product-views' && kind !== 'data-warehouse' && rows > 0)
    // A file with rows on a day without any other view proves that such hits count.
    if (filled !== undefined && events === 0 && days.some(({day}) => day === filled.day))
      return {outcome: 'ruled-out', against: [of(filled.path, `it has ${filled.rows} rows, though no other hit of the day is a view`)]}
    // Only the days whose hits are known can say why they brought nothing.
    const lacking = about.days.filter(
      ({segment, day, arrival, content}) =>
        segment === 'product-views' &&
        (content.includes('empty') || arrival === 'absent' || arrival === 'missing') &&
        days.some((hits) => hits.day === day && hits.uncertain > hits.events),
    )
    const [first] = lacking
    if (first !== undefined) {
      const because = [fact, of(first.files[0] ?? captureOf(about), `Product Views of ${namedDays(lacking)} brought no row`)]
      return {outcome: 'matched', confidence: events === 0 ? 'likely' : 'possible', because}
    }
    return {outcome: 'not-checked', reason: 'no day of Product Views lacks rows because of it', missing: ['files'], because: [fact]}
  },
  examples: {
    matched: [
      {
        about: 'all products come with events of the site, and the file is empty',
        evidence: exampleEvidence({deliveries: EMPTY, hits: views(0, 12)}),
        confidence: 'likely',
      },
      {
        about: 'most of them',
        evidence: exampleEvidence({deliveries: EMPTY, hits: views(2, 12)}),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {about: 'every hit with products has prodView', evidence: exampleEvidence({deliveries: EMPTY, hits: views(9, 0, true)})},
      {about: 'the file has rows all the same', evidence: exampleEvidence({deliveries: FULL, hits: views(0, 12)})},
    ],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {about: 'no product in the capture', evidence: exampleEvidence({hits: exampleHits({})})},
      {about: 'a part of the hits, all with prodView', evidence: exampleEvidence({deliveries: EMPTY, hits: views(9, 0)})},
      {about: 'no file is empty', evidence: exampleEvidence({deliveries: FULL, hits: views(9, 12)})},
    ],
  },
} satisfies Cause
