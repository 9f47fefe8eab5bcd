import {Flags} from '@oclif/core'
import type {MapFlags, MapJob} from './jobs/map-slots.js'
import type {MappingKind, MappingWish} from './mapping/edit-mapping.js'
import {MAPPING_COLUMNS, MAPPING_ORDERS} from './report/mapping-columns.js'

/** What `dc map variables` and `dc map events` share: their flags, and the order of showing, asking and writing. */

export const MAP_FLAGS = {
  set: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: "put a role, by its name or the partner's label, on a slot (repeatable)",
    helpValue: 'ROLE=SLOT',
  }),
  name: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: 'what the slot of a role is called in Analytics; nothing after = takes the name away (repeatable)',
    helpValue: 'ROLE=TEXT',
  }),
  clear: Flags.string({multiple: true, multipleNonGreedy: true, description: 'take a role off its slot (repeatable)', helpValue: 'ROLE'}),
  suggest: Flags.boolean({description: 'put every role that is not mapped on a free slot; with --dry-run only show which'}),
  optional: Flags.boolean({description: 'with --suggest: optional roles, too', dependsOn: ['suggest']}),
  'dry-run': Flags.boolean({description: 'show what would change, and write nothing'}),
  columns: Flags.option({
    options: MAPPING_COLUMNS,
    multiple: true,
    delimiter: ',',
    description: 'columns of the table, in this order (separated by commas)',
    helpValue: 'role,slot',
  })(),
  sort: Flags.option({options: MAPPING_ORDERS, description: 'column to sort by; -COLUMN turns it round', helpValue: 'COLUMN'})(),
  csv: Flags.boolean({description: 'print the table as comma-separated values with a header line'}),
}

export interface MapCommandFlags extends MapFlags {
  readonly set?: string[] | undefined
  readonly name?: string[] | undefined
  readonly clear?: string[] | undefined
  readonly json?: boolean | undefined
  readonly quiet?: boolean | undefined
}

/** Shows or changes one mapping. On a terminal and without flags the table comes first (through `print`), then the questions. */
export async function runMap(kind: MappingKind, id: string, flags: MapCommandFlags, print: (text: string) => void): Promise<MapJob> {
  const {mapSlots, openMapping} = await import('./jobs/map-slots.js')
  const mapping = await openMapping(kind, id, flags, process.cwd())
  const shown = await mapSlots(mapping, wishesOf(flags), flags)
  if (!mayAsk(flags)) return shown
  print(shown.text)
  const {askMapping, confirmMapping} = await import('./prompts/ask-mapping.js')
  const wishes = await askMapping(kind, mapping.input)
  if (wishes.length === 0) return {...shown, text: ''}
  const planned = await mapSlots(mapping, wishes, {...flags, 'dry-run': true})
  print(planned.text)
  if (flags['dry-run'] || !(await confirmMapping(id))) return {...planned, text: ''}
  return mapSlots(mapping, wishes, flags)
}

/** Slots are given up before others take them. */
function wishesOf({set = [], name = [], clear = []}: MapCommandFlags): MappingWish[] {
  const wish = (what: MappingWish['do']) => (text: string) => ({do: what, text})
  return [...clear.map(wish('clear')), ...set.map(wish('set')), ...name.map(wish('name'))]
}

function mayAsk({set, name, clear, suggest, columns, sort, csv, json, quiet}: MapCommandFlags): boolean {
  const told = [set, name, clear, columns, sort].some((flag) => flag !== undefined) || [suggest, csv, json, quiet].includes(true)
  return !told && process.stdin.isTTY && process.stdout.isTTY && process.stderr.isTTY
}
