import {of} from '../case.js'
import type {Cause} from '../cause.js'
import {overlaps} from '../signs/day-signs.js'
import {firstFacts} from '../signs/delivered-ids.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'
import {requestedDays} from '../signs/requested-days.js'

const WEEKS = exampleDeliveries({
  days: {
    '2026-10-07': {from: '2026-10-01', day: null, dayFrom: 'rows'},
    '2026-10-08': {from: '2026-10-02', day: null, dayFrom: 'rows'},
  },
})
const request = (preset: string) => exampleWarehouse({requests: [exampleRequest({preset})]})

export default {
  id: 'range-longer-than-schedule',
  summary: 'Every delivery covers more days than lie between two of them',
  why: 'A request that runs daily for the last seven days sends each day seven times, under seven names.',
  owner: 'you',
  needs: [['files', 'request']],
  rows: ['RW-22'],
  source: 'Analytics, "Data Warehouse", "General settings" (date range presets) and "Schedule"',
  next: [
    'Set the date range to what lies between two deliveries: Yesterday for a daily one',
    'Until then take in the newest file of each day alone',
  ],
  judge(about) {
    const range = requestedDays(about)
    const [first] = overlaps(about).filter(({length}) => length > 2)
    const files =
      first === undefined
        ? []
        : firstFacts(
            first.files,
            ({path, from, to}) => of(path, `its rows are of ${from ?? '?'} to ${to ?? '?'}`),
            (count) => `${count} more files overlap, too`,
          )
    const length = range?.preset == null ? null : lengthOf(range.preset)
    const every = EVERY.find(([pattern]) => pattern.test(about.request?.frequency ?? ''))?.[1] ?? null
    if (range !== undefined && length !== null && every !== null) {
      if (length <= every && files.length === 0) return {outcome: 'ruled-out', against: [range.fact]}
      if (length > every) return {outcome: 'matched', confidence: files.length > 0 ? 'certain' : 'likely', because: [range.fact, ...files]}
    }
    if (files.length > 0) return {outcome: 'matched', confidence: 'likely', because: files}
    return {outcome: 'not-checked', reason: 'which days the request asks for, and how often it runs, is not known', missing: ['request']}
  },
  examples: {
    matched: [
      {
        about: 'daily for the last seven days, and files overlap',
        evidence: exampleEvidence({deliveries: WEEKS, warehouse: request('Last 7 days')}),
        confidence: 'certain',
      },
      {about: 'daily for the last seven days', evidence: exampleEvidence({warehouse: request('Last 7 days')}), confidence: 'likely'},
      {about: 'files overlap', evidence: exampleEvidence({deliveries: WEEKS}), confidence: 'likely'},
    ],
    ruledOut: [{about: 'daily for yesterday', evidence: exampleEvidence({warehouse: request('Yesterday')})}],
    notChecked: [
      {about: 'nothing is known', evidence: exampleEvidence({})},
      {about: 'each file is about its day', evidence: exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-05': {}}})})},
      {about: 'a preset nobody knows', evidence: exampleEvidence({warehouse: request('Fiscal period')})},
    ],
  },
} satisfies Cause

/** Days between two deliveries. */
const EVERY: readonly (readonly [RegExp, number])[] = [
  [/dai/i, 1],
  [/week/i, 7],
  [/month/i, 31],
  [/year/i, 366],
]

/** Days that a preset covers; null for one that is not listed on the page. */
function lengthOf(preset: string): number | null {
  const text = preset.toLowerCase()
  if (/today|yesterday|hour/.test(text)) return 1
  const [, count, unit] = /(?:last|past)\s+(\d+)\s+(day|week|month)/.exec(text) ?? []
  if (count !== undefined) return Number(count) * (unit === 'day' ? 1 : unit === 'week' ? 7 : 31)
  if (/week/.test(text)) return 7
  return /month/.test(text) ? 31 : null
}
