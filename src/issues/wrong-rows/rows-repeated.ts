import {of} from '../case.js'
import type {Cause} from '../cause.js'
import {filesWithRows, firstFacts} from '../signs/delivered-ids.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'
import {hasRepeats} from '../signs/row-signs.js'

const repeating = (duplicateRows: number | null) =>
  exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-05': {rows: 100, duplicateRows}}})})

export default {
  id: 'rows-repeated',
  summary: 'The same rows stand in the file more than once',
  why:
    'A segment file has one row for each recipient, message and product. Rows that repeat come from a delivery that was sent again and appended, ' +
    'or from a report that is broken down by something more.',
  owner: 'you',
  needs: [['files']],
  rows: ['RW-27'],
  source:
    'Analytics, "Data feeds best practices" (take files in so that a second delivery does no harm); that segment files repeat rows is (unverified)',
  next: ['Take rows in by recipient, message and product, so that a repeat changes nothing', 'dc segments inspect FILE'],
  judge(about) {
    const known = filesWithRows(about).filter(({duplicateRows}) => duplicateRows !== null)
    if (known.length === 0)
      return {outcome: 'not-checked', reason: 'no file has rows that can be told from one another', missing: ['files']}
    const repeating = known.filter(hasRepeats)
    if (repeating.length > 0) {
      const because = firstFacts(
        repeating,
        ({path, duplicateRows, rows, estimated}) =>
          of(path, `${estimated ? 'about ' : ''}${duplicateRows ?? 0} of ${rows} rows repeat recipient, message and product of another`),
        (count) => `so it is in ${count} more files`,
      )
      return {outcome: 'matched', confidence: repeating.some(({estimated}) => !estimated) ? 'certain' : 'likely', because}
    }
    const worst = known.toSorted((a, b) => (b.duplicateRows ?? 0) - (a.duplicateRows ?? 0))[0]
    if (worst === undefined || (worst.duplicateRows ?? 0) > 0)
      return {outcome: 'not-checked', reason: 'a few rows repeat, too few to matter', missing: []}
    return {outcome: 'ruled-out', against: [of(worst.path, `none of ${worst.rows} rows repeats another`)]}
  },
  examples: {
    matched: [{about: 'half of the rows', evidence: repeating(50), confidence: 'certain'}],
    ruledOut: [{about: 'every row is there once', evidence: repeating(0)}],
    notChecked: [
      {about: 'no files were given', evidence: exampleEvidence({})},
      {about: 'rows cannot be told from one another', evidence: repeating(null)},
      {
        about: 'one row in a thousand',
        evidence: exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-05': {rows: 1000, duplicateRows: 1}}})}),
      },
    ],
  },
} satisfies Cause
