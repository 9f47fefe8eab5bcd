import type {EventMapping, VariableMapping} from '../../connectors/mapped.js'
import type {MappedEvent, MappedVariable} from '../integration.js'
import {isMappable} from '../needed-roles.js'

/** The lines of a connector as roles to ask for, and what is mapped to them. */

export type MappingKind = 'variables' | 'events'

/** A role of the connector; several lines of one role are one list. */
export interface Row<Wanted> {
  readonly wanted: Wanted
  readonly labels: readonly string[]
  readonly isList: boolean
}

export function rowsOf<Wanted extends VariableMapping | EventMapping>(wanted: readonly Wanted[]): Row<Wanted>[] {
  const mappable = wanted.filter((one) => isMappable(one) && !('deprecated' in one && one.deprecated))
  return [...new Set(mappable.map(({role}) => role))].flatMap((role) => {
    const lines = mappable.filter((one) => one.role === role)
    const [first] = lines
    if (first === undefined) return []
    return [{wanted: first, labels: lines.map(({label}) => label), isList: lines.length > 1 || role === 'exportDimension'}]
  })
}

export const slotOf = (mapped: MappedVariable | MappedEvent): string => ('variable' in mapped ? mapped.variable : mapped.event)

export const slotsOf = (list: readonly (MappedVariable | MappedEvent)[], role: string): string[] =>
  list.filter((each) => each.role === role).map(slotOf)
