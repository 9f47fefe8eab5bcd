import {collectionModesOf} from '../../connectors/connectors.js'
import type {CollectionMode, VariableRole} from '../../connectors/vocabulary.js'
import type {Connector} from '../../connectors/connector.js'
import {fail, PASS, type MappingCheck} from '../check.js'
import type {Integration} from '../integration.js'

/** Checks of how ids get from the landing page into the variables. */

/** Ways that copy a query parameter of the landing page. */
const FROM_URL: readonly CollectionMode[] = ['automated', 'javascript-plugin', 'context-data', 'web-sdk', 'tags']

/**
 * Mapped roles that get their value from a query parameter, with the name that the partner's product always gives it, if any.
 * Empty when the chosen mode reads no parameters.
 */
export function neededParameters(
  {collection, variables}: Integration,
  connector: Connector,
): {role: VariableRole; label: string; fixed: string | undefined}[] {
  if (collection.mode === null || !FROM_URL.includes(collection.mode)) return []
  const mapped = new Set(variables.map(({role}) => role))
  return connector.variables
    .filter(
      ({role, population}) =>
        mapped.has(role) && (population === 'landing-page' || connector.collection.fields?.some((field) => field.role === role)),
    )
    .map(({role, label}) => ({role, label, fixed: connector.collection.fields?.find((field) => field.role === role)?.fixed}))
}

const collectionMode: MappingCheck = {
  code: 'collection-mode',
  summary: 'A way of data collection is chosen that fits the partner',
  *run({integration, connector, lacking}) {
    const {mode} = integration.collection
    const modes = collectionModesOf(connector)
    // Where no page says how, it may stay open.
    if (mode === null && connector.collection.modes.every((each) => each === 'none')) return
    if (mode === null)
      yield fail(
        lacking,
        'collection.mode',
        `no way of data collection is chosen: ${modes.join(', ')}`,
        `dc configure ${integration.id} --collection ${modes[0] ?? ''}`,
      )
    else if (!modes.includes(mode)) {
      yield fail(
        'error',
        'collection.mode',
        `${connector.name} does not collect by ${mode}, but by ${modes.join(', ')}`,
        `dc configure ${integration.id} --collection ${modes[0] ?? ''}`,
      )
    } else yield PASS
  },
}

const parameterMissing: MappingCheck = {
  code: 'parameter-missing',
  summary: 'Every id that comes from the landing page has a query parameter',
  *run({integration, connector, lacking}) {
    for (const {role, label, fixed} of neededParameters(integration, connector)) {
      const name = integration.collection.parameters[role]
      const path = `collection.parameters.${role}`
      const usual = fixed ?? connector.collection.parameters?.find((parameter) => parameter.role === role)?.name
      const fix = `dc configure ${integration.id} --parameter ${role}=${usual ?? 'NAME'}`
      if (name === undefined) {
        yield fail(lacking, path, `no query parameter carries ${label} (${role}), so the landing page cannot fill it`, fix)
      } else if (fixed !== undefined && name !== fixed) {
        yield fail('error', path, `${label} (${role}) is read from ${name}, but ${connector.name} always sends ${fixed}`, fix)
      } else yield PASS
    }
  },
}

/** Names are compared without case, as the published plug-in does. Source: "getQueryParam" plug-in, version 2.3. */
const parameterShared: MappingCheck = {
  code: 'parameter-shared',
  summary: 'No two roles are read from one query parameter',
  *run({integration}) {
    const entries = Object.entries(integration.collection.parameters)
    for (const [index, [role, name]] of entries.entries()) {
      const twin = entries.slice(0, index).find(([, other]) => other.toLowerCase() === name.toLowerCase())
      yield twin === undefined
        ? PASS
        : fail(
            'error',
            `collection.parameters.${role}`,
            `${role} and ${twin[0]} are both read from ${name}`,
            `dc configure ${integration.id} --parameter ${role}=NAME`,
          )
    }
  },
}

const parameterUnused: MappingCheck = {
  code: 'parameter-unused',
  summary: 'Every query parameter belongs to a mapped variable',
  *run({integration, connector, variables}) {
    const mapped = new Set<string>(variables.map((each) => each.mapped.role))
    const steering = (role: string) =>
      connector.collection.parameters?.some((parameter) => parameter.role === role && parameter.target === undefined) === true
    const filled = new Set<string>(connector.variables.map(({role}) => role))
    for (const role of Object.keys(integration.collection.parameters)) {
      const fine = mapped.has(role) || (!filled.has(role) && steering(role))
      const known = filled.has(role) || steering(role)
      yield fine
        ? PASS
        : fail(
            'warning',
            `collection.parameters.${role}`,
            known ? `a parameter is named for ${role}, which is not mapped` : `${connector.name} has no role ${role}`,
            known && filled.has(role)
              ? `dc map variables ${integration.id} --set ${role}=eVarN, or remove the parameter`
              : 'remove the parameter',
          )
    }
  },
}

export const collectionChecks: readonly MappingCheck[] = [collectionMode, parameterMissing, parameterShared, parameterUnused]
