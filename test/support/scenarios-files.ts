import {expect} from 'vitest'
import {deliver, report, upTo} from './scenario-deliveries.js'
import {RECIPIENT_PREFIX} from './scenario-shop.js'
import {DAYS, HEALTHY_DAYS, type PlacedFile, type Scenario} from './scenario.js'
import {warehouseRequest} from './warehouse.js'

/** What lies in the folder: other names, other packing, other days. */

const FAULT = {verdict: 'fault-found', exitCode: 1} as const
const ASKED = ['--issue=files-not-received']
/** Every day the same rows, as of a range that does not move. */
const FROZEN: PlacedFile[] = deliver({
  rows: (rows) => rows.map((row, index) => ({...row, recipient: `${RECIPIENT_PREFIX}00${index}`, product: `SKU${index}`})),
})
/** Files with a column of days, which come so many hours after the day. */
const dated = (afterHours: number) =>
  deliver({
    afterHours,
    text: (text, day) => text.replaceAll(/^(?!Recipient)(.+)$/gm, `$1,${day}`).replace('Cart Additions', 'Cart Additions,Date'),
  })

export const FILE_SCENARIOS: readonly Scenario[] = [
  {
    name: 'files are zipped since Wednesday, and the program waits for .csv',
    world: {files: deliver({pack: (day) => (day >= '2026-10-07' ? 'zip' : 'none')}), flags: ASKED},
    expected: {...FAULT, matched: {'compression-changed': 'you'}},
  },
  {
    name: 'files were always gzipped',
    world: {files: deliver({pack: () => 'gzip'}), flags: ASKED},
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}, ruledOut: ['compression-changed']},
  },
  {
    name: 'files have another name since Tuesday',
    world: {
      files: deliver({name: (day) => `${day >= '2026-10-06' ? 'wk_basket_export' : 'cart_abandonment'}_${day.replaceAll('-', '')}.csv`}),
      flags: ASKED,
    },
    expected: {...FAULT, matched: {'file-renamed-or-moved': 'you'}},
  },
  {
    name: 'the folder was emptied after the files had come',
    world: {
      before: ['2026-10-09T05:00:00Z'],
      isEmptied: true,
      flags: ASKED,
    },
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {'picked-up-by-partner': 'partner'}},
  },
  {
    name: 'the folder is empty, and the partner has none of the files',
    world: {now: '2026-10-12T12:00:00Z', files: [], facts: {'partner-has-files': 'no'}},
    expected: {verdict: 'inconclusive', exitCode: 4, matched: {}, ruledOut: ['picked-up-by-partner']},
  },
  {
    name: 'every file has the rows of the first day',
    world: {files: FROZEN, facts: {'date-range': 'custom'}},
    expected: {...FAULT, matched: {'date-range-frozen': 'you'}},
  },
  {
    name: 'every file has the same rows, and nobody knows the range',
    world: {files: FROZEN},
    expected: {...FAULT, matched: {'date-range-frozen': 'you'}},
  },
  {
    name: 'the date range is a preset',
    world: {schedule: [warehouseRequest()], flags: ['--issue=wrong-days']},
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}, ruledOut: ['date-range-frozen', 'delivered-twice']},
  },
  {
    name: 'the file of Monday came twice',
    world: {
      files: [...deliver(), ...deliver({only: ['2026-10-05'], name: () => 'cart_abandonment_20261005_1.csv', afterHours: 9})],
    },
    expected: {...FAULT, matched: {'delivered-twice': 'you'}},
  },
  {
    name: 'the days of the request are those of New York',
    world: {facts: {'request-zone': 'America/New_York'}, flags: ['--issue=wrong-days']},
    expected: {...FAULT, matched: {'time-zone-shift': 'you'}},
  },
  {
    name: 'the days of the request are those of Paris, whose clocks go with Berlin',
    world: {facts: {'request-zone': 'Europe/Paris'}, flags: ['--issue=wrong-days']},
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}, ruledOut: ['time-zone-shift']},
  },
  {
    name: 'files come before their day is over',
    world: {files: dated(-3)},
    expected: {...FAULT, matched: {'time-zone-shift': 'you'}},
  },
  {
    name: 'files with a column of days come after their day is over',
    world: {files: dated(3)},
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}},
  },
  {
    name: 'a gzipped file was cut in transfer',
    world: {
      files: deliver({pack: () => 'gzip'}).map((file, index) => (index === 7 ? {...file, content: file.content.slice(0, 60)} : file)),
      flags: ASKED,
    },
    expected: {...FAULT, matched: {'upload-truncated': 'you'}},
  },
  {
    name: 'a report lies in the place of the segment file of a day',
    world: {
      files: [...deliver({without: ['2026-10-07']}), report('2026-10-07', 'cart_abandonment_20261007.csv')],
    },
    expected: {...FAULT, matched: {'wrong-file': 'you'}},
  },
  {
    name: 'no workspace: a folder whose newest file lacks products',
    world: {
      integration: null,
      days: HEALTHY_DAYS.map((day) => ({...day, defects: {'cart-abandonment': 'bare' as const}})),
      capture: {days: DAYS, isComplete: true},
      flags: [
        '--files={folder}',
        '--segment=cart-abandonment',
        '--suite=shopprod',
        '--recipient=eVar12',
        '--message=campaign',
        '--time-zone=Europe/Berlin',
      ],
    },
    expected: {
      ...FAULT,
      matched: {'event-without-products': 'you'},
      also: ({proofs, integration}) => {
        expect(integration).toBeNull()
        expect(proofs).toHaveLength(8)
        expect(proofs.every(({joined, rows}) => joined === rows)).toBe(true)
      },
    },
  },
  {
    name: 'no workspace: a folder in order',
    world: {integration: null, flags: ['--files={folder}', '--segment=cart-abandonment', '--time-zone=Europe/Berlin']},
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}},
  },
  {
    name: 'no workspace: a gap in the middle of a folder, and nothing known that would tell why',
    world: {
      integration: null,
      files: deliver({only: [...upTo('2026-10-03'), '2026-10-08']}),
      flags: ['--files={folder}', '--segment=cart-abandonment', '--time-zone=Europe/Berlin', '--fact=empty-file=sent'],
    },
    expected: {verdict: 'inconclusive', exitCode: 4, matched: {}, ruledOut: ['connector-retired', 'too-early']},
  },
]
