import {of} from '../case.js'
import type {Cause} from '../cause.js'
import {counted, filesWithRows, firstFacts} from '../signs/delivered-ids.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'
import {isAsked} from '../signs/asked.js'

const ASKED = {issue: 'wrong-rows', segment: null, from: null, to: null}
const commented = (comments: number) => exampleDeliveries({days: {'2026-10-05': {comments}}})

export default {
  id: 'text-before-header',
  summary: 'A comment stands before the header',
  why: 'A request may put a text at the beginning of the file. Whoever takes the first line for the header reads the wrong columns, or no rows.',
  owner: 'you',
  needs: [['files']],
  rows: ['RW-29'],
  source: 'Analytics, "Data Warehouse", "Report options" (comments at the beginning of the report)',
  next: ['Take the comment off the request (Tools, Data Warehouse, report options), or skip to the header', 'dc segments inspect FILE'],
  judge(about) {
    const files = filesWithRows(about)
    if (files.length === 0) return {outcome: 'not-checked', reason: 'no file has rows', missing: ['files']}
    const commented = files.filter(({comments}) => comments > 0)
    if (commented.length === 0)
      return {outcome: 'ruled-out', against: files.slice(0, 1).map(({path}) => of(path, 'it begins with its header'))}
    const because = firstFacts(
      commented,
      ({path, comments}) => of(path, `${counted(comments, 'line')} before the header`, 1),
      (count) => `so have ${count} more files`,
    )
    // `dc` reads past it; whether others do only the user knows.
    if (isAsked(about, 'wrong-rows')) return {outcome: 'matched', confidence: 'possible', because}
    return {outcome: 'not-checked', reason: 'whether rows are read wrongly is not said (--issue wrong-rows)', missing: [], because}
  },
  examples: {
    matched: [
      {about: 'rows are said to be wrong', evidence: exampleEvidence({question: ASKED, deliveries: commented(2)}), confidence: 'possible'},
    ],
    ruledOut: [{about: 'the header is the first line', evidence: exampleEvidence({question: ASKED, deliveries: commented(0)})}],
    notChecked: [
      {about: 'no files were given', evidence: exampleEvidence({question: ASKED})},
      {about: 'nobody says that rows are wrong', evidence: exampleEvidence({deliveries: commented(2)})},
    ],
  },
} satisfies Cause
