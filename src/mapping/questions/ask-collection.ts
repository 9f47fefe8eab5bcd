import {collectionModesOf} from '../../connectors/connectors.js'
import type {CollectionMode, ParameterRole} from '../../connectors/vocabulary.js'
import {neededParameters} from '../checks/collection.js'
import type {Integration} from '../integration.js'
import {itemsOf, put, textOf, type Question, type SetupContext, type SetupState} from './question.js'

/** Questions about how ids get into the suite, and what is built there. */

const MODES: Readonly<Record<CollectionMode, string>> = {
  automated: 'Automated Solution: processing rules read the address of the page',
  'javascript-plugin': 'JavaScript plug-in: page code reads the address of the page',
  'context-data': 'Context data: the page sends it, processing rules copy it',
  'web-sdk': 'Web SDK: mapped in the data object or the datastream',
  tags: 'Tags: a rule of the tag manager sets the variables',
  'integrate-module': 'Integrate Module: page code waits for the partner',
  'config-object': "Configuration object, read by the partner's code",
  'survey-beacon': "The survey's own hit",
  none: 'Nothing on the page',
}

export function collectionQuestions(context: SetupContext, state: SetupState): Question[] {
  const modes = collectionModesOf(context.connector)
  if (modes.length === 0) return []
  const open = context.connector.collection.modes.every((mode) => mode === 'none')
  const mode: Question = {
    key: 'collection.mode',
    leads: true,
    path: 'collection.mode',
    section: 'collection',
    kind: 'choice',
    label: 'How are the values collected?',
    why: 'How what the partner sends along gets from the page into the variables.',
    good: modes.length > 2 ? 'the way the site is built today; the first are the documented ones' : 'the documented way',
    flag: `--collection ${modes[0] ?? 'MODE'}`,
    required: !open,
    choices: modes.map((value) => ({value, name: value, description: MODES[value]})),
    proposal: modes[0] ?? '',
    fallback: modes[0] ?? '',
    read: ({integration}) => integration.collection.mode ?? undefined,
    write: (before, value) => collect(before, {mode: (textOf(value) || null) as CollectionMode | null}),
  }
  return [mode, ...parameterQuestions(context, state), ...landingPageQuestions(context, state)]
}

function collect(state: SetupState, change: Partial<Integration['collection']>): SetupState {
  return put(state, {collection: {...state.integration.collection, ...change}})
}

function parameterQuestions(context: SetupContext, {integration}: SetupState): Question[] {
  const {collection} = context.connector
  const needed = neededParameters(integration, context.connector)
  const steering =
    integration.collection.mode === null || integration.collection.mode === 'none'
      ? []
      : (collection.parameters ?? []).filter(
          ({role, target}) => role !== undefined && target === undefined && !context.connector.variables.some((one) => one.role === role),
        )
  const usual = (role: string) => [...new Set((collection.parameters ?? []).filter((each) => each.role === role).map(({name}) => name))]
  return [
    ...needed.map(({role, label, fixed}) =>
      parameterQuestion(
        role,
        label,
        fixed === undefined ? usual(role) : [fixed],
        fixed === undefined ? undefined : `${context.connector.name} always calls it ${fixed}`,
        true,
      ),
    ),
    ...steering.map((parameter) => {
      const role = parameter.role ?? 'clickThrough'
      return parameterQuestion(role, role === 'searchClick' ? 'a click from paid search' : 'a click-through', usual(role), undefined, false)
    }),
  ]
}

function parameterQuestion(
  role: ParameterRole,
  label: string,
  names: readonly string[],
  fixed: string | undefined,
  required: boolean,
): Question {
  return {
    key: `collection.parameters.${role}`,
    path: `collection.parameters.${role}`,
    section: 'collection',
    kind: 'text',
    label: `Query parameter of ${label} (${role})`,
    why: 'Links in mailings and ads carry the value under this name; page and links have to agree on it.',
    good: [
      fixed ?? (names.length > 0 ? `usual names: ${names.join(', ')}` : 'look into a link that the partner sent, such as ?mid=123'),
      required ? undefined : 'may stay empty',
    ]
      .filter((part) => part !== undefined)
      .join('; '),
    flag: `--parameter ${role}=${names[0] ?? 'NAME'}`,
    required,
    choices: [...(required ? [] : [{value: '', name: 'none'}]), ...names.map((value) => ({value}))],
    proposal: names[0] ?? '',
    ...(fixed === undefined ? (required ? {} : {fallback: ''}) : {fallback: names[0] ?? ''}),
    read: ({integration}) => integration.collection.parameters[role],
    parse: (value) =>
      textOf(value) === '' && required ? {fault: 'a name is needed'} : {value: textOf(value).replace(/^[?&]/, '').replace(/=$/, '')},
    write: (state, value) => {
      const {[role]: _old, ...rest} = state.integration.collection.parameters
      return collect(state, {parameters: textOf(value) === '' ? rest : {...rest, [role]: textOf(value)}})
    },
  }
}

function landingPageQuestions({connector}: SetupContext, {integration}: SetupState): Question[] {
  const {mode} = integration.collection
  if (mode === 'none' || !connector.variables.some(({population}) => population === 'landing-page' || population === 'page-code')) return []
  return [
    {
      key: 'collection.landingPages',
      path: 'collection.landingPages',
      section: 'collection',
      kind: 'list',
      label: 'Landing pages',
      why: 'Where links of the partner lead to, so that captures can be compared with it.',
      good: 'addresses, * for any text, separated by commas: https://www.shop.example/*; may stay empty',
      flag: '--landing-page URL',
      required: false,
      proposal: [],
      fallback: [],
      read: (state) => (state.integration.collection.landingPages.length > 0 ? state.integration.collection.landingPages : undefined),
      parse: (value) => {
        const bad = itemsOf(value).find((url) => !/^(?:https?|\*):\/\/\S+$/.test(url))
        return bad === undefined ? {value} : {fault: `${bad} is no address: begin with https://`}
      },
      write: (state, value) => collect(state, {landingPages: itemsOf(value)}),
    },
  ]
}

export function reportQuestions({connector}: SetupContext): Question[] {
  const reports = connector.wizard?.reports ?? []
  if (reports.length === 0) return []
  const choices = reports.flatMap(({label, options = []}) =>
    options.length > 0 ? options.map((option) => ({value: option, name: option, description: label})) : [{value: label}],
  )
  const names = choices.map(({value}) => value)
  return [
    {
      key: 'reports',
      path: 'reports',
      section: 'reports',
      kind: 'ticks',
      label: 'Dashboards and bookmarks',
      why: 'The retired console built these. What you tick is noted, so that somebody builds it in Workspace.',
      good: 'none, where nobody will look at them',
      flag: '--report LABEL',
      required: false,
      choices,
      proposal: [],
      fallback: [],
      read: ({integration}) => (integration.reports.length > 0 ? integration.reports.filter((each) => names.includes(each)) : undefined),
      write: (state, value) => {
        const kept = itemsOf(value)
        return put(state, {
          reports: [...names.filter((each) => kept.includes(each)), ...state.integration.reports.filter((each) => !names.includes(each))],
        })
      },
    },
  ]
}
