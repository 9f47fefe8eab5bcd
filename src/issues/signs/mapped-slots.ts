import {findVariable, type SuiteVariable} from '../../mapping/suite-snapshot.js'
import type {Case} from '../case.js'
import type {Fact} from '../evidence.js'

/** A variable of the integration as the snapshot of its suite shows it. */
export interface MappedSlot {
  readonly variable: string
  /** Role in words of its own: `recipientId`. */
  readonly role: string
  readonly known: SuiteVariable
  /** The snapshot lists it; else it only says that what is not listed is disabled. */
  readonly isListed: boolean
  /** What the snapshot says, as a fact. */
  readonly say: (fact: string) => Fact
}

const IDS = new Set(['recipientId', 'emailAddress', 'messageId', 'campaignId'])

/** Recipient and message of the integration, as far as a snapshot knows them. */
export function mappedSlots({evidence: {integration}}: Case): readonly MappedSlot[] {
  const suite = integration?.suite ?? undefined
  if (integration === null || suite === undefined) return []
  const day = suite.capturedAt === null ? '' : ` on ${suite.capturedAt.slice(0, 10)}`
  return integration.integration.variables.flatMap(({role, variable}) => {
    const known = IDS.has(role) ? findVariable(suite, variable) : undefined
    if (known === undefined) return []
    const isListed = suite.variables.some((each) => each.variable === variable)
    return [
      {
        variable,
        role,
        known,
        isListed,
        say: (fact) => ({fact: `${variable} (${role}) ${fact}${day}`, origin: {file: suite.origin, record: null}}),
      },
    ]
  })
}
