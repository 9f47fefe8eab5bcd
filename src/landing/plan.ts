import type {Connector} from '../connectors/connector.js'
import {KEY_ROLES} from '../connectors/vocabulary.js'
import type {Integration} from '../mapping/integration.js'

/** One query parameter and the variable it is copied into. */
export interface Copy {
  readonly role: string
  /** The partner's name for it. */
  readonly label: string
  readonly parameter: string
  /** `campaign`, `eVar12`, `prop5`, `list1`. */
  readonly variable: string
  /** Which of the two ids that a remarketing file is joined on; null for all else. */
  readonly key: 'message' | 'recipient' | null
}

/** Something without which no code can be written, and the command that supplies it. */
export interface Gap {
  readonly message: string
  readonly fix: string
}

export interface LandingPlan {
  readonly id: string
  readonly partner: string
  readonly copies: readonly Copy[]
  readonly gaps: readonly Gap[]
}

/**
 * What the landing page has to do: every mapped variable whose value comes with the link. Both key ids are needed where the partner
 * has them; of the rest, what has a parameter is copied.
 */
export function planLanding(integration: Integration, connector: Connector): LandingPlan {
  const {id, collection, variables} = integration
  const copies: Copy[] = []
  const gaps: Gap[] = []
  for (const {role, label, key} of fromLink(connector)) {
    const mapped = variables.find((each) => each.role === role)
    const parameter = collection.parameters[role]
    if (mapped !== undefined && parameter !== undefined) {
      const twin = copies.find((copy) => copy.variable === mapped.variable || copy.parameter.toLowerCase() === parameter.toLowerCase())
      if (twin === undefined) copies.push({role, label, parameter, variable: mapped.variable, key})
      else gaps.push(sharedGap(id, {role, parameter, variable: mapped.variable}, twin))
      continue
    }
    if (mapped === undefined && key !== null) {
      gaps.push({message: `${label} (${role}) has no variable`, fix: `dc map variables ${id} --set ${role}=eVarN`})
    }
    if (parameter === undefined && (mapped !== undefined || key !== null)) {
      const usual = connector.collection.parameters?.find((each) => each.role === role)?.name ?? 'NAME'
      gaps.push({
        message: `no query parameter is named for ${label} (${role})`,
        fix: `dc configure ${id} --parameter ${role}=${usual}`,
      })
    }
  }
  return {id, partner: connector.name, copies, gaps}
}

function sharedGap(id: string, one: Pick<Copy, 'role' | 'parameter' | 'variable'>, twin: Copy): Gap {
  return one.variable === twin.variable
    ? {
        message: `${twin.role} and ${one.role} are both mapped to ${one.variable}: the second would overwrite the first`,
        fix: `dc map variables ${id} --set ${one.role}=eVarN`,
      }
    : {
        message: `${twin.role} and ${one.role} are both read from the parameter ${one.parameter}`,
        fix: `dc configure ${id} --parameter ${one.role}=NAME`,
      }
}

interface LinkValue {
  role: Integration['variables'][number]['role']
  label: string
  key: Copy['key']
}

/** Roles whose value comes with the link, keys first; empty for a partner whose links carry none. */
export function fromLink({variables, collection}: Connector): LinkValue[] {
  const found = variables
    .filter(({role, population}) => population === 'landing-page' || collection.fields?.some((field) => field.role === role))
    .map(({role, label}): LinkValue => ({role, label, key: null}))
  for (const [key, roles] of Object.entries(KEY_ROLES) as ['message' | 'recipient', readonly string[]][]) {
    const best = roles.flatMap((role) => found.filter((each) => each.role === role))[0]
    if (best !== undefined) best.key = key
  }
  return found.toSorted((a, b) => Number(a.key === null) - Number(b.key === null))
}
