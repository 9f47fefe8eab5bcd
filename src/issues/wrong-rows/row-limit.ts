import type {InspectedFile} from '../../segments/inspection.js'
import {of, type Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {filesWithRows, firstFacts} from '../signs/delivered-ids.js'
import type {Fact} from '../evidence.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'
import {cappedSeries} from '../signs/row-signs.js'

const daysWith = (...rows: readonly number[]) =>
  exampleDeliveries({days: Object.fromEntries(rows.map((each, index) => [`2026-10-0${index + 1}`, {rows: each}]))})
const limited = (rowLimit: number | null) => exampleWarehouse({requests: [exampleRequest({rowLimit})]})

export default {
  id: 'row-limit',
  summary: 'The request returns no more than so many rows',
  why:
    'A Data Warehouse request may be limited to a number of rows, and cuts the rest without a word: of a day with more, only the first rows in ' +
    'the order of the request arrive.',
  owner: 'you',
  needs: [['files']],
  rows: ['RW-24'],
  source: 'Analytics, "Data Warehouse", "Report options" (number of rows) and "Sorting by metric"',
  next: ['Have the request return all rows (Tools, Data Warehouse, report options), and send the days that were cut once more'],
  judge(about) {
    const files = filesWithRows(about)
    if (files.length === 0) return {outcome: 'not-checked', reason: 'no file has rows', missing: ['files']}
    const limit = limitOf(about)
    if (limit === undefined) return withoutRequest(about)
    const {rows, fact} = limit
    if (rows === null) return {outcome: 'ruled-out', against: [fact]}
    const over = files.find((file) => file.rows > rows)
    if (over !== undefined) return {outcome: 'ruled-out', against: [fact, of(over.path, `it has ${over.rows} rows`)]}
    const full = files.filter((file) => file.rows === rows)
    if (full.length > 0) return {outcome: 'matched', confidence: full.length > 1 ? 'certain' : 'likely', because: [fact, ...rowFacts(full)]}
    const most = Math.max(...files.map((file) => file.rows))
    return {outcome: 'ruled-out', against: [{fact: `${fact.fact}, and no file has more than ${most}`, origin: fact.origin}]}
  },
  examples: {
    matched: [
      {
        about: 'several days have as many rows as the request returns',
        evidence: exampleEvidence({deliveries: daysWith(1000, 730, 1000), warehouse: limited(1000)}),
        confidence: 'certain',
      },
      {
        about: 'the limit was looked up, and one day reaches it',
        evidence: exampleEvidence({deliveries: daysWith(730, 1000), told: {'row-limit': '1000'}}),
        confidence: 'likely',
      },
      {
        about: 'three days with the same round number of rows',
        evidence: exampleEvidence({deliveries: daysWith(5000, 5000, 4120, 5000)}),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'the request returns all rows',
        evidence: exampleEvidence({deliveries: daysWith(1000, 1000, 1000), warehouse: limited(null)}),
      },
      {
        about: 'all rows, by what was looked up',
        evidence: exampleEvidence({deliveries: daysWith(1000, 1000, 1000), told: {'row-limit': '0'}}),
      },
      {about: 'a file has more rows', evidence: exampleEvidence({deliveries: daysWith(1200), warehouse: limited(1000)})},
      {about: 'no file has so many', evidence: exampleEvidence({deliveries: daysWith(730, 812), warehouse: limited(1000)})},
    ],
    notChecked: [
      {about: 'no files were given', evidence: exampleEvidence({warehouse: limited(1000)})},
      {about: 'the limit is not known, and no number repeats', evidence: exampleEvidence({deliveries: daysWith(730, 812, 641)})},
      {about: 'a number that repeats and is not round', evidence: exampleEvidence({deliveries: daysWith(731, 731, 731)})},
      {about: 'a file goes beyond what repeats', evidence: exampleEvidence({deliveries: daysWith(5000, 5000, 5000, 5120)})},
    ],
  },
} satisfies Cause

/** Null rows: there is no limit. */
function limitOf({request, told}: Case): {rows: number | null; fact: Fact} | undefined {
  const said = told('row-limit')
  const known = request?.isRowLimitKnown === true ? {value: request.rowLimit, origin: request.origin} : undefined
  const number = said === undefined ? Number.NaN : Number(said.value)
  const limit = said === undefined || Number.isNaN(number) ? known : {value: number === 0 ? null : number, origin: said.origin}
  if (limit === undefined) return undefined
  const {value: rows, origin} = limit
  return {rows, fact: {fact: rows === null ? 'the request returns all rows' : `the request returns at most ${rows} rows`, origin}}
}

function withoutRequest(about: Case): Judgement {
  const [capped] = cappedSeries(about)
  if (capped !== undefined) return {outcome: 'matched', confidence: 'possible', because: rowFacts(capped)}
  return {
    outcome: 'not-checked',
    reason: 'how many rows the request returns at most is not known (--fact row-limit=N)',
    missing: ['request', 'told'],
  }
}

function rowFacts(files: readonly InspectedFile[]): Fact[] {
  return firstFacts(
    files,
    ({path, rows}) => of(path, `it has exactly ${rows} rows`),
    (count) => `so have ${count} more files`,
  )
}
