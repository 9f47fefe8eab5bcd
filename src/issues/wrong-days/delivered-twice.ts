import {of} from '../case.js'
import type {Cause} from '../cause.js'
import {deliveredTwice} from '../signs/day-signs.js'
import {counted, firstFacts} from '../signs/delivered-ids.js'
import type {DeliveryEvidence} from '../evidence.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'
import {exampleRun, exampleWarehouse} from '../examples/warehouse-examples.js'

const DAY = '2026-10-05'

/** The file of a day, and one more of the same day and rows that came later. */
function again(parts: {rows?: number; digest?: string} = {}): DeliveryEvidence {
  const once = exampleDeliveries({days: {[DAY]: {rows: parts.rows ?? 10, digest: 'same'}}})
  const later = exampleDeliveries({
    days: {
      [DAY]: {
        path: 'out/cart_20261005 (1).csv',
        rows: parts.rows ?? 10,
        digest: parts.digest ?? 'same',
        arrivedAt: '2026-10-06T09:00:00.000Z',
      },
    },
  })
  return {...once, files: [...once.files, ...later.files], seriesFiles: [...once.seriesFiles, ...later.seriesFiles]}
}

export default {
  id: 'delivered-twice',
  summary: 'The same file came twice',
  why: 'A delivery was sent again or run again, or whoever fetched it put a copy beside it. Who takes in both files counts the day twice.',
  owner: 'you',
  needs: [['files']],
  rows: ['RW-27'],
  source: 'Analytics, "Manage Data Warehouse requests" (resend and rerun)',
  next: ['Take in one of the two, and make the import skip rows it has already', 'Ask who sent the delivery again, and why'],
  judge(about) {
    const twice = deliveredTwice(about)
    if (twice.length > 0) {
      const because = firstFacts(
        twice,
        ({file, original, day}) => of(file.path, `it has the same ${counted(file.rows, 'row')} of ${day.day} as ${original.path}`),
        (count) => `so it is with ${count} more files`,
      )
      const runs = twice.flatMap(({day}) => {
        const done = about.runsOf(day.day).filter(({status}) => status === 'completed')
        const [, second] = done
        return second === undefined ? [] : [{fact: `${done.length} deliveries of ${day.day} were completed`, origin: second.origin}]
      })
      const isChance = twice.every(({file}) => file.rows < 3) && runs.length === 0
      return {outcome: 'matched', confidence: isChance ? 'possible' : 'certain', because: [...because, ...runs]}
    }
    const served = about.days.filter((day) => about.filesOf(day).some(({rows}) => rows > 0))
    const [first] = served
    if (first === undefined) return {outcome: 'not-checked', reason: 'no file with rows tells its day', missing: ['files']}
    const double = served.filter(({files}) => files.length > 1)
    if (double.length > 0)
      return {
        outcome: 'not-checked',
        reason: 'a day has several files, each with rows of its own',
        missing: ['runs'],
        because: double.map(({day, files}) => of(files[0] ?? day, `${day} has ${files.length} files`)),
      }
    return {
      outcome: 'ruled-out',
      against: [
        of(first.files[0] ?? first.segment, `no two files have the same rows of one day, ${counted(served.length, 'day')} looked at`),
      ],
    }
  },
  examples: {
    matched: [
      {about: 'under a second name', evidence: exampleEvidence({deliveries: again()}), confidence: 'certain'},
      {
        about: 'and both deliveries are known',
        evidence: exampleEvidence({
          deliveries: again(),
          warehouse: exampleWarehouse({runs: [exampleRun(DAY), exampleRun(DAY, {id: 'again'})]}),
        }),
        confidence: 'certain',
      },
      {about: 'two rows may be alike by chance', evidence: exampleEvidence({deliveries: again({rows: 2})}), confidence: 'possible'},
    ],
    ruledOut: [
      {about: 'each day came once', evidence: exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-04': {}, [DAY]: {}}})})},
    ],
    notChecked: [
      {about: 'no files were given', evidence: exampleEvidence({})},
      {about: 'two files of a day with different rows', evidence: exampleEvidence({deliveries: again({digest: 'others'})})},
    ],
  },
} satisfies Cause
