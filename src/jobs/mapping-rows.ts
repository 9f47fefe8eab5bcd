import type {EventMapping, VariableMapping} from '../connectors/mapped.js'
import type {CheckInput, MappingProblem} from '../mapping/check.js'
import {findUses} from '../mapping/checks/sharing.js'
import type {MappingKind} from '../mapping/edit-mapping.js'
import {wantedType} from '../mapping/free-slots.js'
import {isMappable} from '../mapping/needed-roles.js'
import {kindOf} from '../mapping/slot-name.js'
import {findEvent, findVariable, type SuiteSnapshot} from '../mapping/suite-snapshot.js'
import type {Row} from '../report/listing.js'
import type {MappingColumn} from '../report/mapping-columns.js'

/** One row for every role of the connector, mapped or not, then whatever else the integration maps. */
export function mappingRows(kind: MappingKind, input: CheckInput, problems: readonly MappingProblem[]): Row<MappingColumn>[] {
  const {connector, integration} = input
  const rows = kind === 'variables' ? connector.variables : connector.events
  const mapped = integration[kind].map((each, index) => ({
    role: each.role as string,
    slot: 'variable' in each ? each.variable : each.event,
    name: each.name,
    path: `${kind}[${index}]`,
  }))
  const shown = new Set<number>()
  const listedRows = rows.map((wanted) => {
    const at = mapped.findIndex((each, index) => each.role === wanted.role && !shown.has(index))
    if (at !== -1) shown.add(at)
    return toRow(wanted.role, wanted, mapped[at], input, problems)
  })
  const others = mapped.filter((_each, index) => !shown.has(index))
  return [
    ...listedRows,
    ...others.map((each) =>
      toRow(
        each.role,
        rows.find(({role}) => role === each.role),
        each,
        input,
        problems,
      ),
    ),
  ]
}

interface Shown {
  slot: string
  name: string | undefined
  path: string
}

function toRow(
  role: string,
  wanted: VariableMapping | EventMapping | undefined,
  mapped: Shown | undefined,
  {integration, others, snapshot}: CheckInput,
  problems: readonly MappingProblem[],
): Row<MappingColumn> {
  const neighbours = others.filter(
    ({id, reportSuite, status}) => id !== integration.id && status !== 'deleted' && reportSuite === integration.reportSuite,
  )
  const uses = mapped === undefined ? [] : findUses(mapped.slot, neighbours)
  return {
    role,
    label: wanted?.label ?? '',
    slot: mapped?.slot ?? null,
    name: mapped?.name ?? null,
    type: typeOf(wanted),
    required: wanted?.required === undefined ? null : wanted.required ? 'yes' : 'no',
    'suite-name': mapped === undefined ? null : suiteName(mapped.slot, snapshot),
    'used-by': [...new Set(uses.map((use) => `${use.integration.id} (${use.role})`))].join(', '),
    state: stateOf(wanted, mapped, problems),
  }
}

function typeOf(wanted: VariableMapping | EventMapping | undefined): string | null {
  if (wanted === undefined) return null
  return 'kinds' in wanted ? wanted.kinds.join(' or ') : (wantedType(wanted) ?? null)
}

const suiteName = (slot: string, snapshot: SuiteSnapshot | undefined): string | null =>
  (kindOf(slot) === undefined ? findEvent(snapshot, slot) : findVariable(snapshot, slot))?.name ?? null

/** The worst of what the checks say of a row. */
function stateOf(
  wanted: VariableMapping | EventMapping | undefined,
  mapped: Shown | undefined,
  problems: readonly MappingProblem[],
): string {
  if (mapped === undefined) {
    if (wanted !== undefined && !isMappable(wanted)) return 'reserved'
    return wanted?.required === true ? 'missing' : 'not mapped'
  }
  const own = problems.filter(({path}) => path === mapped.path || path.startsWith(`${mapped.path}.`))
  const failed = (severity: string) => own.some((problem) => problem.outcome === 'fail' && problem.severity === severity)
  if (failed('error')) return 'error'
  if (failed('warning')) return 'warning'
  const open = own.some(({outcome}) => outcome === 'unknown') || problems.some(({outcome, path}) => outcome === 'unknown' && path === '')
  return open ? 'not checked' : 'ok'
}
