import {of} from '../case.js'
import {filesWithRows} from '../signs/delivered-ids.js'
import type {Issue} from '../issue.js'
import mergeTagNotFilled from '../no-recipient-ids/merge-tag-not-filled.js'
import parameterLost from '../no-recipient-ids/parameter-lost.js'
import recipientExpired from '../no-recipient-ids/recipient-expired.js'
import recipientNeverSet from '../no-recipient-ids/recipient-never-set.js'
import wrongFile from '../no-product-ids/wrong-file.js'
import {rowSigns} from '../signs/row-signs.js'
import creditedToAnotherMessage from './credited-to-another-message.js'
import uploadTruncated from '../files-not-received/upload-truncated.js'
import dataFeedFile from './data-feed-file.js'
import idCaseMerged from './id-case-merged.js'
import idsCut from './ids-cut.js'
import implicitProductViews from './implicit-product-views.js'
import noImplicitView from './no-implicit-view.js'
import noRowsThatDay from './no-rows-that-day.js'
import otherEncoding from './other-encoding.js'
import productDelimiterInName from './product-delimiter-in-name.js'
import productNameTooLong from './product-name-too-long.js'
import purchaseDeduplicated from './purchase-deduplicated.js'
import rowLimit from './row-limit.js'
import rowsRepeated from './rows-repeated.js'
import textBeforeHeader from './text-before-header.js'
import unquotedDelimiter from './unquoted-delimiter.js'

export default {
  id: 'wrong-rows',
  symptom: 'The file has too few rows, too many, none, or rows that should not be in it',
  known: null,
  source: 'Getting Started with Analytics data connectors, "Remarketing segments in data connectors" (what each segment holds)',
  present(about) {
    const signs = rowSigns(about)
    if (signs.length > 0) return {present: true, because: signs}
    const [first] = filesWithRows(about)
    if (first === undefined) return {present: 'unknown', because: []}
    return {present: false, because: [of(first.path, `nothing about its ${first.rows} rows is unusual`)]}
  },
  causes: [
    rowLimit,
    purchaseDeduplicated,
    recipientNeverSet,
    parameterLost,
    recipientExpired,
    uploadTruncated,
    noRowsThatDay,
    rowsRepeated,
    productDelimiterInName,
    productNameTooLong,
    unquotedDelimiter,
    mergeTagNotFilled,
    idsCut,
    idCaseMerged,
    implicitProductViews,
    noImplicitView,
    creditedToAnotherMessage,
    textBeforeHeader,
    otherEncoding,
    dataFeedFile,
    wrongFile,
  ],
} satisfies Issue
