import type {Connector} from '../connectors/connector.js'
import type {EventMapping, VariableMapping} from '../connectors/mapped.js'
import {KEY_ROLES, type EventRole, type VariableRole} from '../connectors/vocabulary.js'
import type {Integration} from './integration.js'

/** Which roles of a connector an integration has to map before it can be active. */

export type MissingRole =
  | {readonly kind: 'variable'; readonly role: VariableRole; readonly label: string; readonly why: string}
  | {readonly kind: 'event'; readonly role: EventRole; readonly label: string; readonly why: string}

/** Further roles of which some are needed, without a page that says which. */
export interface MissingCount {
  readonly kind: 'variable' | 'event'
  /** How many more are needed. */
  readonly count: number
  /** Those to choose from. */
  readonly roles: readonly string[]
}

/** Adobe fills a reserved variable or event itself: there is nothing to map. */
export const isMappable = (mapping: VariableMapping | EventMapping): boolean =>
  'kinds' in mapping ? mapping.kinds.some((kind) => kind !== 'reserved') : mapping.reserved !== true

/** Roles without which the integration cannot work: those a page calls mandatory, and both keys of an e-mail partner's segment files. */
export function findMissingRoles({variables, events}: Integration, connector: Connector): MissingRole[] {
  const mapped = new Set<string>([...variables, ...events].map(({role}) => role))
  const needed = connector.variables.filter((one) => isMappable(one) && (one.required === true || isKey(one.role, connector)))
  return [
    ...needed
      .filter(({role}) => !mapped.has(role))
      .map(({role, label, required}) => ({
        kind: 'variable' as const,
        role,
        label,
        why: required === true ? 'the partner requires it' : 'remarketing files are joined on it',
      })),
    ...connector.events
      .filter((one) => isMappable(one) && one.required === true && !mapped.has(one.role))
      .map(({role, label}) => ({kind: 'event' as const, role, label, why: 'the partner requires it'})),
  ]
}

/** What a page's number of variables or events asks for beyond the roles that are named as mandatory. */
export function findMissingCounts(integration: Integration, connector: Connector): MissingCount[] {
  const {requires = {}} = connector
  const variables = countMissing(integration.variables, connector.variables, requires.eVars, (role) => isKey(role, connector))
  const events = countMissing(integration.events, connector.events, requires.events, () => false)
  return [
    ...(variables === undefined ? [] : [{kind: 'variable' as const, ...variables}]),
    ...(events === undefined ? [] : [{kind: 'event' as const, ...events}]),
  ]
}

function countMissing(
  mapped: readonly {role: string}[],
  mappings: readonly (VariableMapping | EventMapping)[],
  needed: number | undefined,
  named: (role: string) => boolean,
): {count: number; roles: string[]} | undefined {
  if (needed === undefined) return undefined
  const roles = new Set(mapped.map(({role}) => role))
  const counting = mappings.filter((one) => isMappable(one) && one.required !== false)
  const open = counting.filter(({role, required}) => required === undefined && !named(role) && !roles.has(role as never))
  // A mandatory role that is missing is reported by name.
  const settled = counting.length - open.length
  const count = Math.min(needed - settled, open.length)
  return count > 0 ? {count, roles: open.map(({role}) => role)} : undefined
}

function isKey(role: string, {category, variables}: Connector): boolean {
  if (category !== 'email') return false
  return Object.values(KEY_ROLES).some((roles) => roles.find((each) => variables.some((one) => one.role === each)) === role)
}

/** Everything the connector needs is mapped. Says nothing about whether the slots are right: see `checkIntegration`. */
export function isComplete(integration: Integration, connector: Connector): boolean {
  return findMissingRoles(integration, connector).length === 0 && findMissingCounts(integration, connector).length === 0
}
