import {expect} from 'vitest'
import type {Diagnosis} from '../../src/diagnosis/diagnosis.js'
import {deliver, report} from './scenario-deliveries.js'
import type {EventDefect, ShopSegment} from './scenario-shop.js'
import {DAYS, daysWith, type Scenario, type World} from './scenario.js'
import {warehouseRequest} from './warehouse.js'

/** Files without products: the first row of Adobe's page, its special cases, and what looks like it. */

const SINCE_TUESDAY = ['2026-10-06', '2026-10-07', '2026-10-08']

/** The pages of a segment have a defect on these days; files and captures show it, as they would. */
function defective(defect: EventDefect, {days = DAYS, segment = 'cart-abandonment', ...world}: DefectiveWorld = {}): World {
  const shop = daysWith(Object.fromEntries(days.map((day) => [day, {defects: {[segment]: defect}}])))
  return {days: shop, segments: [segment], capture: {days: DAYS, isComplete: true}, ...world}
}
type DefectiveWorld = Omit<World, 'days'> & {readonly days?: readonly string[]; readonly segment?: ShopSegment}

/** Files blank in the product column, whatever the pages sent. */
const BLANK = deliver({rows: (rows) => rows.map((row) => ({...row, product: ''}))})
/** Files without the column. */
const NO_COLUMN = deliver({text: (text) => text.replaceAll(/^([^,]*,[^,]*),[^,]*,/gm, '$1,')})

/** Row, file, line and the hit behind it: the proof that the page's row asks for. */
function provesRows({proofs}: Diagnosis, days: readonly string[]): void {
  expect(proofs.map(({day}) => day)).toEqual(days)
  for (const proof of proofs) {
    expect(proof).toMatchObject({
      file: `deliveries/cart_abandonment_${proof.day.replaceAll('-', '')}.csv`,
      segment: 'cart-abandonment',
      rows: 4,
      lines: [2, 3, 4, 5],
      joined: 4,
      contradicted: 0,
      hits: 4,
    })
    expect(proof.examples[0]).toMatchObject({
      line: 2,
      hit: {origin: {file: expect.stringMatching(/^hits\./)}, page: 'https://www.shop.example/cart', library: 'JS-2.26.0'},
    })
  }
}

