import {namedDays, of} from '../case.js'
import {deliveredIds, filesWithRows, firstFacts, lackOf} from '../signs/delivered-ids.js'
import type {Issue} from '../issue.js'
import wrongFile from '../no-product-ids/wrong-file.js'
import counterVariable from './counter-variable.js'
import mergeTagNotFilled from './merge-tag-not-filled.js'
import parameterLost from './parameter-lost.js'
import recipientAndMessageSwapped from './recipient-and-message-swapped.js'
import recipientColumnMissing from './recipient-column-missing.js'
import recipientExpired from './recipient-expired.js'
import recipientNeverSet from './recipient-never-set.js'
import recipientNotMapped from './recipient-not-mapped.js'
import variableDisabled from './variable-disabled.js'

export default {
  id: 'no-recipient-ids',
  symptom: 'The segment file is there, but the recipient column is empty, missing, or holds no real IDs',
  known: null,
  source: 'Getting Started with Analytics data connectors, "Remarketing segments in data connectors" (rows are of recipient IDs)',
  present(about) {
    const {lacking, filled, open} = deliveredIds(about, 'recipient')
    const tagged = filesWithRows(about).filter(({rows, rowsWithMergeTag}) => rowsWithMergeTag >= rows * MANY)
    if (lacking.length > 0 || tagged.length > 0) {
      const because = [
        ...firstFacts(
          lacking,
          (file) => lackOf(about, file, 'recipient'),
          (count) => `rows of ${count} more files lack recipients, too`,
        ),
        ...firstFacts(
          tagged,
          ({path, rows, rowsWithMergeTag}) => of(path, `${rowsWithMergeTag} of ${rows} rows hold the field of a mailing as an id`),
          (count) => `so do rows of ${count} more files`,
        ),
      ]
      return {present: true, because}
    }
    const [first] = filled
    if (first === undefined || open.length > 0) return {present: 'unknown', because: []}
    const days = filled.flatMap(({day}) => day ?? [])
    return {present: false, because: [of(first.path, `the rows ${days.length === 0 ? '' : `of ${namedDays(days)} `}have recipients`)]}
  },
  causes: [
    recipientNeverSet,
    parameterLost,
    recipientExpired,
    recipientAndMessageSwapped,
    mergeTagNotFilled,
    recipientNotMapped,
    variableDisabled,
    counterVariable,
    recipientColumnMissing,
    wrongFile,
  ],
} satisfies Issue

/** Fewer rows are leftovers of tests. */
const MANY = 0.05
