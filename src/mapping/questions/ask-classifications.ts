import type {MappedClassification, MappedMetric} from '../integration.js'
import {isMappable} from '../needed-roles.js'
import {itemsOf, put, textOf, type Question, type SetupContext, type SetupState} from './question.js'

/** Questions about what hangs on the mapping: classifications and calculated metrics. */

/** A column is named alone where only one variable has it, else with its role. */
interface Column {
  readonly value: string
  readonly role: MappedClassification['role']
  readonly column: string
  readonly label: string
}

function columnsOf({connector}: SetupContext, {integration}: SetupState): Column[] {
  const filled = new Set<string>([
    ...integration.variables.map(({role}) => role),
    // Adobe fills a reserved variable without a mapping.
    ...connector.variables.filter((one) => !isMappable(one)).map(({role}) => role),
  ])
  return connector.classifications.flatMap(({of, names}) =>
    of
      .filter((role) => filled.has(role))
      .flatMap((role) =>
        names.map((column) => ({
          value: of.length > 1 ? `${role}: ${column}` : column,
          role,
          column,
          label: connector.variables.find((one) => one.role === role)?.label ?? role,
        })),
      ),
  )
}

const mayRename = ({connector}: SetupContext, what: 'classifications' | 'calculatedMetrics') =>
  connector.wizard === undefined || (connector.wizard.renames?.includes(what) ?? false)

export function classificationQuestions(context: SetupContext, state: SetupState): Question[] {
  const columns = columnsOf(context, state)
  if (columns.length === 0) return []
  const find = (list: readonly MappedClassification[], {role, column}: Column) =>
    list.find((each) => each.role === role && each.column === column)
  const ticked = (current: SetupState) =>
    columns.filter((each) => find(current.integration.classifications, each) !== undefined).map(({value}) => value)
  const which: Question = {
    key: 'classifications',
    path: 'classifications',
    section: 'classifications',
    kind: 'ticks',
    label: 'Classification columns to create',
    why: 'Columns that hang on a variable and tell its values apart in reports; the partner fills them.',
    good: 'all of them, unless the company limits classifications',
    flag: '--classification COLUMN',
    required: false,
    choices: columns.map(({value, column, label}) => ({value, name: `${column} (${label})`})),
    proposal: columns.map(({value}) => value),
    fallback: columns.map(({value}) => value),
    read: (current) => (ticked(current).length > 0 ? ticked(current) : undefined),
    write: (before, value) => {
      const kept = itemsOf(value)
      const old = before.integration.classifications
      const made = columns
        .filter((each) => kept.includes(each.value))
        .map((each) => find(old, each) ?? {role: each.role, column: each.column})
      const foreign = old.filter((each) => !columns.some((column) => column.role === each.role && column.column === each.column))
      return put(before, {classifications: [...made, ...foreign]})
    },
  }
  if (!mayRename(context, 'classifications')) return [which]
  const chosen = columns.filter((each) => find(state.integration.classifications, each) !== undefined)
  return [
    which,
    ...renaming(
      'classifications',
      'columns',
      chosen.map((each) => ({
        value: each.value,
        label: each.column,
        name: find(state.integration.classifications, each)?.name,
        rename: (current, name) =>
          put(current, {
            classifications: current.integration.classifications.map((one) =>
              one.role === each.role && one.column === each.column ? withName(one, name) : one,
            ),
          }),
      })),
      context,
      state,
    ),
  ]
}