export const PRODUCT_SCENARIOS: readonly Scenario[] = [
  {
    name: 'cart additions without products, on every page',
    world: defective('bare'),
    expected: {
      verdict: 'fault-found',
      exitCode: 1,
      matched: {'event-without-products': 'you'},
      ruledOut: ['link-call-without-products', 'products-on-neighbouring-hit', 'product-name-missing', 'wrong-file'],
      also: (diagnosis) => {
        provesRows(diagnosis, DAYS)
        const [first] = diagnosis.proofs
        // The fifth hit of a day is the cart addition of its second visitor; the first only looks.
        expect(first?.examples[0]?.hit).toMatchObject({origin: {record: 5}, name: 'Cart', kind: 'page', at: '2026-10-01T10:10:00.000Z'})
      },
    },
  },
  {
    name: 'cart additions without products since Tuesday, captured as a HAR',
    world: {...defective('bare', {days: SINCE_TUESDAY}), capture: {days: DAYS, isComplete: true, format: 'har'}},
    expected: {
      verdict: 'fault-found',
      exitCode: 1,
      matched: {'event-without-products': 'you'},
      also: (diagnosis) => provesRows(diagnosis, SINCE_TUESDAY),
    },
  },
  {
    name: 'purchases without products, while carts have theirs',
    world: {...defective('bare', {segment: 'purchases'}), segments: ['cart-abandonment', 'purchases']},
    expected: {
      verdict: 'fault-found',
      exitCode: 1,
      matched: {'event-without-products': 'you'},
      also: ({proofs}) => expect(new Set(proofs.map(({segment}) => segment))).toEqual(new Set(['purchases'])),
    },
  },
  {
    name: 'product views without products',
    world: defective('bare', {segment: 'product-views'}),
    expected: {verdict: 'fault-found', exitCode: 1, matched: {'event-without-products': 'you'}},
  },
  {
    name: 'event and products in two requests',
    world: defective('split'),
    expected: {
      verdict: 'fault-found',
      exitCode: 1,
      primary: 'products-on-neighbouring-hit',
      // The general statement of the page holds as well, and stands behind the special one.
      matched: {'products-on-neighbouring-hit': 'you', 'event-without-products': 'you'},
      ruledOut: ['link-call-without-products'],
    },
  },
  {
    name: 'link calls that leave the products out',
    world: defective('link-call'),
    expected: {
      verdict: 'fault-found',
      exitCode: 1,
      primary: 'link-call-without-products',
      // The general statement of the page holds as well, and stands behind the special one.
      matched: {'link-call-without-products': 'you', 'event-without-products': 'you'},
      ruledOut: ['products-on-neighbouring-hit'],
    },
  },
  {
    name: 'products strings without a name',
    world: defective('nameless'),
    expected: {
      verdict: 'fault-found',
      exitCode: 1,
      matched: {'product-name-missing': 'you'},
    },
  },
  {
    name: 'the export of product data was refused',
    world: {files: BLANK, integration: {access: {product: false}}, capture: {days: DAYS, isComplete: true}},
    expected: {
      verdict: 'fault-found',
      exitCode: 1,
      matched: {'product-access-not-granted': 'you'},
      ruledOut: ['event-without-products'],
    },
  },
  {
    name: 'the export of product data was refused, as somebody looked up',
    world: {files: BLANK, integration: {access: {}}, capture: {days: DAYS, isComplete: true}, facts: {'product-access': 'no'}},
    expected: {verdict: 'fault-found', exitCode: 1, matched: {'product-access-not-granted': 'you'}},
  },
  {
    name: 'the request was built without the product',
    world: {
      files: NO_COLUMN,
      capture: {days: DAYS, isComplete: true},
      schedule: [warehouseRequest({dimensions: ['variables/evar12', 'variables/campaign']})],
    },
    expected: {verdict: 'fault-found', exitCode: 1, matched: {'product-column-missing': 'you'}, ruledOut: ['event-without-products']},
  },
  {
    name: 'a report of Data Warehouse is taken for the segment file',
    world: {files: [report('2026-10-07'), report('2026-10-08')], flags: ['--files={folder}', '--issue=no-product-ids']},
    expected: {
      verdict: 'fault-found',
      exitCode: 1,
      matched: {'wrong-file': 'you'},
      also: ({fileQuestion}) => expect(fileQuestion.answer).toBe('data-warehouse'),
    },
  },
  {
    name: 'Tuesday lacks products, and the user asks for Monday',
    world: {...defective('bare', {days: ['2026-10-06']}), flags: ['--day=2026-10-05', '--issue=no-product-ids']},
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}},
  },
  {
    name: 'carts lack products, and the user asks for purchases',
    world: {...defective('bare'), segments: ['cart-abandonment', 'purchases'], flags: ['--segment=purchases']},
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}},
  },
  {
    name: 'one row of forty has no product, and the user asks why',
    world: {
      days: daysWith({'2026-10-06': {carts: 40, defects: {'cart-abandonment': 'bare'}, defectsFor: [7]}}),
      capture: {days: DAYS, isComplete: true},
      flags: ['--issue=no-product-ids'],
    },
    // Too few to be a symptom by itself; asked for, the one row is explained by its hit.
    expected: {
      verdict: 'fault-found',
      exitCode: 1,
      matched: {'event-without-products': 'you'},
      also: ({proofs}) => expect(proofs).toMatchObject([{day: '2026-10-06', rows: 1, lines: [7], joined: 1, hits: 1}]),
    },
  },
  {
    name: 'cart additions name no products, and the files have them all the same',
    world: {...defective('bare'), files: deliver(), flags: ['--issue=no-product-ids']},
    // Something that hits do not show fills them in: whatever the user misses, this is not why.
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}, ruledOut: ['event-without-products', 'link-call-without-products']},
  },
  {
    name: 'blank products, and nothing known that would tell why',
    world: {files: BLANK, integration: {access: {}}},
    expected: {
      verdict: 'inconclusive',
      exitCode: 4,
      matched: {},
      also: ({notChecked}) => expect(notChecked.map(({evidence}) => evidence)).toContain('hits'),
    },
  },
  {
    name: 'half a capture of cart additions without products',
    world: {...defective('bare'), capture: {days: DAYS, isComplete: true, format: 'har', keep: 0.5}},
    expected: {verdict: 'fault-found', exitCode: 1, matched: {'event-without-products': 'you'}},
  },
  {
    name: 'a capture of another day that is in order says nothing of blank files',
    world: {
      days: daysWith({'2026-10-02': {}}, {}),
      files: deliver({rows: (rows, day) => (day >= '2026-10-06' ? rows.map((row) => ({...row, product: ''})) : rows)}),
      capture: {days: ['2026-10-02']},
      integration: {access: {}},
    },
    expected: {verdict: 'inconclusive', exitCode: 4, matched: {}},
  },
]
