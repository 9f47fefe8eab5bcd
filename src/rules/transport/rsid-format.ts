import {byteLength, fittingLength} from '../../hits/decode-text.js'
import type {Hit} from '../../hits/hit.js'
import type {HitRule, Seen} from '../rule.js'

const REPORT_SUITE_BYTES = 40

export default {
  id: 'rsid-format',
  shape: 'hit',
  severity: 'error',
  triggers: ['every-hit'],
  requires: [],
  summary: 'Report suite ID that cannot be right',
  why: 'The path names the report suites of a hit, separated by commas. An ID that is empty, holds a blank or is longer than 40 bytes is no report suite, so the hit is kept nowhere; one that is named twice is paid twice.',
  fix: 'Correct the report suite list given to `s_gi()` (or the tag extension): IDs separated by commas alone, each once.',
  source: 'Adobe Analytics implementation guide, "s_gi() / report suite ID" and "Hard-coded image requests"',
  examples: {
    passes: ['/b/ss/a,b/1/JS-2.26.0/s1?v1=x', '/b/ss/shop.prod-eu/1/s1?v1=x', '/b/ss/a%2Cb/0?v1=x', `/b/ss/${'a'.repeat(40)}/1/s1?v1=x`],
    fails: [
      '/b/ss/a,%20b/1/JS-2.26.0/s1?v1=x',
      '/b/ss//1/JS-2.26.0/s1?v1=x',
      '/b/ss/?v1=x',
      `/b/ss/${'a'.repeat(41)}/1/s1?v1=x`,
      '/b/ss/a,b,a/1/s1?v1=x',
      '/b/ss/a,/1/s1?v1=x',
    ],
    notApplied: ['/b/ss//6?v1=x'],
  },
  // A Data Insertion document names its report suite itself.
  applies({transport, path, request}) {
    if (request.mayBeCut === true && path.format === '') return 'unknown'
    return transport !== 'xml' && !(path.format === '6' && path.reportSuites.length === 0)
  },
  check(hit, report) {
    const fault = faultOf(hit)
    if (fault !== undefined) report({param: 'reportSuites', value: hit.path.reportSuites.join(','), ...fault})
  },
} satisfies HitRule

type Fault = Pick<Seen, 'at' | 'message' | 'severity' | 'fix'>

function faultOf(hit: Hit): Fault | undefined {
  const suites = hit.path.reportSuites
  if (suites.every((suite) => suite === '')) return {message: 'the path names no report suite, so the hit goes nowhere'}
  let start = 0
  let mild: Fault | undefined
  for (const [index, suite] of suites.entries()) {
    const end = start + suite.length
    const blank = suite.search(/\s/)
    if (blank !== -1) return {at: [start + blank, start + blank + 1], message: 'a blank stands in the list of report suites'}
    if (byteLength(suite) > REPORT_SUITE_BYTES) {
      return {at: [start + fittingLength(suite, REPORT_SUITE_BYTES), end], message: 'a report suite ID is longer than 40 bytes'}
    }
    if (suite === '') mild ??= {at: [start, end], severity: 'warning', message: 'the list of report suites has an empty place'}
    else if (suites.indexOf(suite) < index) {
      mild ??= {at: [start, end], severity: 'warning', message: 'a report suite is named twice, which may be counted and billed twice'}
    }
    start = end + 1
  }
  return mild
}