export function metricQuestions(context: SetupContext, state: SetupState): Question[] {
  const {calculatedMetrics} = context.connector
  if (calculatedMetrics.length === 0) return []
  const labels = calculatedMetrics.map(({label}) => label)
  const ticked = (current: SetupState) =>
    current.integration.calculatedMetrics.map(({label}) => label).filter((label) => labels.includes(label))
  const which: Question = {
    key: 'calculatedMetrics',
    path: 'calculatedMetrics',
    section: 'metrics',
    kind: 'ticks',
    label: 'Calculated metrics to create',
    why: "Figures reckoned from the partner's events.",
    flag: '--metric LABEL',
    required: false,
    choices: calculatedMetrics.map(({label, formula}) => ({
      value: label,
      name: label,
      ...(formula !== undefined && {description: formula}),
    })),
    proposal: labels,
    fallback: labels,
    read: (current) => (ticked(current).length > 0 ? ticked(current) : undefined),
    write: (before, value) => {
      const kept = itemsOf(value)
      const old = before.integration.calculatedMetrics
      const made: MappedMetric[] = labels
        .filter((label) => kept.includes(label))
        .map((label) => old.find((each) => each.label === label) ?? {label})
      return put(before, {calculatedMetrics: [...made, ...old.filter(({label}) => !labels.includes(label))]})
    },
  }
  if (!mayRename(context, 'calculatedMetrics')) return [which]
  const chosen = state.integration.calculatedMetrics.filter(({label}) => labels.includes(label))
  return [
    which,
    ...renaming(
      'calculatedMetrics',
      'metrics',
      chosen.map(({label, name}) => ({
        value: label,
        label,
        name,
        rename: (current, given) =>
          put(current, {
            calculatedMetrics: current.integration.calculatedMetrics.map((one) => (one.label === label ? withName(one, given) : one)),
          }),
      })),
      context,
      state,
    ),
  ]
}

interface Renamable {
  readonly value: string
  readonly label: string
  readonly name: string | undefined
  readonly rename: (state: SetupState, name: string) => SetupState
}

/** Which of them to rename, and to what. */
function renaming(
  list: 'classifications' | 'calculatedMetrics',
  noun: string,
  items: readonly Renamable[],
  context: SetupContext,
  state: SetupState,
): Question[] {
  if (items.length === 0) return []
  const section = list === 'classifications' ? 'classifications' : 'metrics'
  const gate = `${list}.rename`
  const named = items.filter(({name}) => name !== undefined).map(({value}) => value)
  const chosen = state.extra[gate] ?? named
  const which: Question = {
    key: gate,
    path: null,
    section,
    kind: 'ticks',
    label: `Which ${noun} do you want to rename?`,
    why: 'The partner gives them the names you saw; others may be of more use in your reports.',
    good: 'none, where the names are right already',
    flag: '--rename COLUMN=NAME',
    required: false,
    choices: items.map(({value, label}) => ({value, name: label})),
    proposal: named,
    fallback: [],
    read: (current) => current.extra[gate] ?? (named.length > 0 ? named : undefined),
    write: (before, value) => {
      const kept = itemsOf(value)
      const cleared = items.filter((item) => !kept.includes(item.value)).reduce((current, item) => item.rename(current, ''), before)
      return {...cleared, extra: {...cleared.extra, [gate]: kept}}
    },
  }
  const names = items
    .filter(({value}) => !context.interactive || chosen.includes(value))
    .map(({value, label, rename}): Question => ({
      key: `${list}.${value}.name`,
      path: list,
      section,
      kind: 'text',
      label: `New name of "${label}"`,
      why: 'Shown in reports.',
      good: 'empty keeps the one it has',
      flag: `--rename "${value}=NAME"`,
      required: false,
      proposal: label,
      fallback: '',
      read: (current) => itemsNamed(current, list, value),
      write: (before, given) => rename(before, textOf(given)),
    }))
  return context.interactive ? [which, ...names] : names
}

function itemsNamed({integration}: SetupState, list: 'classifications' | 'calculatedMetrics', value: string): string | undefined {
  if (list === 'calculatedMetrics') return integration.calculatedMetrics.find(({label}) => label === value)?.name
  return integration.classifications.find(({role, column}) => [column, `${role}: ${column}`].includes(value))?.name
}

function withName<Item extends {readonly name?: string}>(item: Item, name: string): Item {
  const {name: _old, ...rest} = item
  return (name === '' ? rest : {...rest, name}) as Item
}
