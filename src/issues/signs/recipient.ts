import type {Integration} from '../../mapping/integration.js'
import type {Case} from '../case.js'
import type {Judgement} from '../cause.js'

/** Roles of the id that rows are credited to, the preferred one first. */
const ROLES = ['recipientId', 'emailAddress'] as const

/** The variable that is mapped to the recipient; undefined where none is. */
export function recipientVariable(integration: Integration | undefined): string | undefined {
  for (const role of ROLES) {
    const mapped = integration?.variables.find((each) => each.role === role)
    if (mapped !== undefined) return mapped.variable
  }
  return undefined
}

/** Hits that do not tell whether the recipient is set: nobody said where it is, or what sets it is not in them. */
export function unseenRecipient({evidence}: Case): Judgement {
  const variable = recipientVariable(evidence.integration?.integration)
  return variable === undefined
    ? {outcome: 'not-checked', reason: 'which variable holds the recipient is not known', missing: ['integration']}
    : {
        outcome: 'not-checked',
        reason: `whether ${variable} is set does not show in the hits, as where processing rules or hits that could not be read set it`,
        missing: ['hits'],
      }
}
