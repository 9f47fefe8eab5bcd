import {CONNECTORS} from '../../src/connectors/connectors.js'
import {KEY_ROLES} from '../../src/connectors/vocabulary.js'
import {fromLink} from '../../src/landing/plan.js'
import type {Integration} from '../../src/mapping/integration.js'
import {draft} from './mapping.js'

export const EMAIL_PARTNERS = CONNECTORS.filter(({category}) => category === 'email').map(({id}) => id)

/** An integration of an e-mail partner, ready for its landing page: both ids mapped, each with the partner's usual parameter. */
export function landingIntegration(partner: string, changes: Partial<Integration> = {}): Integration {
  const connector = CONNECTORS.find(({id}) => id === partner)
  if (connector === undefined) throw new Error(`no connector ${partner}`)
  const keys = fromLink(connector).filter(({key}) => key !== null)
  const parameters = Object.fromEntries(
    keys.map(({role, key}) => {
      const usual = connector.collection.parameters?.find((each) => each.role === role)?.name
      return [role, usual ?? (key === 'message' ? 'mid' : 'rid')]
    }),
  )
  return draft(partner, {
    id: `${partner}-mail`,
    variables: keys.map(({role}, index) => ({
      role,
      variable: KEY_ROLES.message.some((each) => each === role) ? 'eVar8' : `eVar${9 + index}`,
    })),
    collection: {mode: 'javascript-plugin', parameters, landingPages: ['https://www.shop.example/mail/*']},
    segments: [{id: 'cart-abandonment'}, {id: 'purchases'}, {id: 'product-views'}],
    ...changes,
  })
}
