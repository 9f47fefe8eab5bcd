import {expect} from 'vitest'
import {deliver, nextDay} from './scenario-deliveries.js'
import {DAYS, HEALTHY_DAYS, daysWith, type PlacedFile, type Scenario} from './scenario.js'
import {csvOf, type ShopDay} from './scenario-shop.js'

/** Nothing is wrong, whatever it looks like: nothing may match. */

const WELL = {verdict: 'no-fault-found', exitCode: 0, matched: {}} as const
const isWeekday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() % 6 !== 0
const AUTUMN: readonly ShopDay[] = ['22', '23', '24', '25', '26', '27'].map((day) => ({day: `2026-10-${day}`}))
const TWENTY: readonly ShopDay[] = Array.from({length: 20}, (_, index) => ({day: `2026-10-${String(index + 1).padStart(2, '0')}`}))
const TEN = TWENTY.slice(0, 10)
const three = ['cart-abandonment', 'purchases', 'product-views'] as const

const inSuite = (suite: string): PlacedFile[] => deliver({name: (day) => `${suite}_cart_abandonment_${day.replaceAll('-', '')}.csv`})

export const HEALTHY_SCENARIOS: readonly Scenario[] = [
  {name: 'all well in a folder', world: {capture: {days: DAYS, isComplete: true}}, expected: WELL},
  {
    name: 'all well, and the user asks for missing products',
    world: {capture: {days: DAYS, isComplete: true}, flags: ['--issue=no-product-ids']},
    expected: {...WELL, ruledOut: ['event-without-products', 'product-access-not-granted', 'wrong-file']},
  },
  {
    name: 'all well, and the user asks for missing files',
    world: {capture: {days: DAYS, isComplete: true}, flags: ['--issue=files-not-received']},
    expected: {...WELL, ruledOut: ['connector-retired', 'event-never-fired', 'wrong-suite']},
  },
  {
    name: 'all well with three segments',
    world: {segments: three, capture: {days: DAYS, isComplete: true}},
    expected: WELL,
  },
  {
    name: 'three segments and no hits',
    world: {segments: three},
    expected: WELL,
  },
  {
    name: 'a quiet Wednesday without rows',
    world: {days: daysWith({'2026-10-07': {carts: 0}})},
    expected: {...WELL, also: ({days}) => expect(days.find(({day}) => day === '2026-10-07')?.arrival).toBe('absent')},
  },
  {
    name: 'files on weekdays alone',
    world: {
      files: deliver({only: DAYS.filter(isWeekday)}),
      integration: {delivery: {days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']}},
    },
    expected: {
      ...WELL,
      also: ({days}) =>
        expect(days.filter(({arrival}) => arrival === 'not-expected').map(({day}) => day)).toEqual(['2026-10-03', '2026-10-04']),
    },
  },
  {
    name: 'a file came half a day late',
    world: {files: deliver({afterHours: (day) => (day === '2026-10-06' ? 14 : 3)})},
    expected: {...WELL, also: ({days}) => expect(days.find(({day}) => day === '2026-10-06')?.arrival).toBe('late')},
  },
  {
    name: 'the clocks went back on Sunday',
    world: {
      now: '2026-10-28T12:00:00Z',
      days: AUTUMN,
      capture: {days: AUTUMN.map(({day}) => day), isComplete: true},
      integration: {delivery: {from: '2026-10-22'}},
    },
    expected: WELL,
  },
  {
    name: 'files of a second report suite lie beside',
    world: {
      files: [
        ...inSuite('shopprod'),
        ...inSuite('shopdev').map((file, index) =>
          index > 4 ? {...file, content: 'Recipient ID,Message ID,Product,Cart Additions\nRCPT1,M7,,1\n'} : file,
        ),
      ],
      others: [{id: 'dev-email', name: 'Dev e-mail', reportSuite: 'shopdev', delivery: null}],
      flags: ['spring-email'],
    },
    expected: WELL,
  },
  {
    name: 'sixty files of three segments, one busy day among them',
    world: {
      now: '2026-10-21T12:00:00Z',
      days: TWENTY.map((day) => (day.day === '2026-10-14' ? {...day, carts: 30, viewers: 40, buyers: 12} : day)),
      segments: three,
      capture: {days: TWENTY.map(({day}) => day), isComplete: true},
    },
    expected: {...WELL, also: ({files}) => expect(files).toHaveLength(60)},
  },
  {
    name: 'sixty files of three segments and two suites',
    world: {
      now: '2026-10-11T12:00:00Z',
      days: TEN,
      segments: three,
      files: three.flatMap((segment) =>
        ['shopprod', 'shopdev'].flatMap((suite) =>
          deliver({days: TEN, segment, name: (day) => `${suite}_${segment}_${day.replaceAll('-', '')}.csv`}),
        ),
      ),
      others: [{id: 'dev-email', name: 'Dev e-mail', reportSuite: 'shopdev', delivery: null}],
      flags: ['spring-email'],
    },
    expected: {...WELL, also: ({files}) => expect(files).toHaveLength(60)},
  },
  {
    name: 'one cart addition of forty has no product, on one day',
    world: {
      days: daysWith({'2026-10-06': {carts: 40, defects: {'cart-abandonment': 'bare'}, defectsFor: [7]}}),
      capture: {days: DAYS, isComplete: true},
    },
    expected: WELL,
  },
  {
    name: 'hits go to two suites at once',
    world: {capture: {days: DAYS, isComplete: true, suite: 'shopprod,shopdev'}, flags: ['--issue=files-not-received']},
    expected: {...WELL, ruledOut: ['wrong-suite', 'event-never-fired']},
  },
  {
    name: 'the suite is spelt with capitals in the hits',
    world: {capture: {days: DAYS, isComplete: true, suite: 'ShopProd'}, flags: ['--issue=files-not-received']},
    expected: WELL,
  },
  {
    name: 'the captures are of another suite, and the files come',
    world: {capture: {days: DAYS, isComplete: true, suite: 'shopdev'}, flags: ['--issue=files-not-received']},
    expected: WELL,
  },
  {
    name: 'it is judged as of Monday, and later files lie there',
    world: {capture: {days: DAYS, isComplete: true}, flags: ['--as-of=2026-10-05T12:00:00Z', '--issue=files-not-received']},
    expected: WELL,
  },
  {
    name: 'a file without rows for a quiet day, as was agreed',
    world: {
      days: daysWith({'2026-10-07': {carts: 0}}),
      files: [
        ...deliver({without: ['2026-10-07']}),
        {name: 'cart_abandonment_20261007.csv', content: csvOf([], 'cart-abandonment'), arrived: '2026-10-08T03:00:00Z'},
      ],
      integration: {delivery: {emptyFile: 'sent'}},
    },
    expected: WELL,
  },
  {
    name: 'files came, were seen, and were fetched and removed',
    world: {before: ['2026-10-09T05:00:00Z'], isEmptied: true},
    expected: WELL,
  },
  {
    name: 'the capture is of one day, and not complete',
    world: {capture: {days: ['2026-10-03']}, flags: ['--issue=no-product-ids']},
    expected: WELL,
  },
  {
    name: 'the names carry the day of the delivery, a column the day of the rows',
    world: {
      files: deliver({
        name: (day) => `cart_abandonment_${nextDay(day).replaceAll('-', '')}.csv`,
        text: (text, day) => text.replaceAll(/^(?!Recipient)(.+)$/gm, `$1,${day}`).replace('Cart Additions', 'Cart Additions,Date'),
      }),
      capture: {days: DAYS, isComplete: true},
    },
    expected: WELL,
  },
  {
    name: 'files are zipped always, and one came as plain text',
    world: {files: deliver({pack: (day) => (day === '2026-10-04' ? 'none' : 'zip')}), flags: ['--issue=files-not-received']},
    expected: WELL,
  },
  {
    name: 'the same order is confirmed on a page that people load again',
    world: {
      segments: ['purchases'],
      capture: {days: DAYS, isComplete: true},
      flags: ['--issue=wrong-rows'],
    },
    expected: WELL,
  },
  {
    name: 'odd names beside the files',
    world: {
      files: [
        ...deliver(),
        ...['..x.csv', 'a\nb.csv', 'späte ☃ Körbe.csv', ' two  blanks .csv', '-rf.csv', '$(touch x).csv', '\u001B[31mred.csv'].map(
          (name) => ({
            name,
            content: 'a,b\n1,2\n',
            arrived: '2026-10-06T03:00:00Z',
          }),
        ),
      ],
    },
    expected: WELL,
  },
  {
    name: 'files in UTF-16, with semicolons',
    world: {files: deliver({text: (text) => Buffer.from(`\uFEFF${text.replaceAll(',', ';')}`, 'utf16le')})},
    expected: WELL,
  },
  {
    name: 'half a capture of a shop in order',
    world: {days: HEALTHY_DAYS, capture: {days: DAYS, isComplete: true, format: 'har', keep: 0.5}},
    // What is cut off is unreadable input, and said so; it proves no fault.
    expected: {...WELL, exitCode: 2},
  },
  {
    name: 'a report lies beside the segment files',
    world: {
      files: [
        ...deliver(),
        {name: 'stores.csv', content: 'Date,Store (eVar40),Visits\n"October 7, 2026",Hamburg,12\n', arrived: '2026-10-08T03:00:00Z'},
      ],
    },
    expected: {...WELL, also: ({fileQuestion}) => expect(fileQuestion.answer).not.toBe('data-warehouse')},
  },
  {
    name: 'the integration begins tomorrow',
    world: {files: [], integration: {delivery: {from: '2026-10-10'}}},
    expected: {verdict: 'inconclusive', exitCode: 4, matched: {}},
  },
]
