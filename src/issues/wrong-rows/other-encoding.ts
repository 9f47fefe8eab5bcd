import {of} from '../case.js'
import type {Cause} from '../cause.js'
import {filesWithRows, firstFacts} from '../signs/delivered-ids.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'
import {isAsked} from '../signs/asked.js'

const ASKED = {issue: 'wrong-rows', segment: null, from: null, to: null}
const encoded = (encoding: string) => exampleDeliveries({days: {'2026-10-05': {encoding}}})

export default {
  id: 'other-encoding',
  summary: 'The file is not UTF-8',
  why: 'Letters with accents come out wrong where a file in another encoding is read as UTF-8, and IDs or products with them are not recognised.',
  owner: 'you',
  needs: [['files']],
  rows: ['RW-28'],
  source: 'No Adobe page tells the encoding of Data Warehouse files (unverified); it was read off the bytes',
  next: ['Read the file in its own encoding, and ask whoever makes it for UTF-8', 'dc segments inspect FILE'],
  judge(about) {
    const files = filesWithRows(about)
    if (files.length === 0) return {outcome: 'not-checked', reason: 'no file has rows', missing: ['files']}
    const others = files.filter(({encoding}) => !/^(?:utf-8|ascii)/i.test(encoding))
    if (others.length === 0)
      return {outcome: 'ruled-out', against: files.slice(0, 1).map(({path, encoding}) => of(path, `its text is ${encoding}`))}
    const because = firstFacts(
      others,
      ({path, encoding}) => of(path, `its text is ${encoding}`),
      (count) => `so it is in ${count} more files`,
    )
    if (isAsked(about, 'wrong-rows')) return {outcome: 'matched', confidence: 'possible', because}
    return {outcome: 'not-checked', reason: 'whether letters come out wrong is not said (--issue wrong-rows)', missing: [], because}
  },
  examples: {
    matched: [
      {
        about: 'rows are said to be wrong',
        evidence: exampleEvidence({question: ASKED, deliveries: encoded('latin-1')}),
        confidence: 'possible',
      },
    ],
    ruledOut: [{about: 'it is UTF-8', evidence: exampleEvidence({question: ASKED, deliveries: encoded('utf-8')})}],
    notChecked: [
      {about: 'no files were given', evidence: exampleEvidence({question: ASKED})},
      {about: 'nobody says that rows are wrong', evidence: exampleEvidence({deliveries: encoded('latin-1')})},
    ],
  },
} satisfies Cause
