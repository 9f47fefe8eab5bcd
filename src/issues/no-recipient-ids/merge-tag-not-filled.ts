import {of} from '../case.js'
import type {Cause} from '../cause.js'
import {filesWithRows, firstFacts} from '../signs/delivered-ids.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'

const withTags = (rowsWithMergeTag: number) =>
  exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-05': {rows: 100, rowsWithMergeTag}}})})

export default {
  id: 'merge-tag-not-filled',
  summary: 'Links of the mailing carry the field itself instead of the id',
  why:
    'The e-mail service did not replace the field in the link (`%%RECIPIENT_ID%%`, `{{id}}`), so the landing page sends the field as the id: ' +
    'the rows of all such recipients are one.',
  owner: 'you',
  needs: [['files']],
  source:
    'The e-mail partners’ pages on the links of a mailing (parameters of the query string); that a field may stay unfilled is (unverified)',
  next: [
    'Correct the field in the link of the mailing, and send a test that goes through the same sending, not a preview',
    'dc segments inspect FILE --integration ID',
  ],
  judge(about) {
    const files = filesWithRows(about)
    if (files.length === 0) return {outcome: 'not-checked', reason: 'no file has rows', missing: ['files']}
    const tagged = files.filter(({rowsWithMergeTag}) => rowsWithMergeTag > 0)
    const lineOf = (path: string) =>
      about.evidence.deliveries.findings.find((each) => each.path === path && each.id === 'merge-tag')?.lines[0] ?? null
    const facts = firstFacts(
      tagged,
      ({path, rows, rowsWithMergeTag}) =>
        of(path, `${rowsWithMergeTag} of ${rows} rows hold the field of a mailing as an id`, lineOf(path)),
      (count) => `so it is in ${count} more files`,
    )
    if (tagged.some(({rows, rowsWithMergeTag}) => rowsWithMergeTag >= rows * MANY))
      return {outcome: 'matched', confidence: 'certain', because: facts}
    if (tagged.length > 0)
      return {
        outcome: 'not-checked',
        reason: 'a few such rows are leftovers of tests, no reason for what is missing',
        missing: [],
        because: facts,
      }
    return {
      outcome: 'ruled-out',
      against: files.slice(0, 1).map(({path, rows}) => of(path, `none of ${rows} rows holds the field of a mailing`)),
    }
  },
  examples: {
    matched: [{about: 'every third row', evidence: withTags(33), confidence: 'certain'}],
    ruledOut: [{about: 'no row', evidence: withTags(0)}],
    notChecked: [
      {about: 'no files were given', evidence: exampleEvidence({})},
      {about: 'two rows of a hundred are of tests', evidence: withTags(2)},
    ],
  },
} satisfies Cause

/** Fewer rows are leftovers of tests. */
const MANY = 0.05
