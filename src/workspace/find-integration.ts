import {closest} from '../did-you-mean.js'
import {DcError} from '../errors.js'
import type {Integration} from '../mapping/integration.js'
import type {LoadedIntegrations} from './store.js'

/**
 * The integration of this id, else the only one of this name, whatever its case.
 * @throws DcError the fault of its file, `ambiguous-integration`, or `unknown-integration` with the nearest
 */
export function requireIntegration(idOrName: string, {integrations, problems}: LoadedIntegrations): Integration {
  const wanted = idOrName.trim().toLowerCase()
  const byId = integrations.find(({id}) => id === wanted)
  if (byId !== undefined) return byId
  const problem = problems.get(wanted)
  if (problem !== undefined) throw problem
  const named = integrations.filter(({name}) => name.toLowerCase() === wanted)
  // Deleted ones are out of the way where a living one has the name.
  const living = named.filter(({status}) => status !== 'deleted')
  const candidates = living.length > 0 ? living : named
  const [only] = candidates
  if (only !== undefined && candidates.length === 1) return only
  if (only !== undefined) {
    throw new DcError(`${candidates.length} integrations are called "${only.name}"`, {
      code: 'ambiguous-integration',
      where: idOrName,
      suggestions: candidates.map(({id}) => `name it by its id: ${id}`),
    })
  }
  throw new DcError(`there is no integration "${idOrName}" in this workspace`, {
    code: 'unknown-integration',
    where: idOrName,
    suggestions: [...nearest(wanted, integrations), 'dc list'],
  })
}

function nearest(wanted: string, integrations: readonly Integration[]): string[] {
  const names = new Map(integrations.flatMap(({id, name}) => [[name.toLowerCase(), id] as const, [id, id] as const]))
  const near = closest(wanted, [...names.keys()])
  const id = near === undefined ? undefined : names.get(near)
  return id === undefined ? [] : [`did you mean ${id}?`]
}
