import {of} from '../case.js'
import type {Cause} from '../cause.js'
import {counted, filesWithRows, firstFacts} from '../signs/delivered-ids.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'
import {hasRaggedRows} from '../signs/row-signs.js'

const ragged = (raggedRows: number) => exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-05': {rows: 100, raggedRows}}})})

export default {
  id: 'unquoted-delimiter',
  summary: 'Values break the columns: some rows have more or fewer cells than the header',
  why:
    'A value that holds the delimiter or a line break moves the cells behind it, where nothing quotes it. Whoever reads the file drops such rows, ' +
    'or takes one column for another.',
  owner: 'you',
  needs: [['files']],
  source: 'No Adobe page tells how Data Warehouse quotes (unverified); what was found is counted in the file itself',
  next: [
    'Strip delimiters and line breaks from the values before they are sent, IDs instead of names above all',
    'dc segments inspect FILE',
  ],
  judge(about) {
    const files = filesWithRows(about)
    const [first] = files
    if (first === undefined) return {outcome: 'not-checked', reason: 'no file has rows', missing: ['files']}
    const broken = files.filter(hasRaggedRows)
    const {findings} = about.evidence.deliveries
    if (broken.length > 0) {
      const because = firstFacts(
        broken,
        ({path, raggedRows}) => {
          const [line] = findings.find((each) => each.path === path && each.id === 'ragged-rows')?.lines ?? []
          return of(path, `${counted(raggedRows, 'row')} with more or fewer cells than the header`, line ?? null)
        },
        (count) => `so it is in ${count} more files`,
      )
      return {outcome: 'matched', confidence: 'likely', because}
    }
    if (files.some(({raggedRows}) => raggedRows > 0))
      return {outcome: 'not-checked', reason: 'a single such row may be one that was cut', missing: []}
    return {outcome: 'ruled-out', against: [of(first.path, `all ${counted(first.rows, 'row')} have as many cells as the header`)]}
  },
  examples: {
    matched: [{about: 'seven rows of a hundred', evidence: ragged(7), confidence: 'likely'}],
    ruledOut: [{about: 'every row has its cells', evidence: ragged(0)}],
    notChecked: [
      {about: 'no files were given', evidence: exampleEvidence({})},
      {about: 'one row, that may be the last', evidence: ragged(1)},
    ],
  },
} satisfies Cause
