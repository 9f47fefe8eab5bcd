import type {Cause} from './cause.js'
import type {Issue} from './issue.js'
import filesNotReceived from './files-not-received/issue.js'
import noProductIds from './no-product-ids/issue.js'
import noRecipientIds from './no-recipient-ids/issue.js'
import wrongDays from './wrong-days/issue.js'
import wrongRows from './wrong-rows/issue.js'

/** The Common Issues table: the two rows of Adobe's page first, then symptoms that it does not list. */
export const ISSUES: readonly Issue[] = [noProductIds, filesNotReceived, noRecipientIds, wrongRows, wrongDays]

/** Every cause once, in the order of the table. */
export const CAUSES: readonly Cause[] = [...new Set(ISSUES.flatMap(({causes}) => causes))]
