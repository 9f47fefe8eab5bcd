import {of} from '../case.js'
import type {Cause} from '../cause.js'
import {frozenFiles} from '../signs/day-signs.js'
import {counted, firstFacts} from '../signs/delivered-ids.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'
import {requestedDays} from '../signs/requested-days.js'

const same = (days: number) =>
  exampleDeliveries({
    days: Object.fromEntries(Array.from({length: days}, (_, index) => [`2026-10-0${index + 1}`, {digest: 'rows of October'}])),
  })
const fixed = exampleWarehouse({requests: [exampleRequest({preset: null, from: '2026-10-01', to: '2026-10-01'})]})

export default {
  id: 'date-range-frozen',
  summary: 'The request asks for the same days every time',
  why: 'A recurring request with a custom date range repeats that range with every delivery: the same rows arrive each morning, and never those of yesterday.',
  owner: 'you',
  needs: [['files', 'request', 'told']],
  rows: ['RW-22'],
  source: 'Analytics, "Data Warehouse", "General settings" (presets are evaluated at the time of the delivery)',
  next: ['Set the date range of the request to the preset Yesterday, and request the days that are missing once, one file each'],
  judge(about) {
    const range = requestedDays(about)
    const frozen = frozenFiles(about)
    const because = frozen.flatMap((files) =>
      firstFacts(
        files.slice(1),
        ({path}) => of(path, `it has the same ${counted(files[0]?.rows ?? 0, 'row')} as ${files[0]?.path ?? 'the file before'}`),
        (count) => `so have ${count} more files`,
      ),
    )
    if (range?.kind === 'fixed') {
      if (frozen.length > 0) return {outcome: 'matched', confidence: 'certain', because: [range.fact, ...because]}
      if (range.isRecurring) return {outcome: 'matched', confidence: 'likely', because: [range.fact]}
      return {
        outcome: 'not-checked',
        reason: 'whether the request recurs is not known',
        missing: ['request', 'files'],
        because: [range.fact],
      }
    }
    if (range?.kind === 'preset' && frozen.length === 0) return {outcome: 'ruled-out', against: [range.fact]}
    if (frozen.length === 0)
      return {
        outcome: 'not-checked',
        reason: 'which days the request asks for is not known (--fact date-range=preset|custom)',
        missing: ['request', 'told'],
      }
    const isLong = frozen.some((files) => files.length > 2)
    return {
      outcome: 'matched',
      confidence: isLong && range === undefined ? 'likely' : 'possible',
      because,
      against: range === undefined ? [] : [range.fact],
    }
  },
  examples: {
    matched: [
      {
        about: 'the request names fixed days, and the files are all alike',
        evidence: exampleEvidence({deliveries: same(3), warehouse: fixed}),
        confidence: 'certain',
      },
      {about: 'it names fixed days and recurs', evidence: exampleEvidence({warehouse: fixed}), confidence: 'likely'},
      {about: 'three files in a row are alike', evidence: exampleEvidence({deliveries: same(3)}), confidence: 'likely'},
      {about: 'two are', evidence: exampleEvidence({deliveries: same(2)}), confidence: 'possible'},
    ],
    ruledOut: [
      {
        about: 'the request is for yesterday',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({days: {'2026-10-04': {}, '2026-10-05': {}}}),
          warehouse: exampleWarehouse({requests: [exampleRequest()]}),
        }),
      },
      {about: 'it is a preset, by what was looked up', evidence: exampleEvidence({told: {'date-range': 'preset'}})},
    ],
    notChecked: [
      {about: 'nothing is known', evidence: exampleEvidence({})},
      {
        about: 'the request is not known, and every day has rows of its own',
        evidence: exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-04': {}, '2026-10-05': {}}})}),
      },
      {
        about: 'equal files came, and other rows after them',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({days: {'2026-10-04': {digest: 'same'}, '2026-10-05': {digest: 'same'}, '2026-10-06': {}}}),
        }),
      },
      {
        about: 'a request for fixed days that runs once',
        evidence: exampleEvidence({
          warehouse: exampleWarehouse({requests: [exampleRequest({preset: null, frequency: null, from: '2026-10-01', to: '2026-10-31'})]}),
        }),
      },
    ],
  },
} satisfies Cause
