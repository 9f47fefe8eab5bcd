import {todaysName} from '../../connectors/connectors.js'
import type {ConnectorInput} from '../../connectors/connector.js'
import {whyNotInput} from '../checks/settings.js'
import type {InputValue} from '../integration.js'
import {isEmptyAnswer, itemsOf, put, textOf, type AnswerValue, type Question, type SetupContext, type SetupState} from './question.js'

/** Questions about the integration as a whole: who vouches for it, where it belongs, what the partner has to know. */

const ACKNOWLEDGED = {
  fees: {
    label: 'Who accepts possible fees?',
    why: 'Activating may cost money at Adobe and at the partner. Whoever activates must be entitled to accept that for the company.',
  },
  terms: {label: 'Who accepts the terms?', why: 'The partner asks for its terms to be accepted before anything is set up.'},
  personalData: {
    label: 'Who answers for the personal data?',
    why: 'A variable of this integration can identify people. Notice and consent are needed, and a privacy label on the variable.',
  },
} as const

/** Asked of whoever vouches; the day is that of the answer. */
export function acknowledgement(kind: keyof typeof ACKNOWLEDGED, {who, today}: SetupContext, required: boolean): Question {
  const {label, why} = ACKNOWLEDGED[kind]
  const flag = kind === 'personalData' ? 'personal-data' : kind
  return {
    key: `acknowledged.${kind}`,
    path: `acknowledged.${kind}`,
    section: kind === 'personalData' ? 'variables' : 'terms',
    kind: 'text',
    label,
    why,
    good: `the name of a person who may decide it${required ? '' : '; empty where nobody has yet'}`,
    flag: `--accept-${flag} NAME`,
    required,
    proposal: who,
    read: ({integration}) => integration.acknowledged[kind]?.by,
    write: (state, value) => {
      const {[kind]: old, ...rest} = state.integration.acknowledged
      const by = textOf(value)
      if (by === '') return put(state, {acknowledged: rest})
      // Who vouched already did so on that day.
      return put(state, {acknowledged: {...rest, [kind]: old?.by === by ? old : {by, on: today}}})
    },
  }
}

export function termsQuestions(context: SetupContext): Question[] {
  const {wizard, prerequisites} = context.connector
  const accepts = wizard?.accepts ?? []
  const mayCost = prerequisites.some(({id}) => id === 'authorised')
  return [
    ...(accepts.includes('terms') ? [acknowledgement('terms', context, true)] : []),
    ...(accepts.includes('fees') || mayCost ? [acknowledgement('fees', context, accepts.includes('fees'))] : []),
  ]
}

/** A rollup is told by its name alone: nothing that dc can ask says so. */
const looksLikeRollup = (id: string, name: string | undefined): boolean => /roll[-_. ]?up/i.test(`${id} ${name ?? ''}`)

/** Source: Analytics, "Data Warehouse", report suite: base or virtual, not rollups; "Virtual report suites": no Data Connectors. */
export function suiteQuestions(context: SetupContext, {integration}: SetupState): Question[] {
  const {suites, connector} = context
  const id = integration.reportSuite
  const name = suites.find((suite) => suite.id === id)?.name
  const suite: Question = {
    key: 'reportSuite',
    path: 'reportSuite',
    section: 'suite',
    kind: 'text',
    label: 'Report suite ID',
    why: 'An integration belongs to exactly one report suite: its variables and events are mapped, and its segments are made there.',
    good: 'the ID (Admin > Report Suites, or the path of an image request: /b/ss/ID/), such as shopprod; no virtual report suite',
    flag: '--suite RSID',
    required: true,
    choices: suites.map((each) => ({value: each.id, ...(each.name !== undefined && {name: `${each.id}  ${each.name}`})})),
    proposal: suites[0]?.id ?? '',
    read: (state) => state.integration.reportSuite ?? undefined,
    parse: (value) =>
      textOf(value).startsWith('vrs_')
        ? {fault: 'a virtual report suite holds no variables of its own; take its base report suite'}
        : {value: textOf(value)},
    write: (state, value) => put(state, {reportSuite: textOf(value) || null}),
  }
  if (id === null || !looksLikeRollup(id, name) || connector.segments.offered.length === 0) return [suite]
  return [
    suite,
    {
      key: 'rollup',
      path: null,
      section: 'suite',
      kind: 'choice',
      label: 'Is it a rollup?',
      why: `The name says that ${id} is a rollup. Data Warehouse does not serve rollups, so there would be no remarketing segments.`,
      good: 'no, where visitors are collected in it directly; yes means: without segments',
      flag: '--[no-]rollup',
      required: true,
      choices: [
        {value: 'no', name: 'No, it collects hits itself'},
        {value: 'yes', name: 'Yes: set it up without segments'},
      ],
      proposal: integration.segments.length > 0 ? 'no' : 'yes',
      // An integration with segments on it has answered the question.
      read: ({extra, integration: current}) => extra['rollup'] ?? (context.existing && current.segments.length > 0 ? 'no' : undefined),
      write: (state, value) => ({
        integration: value === 'yes' ? {...state.integration, segments: []} : state.integration,
        extra: {...state.extra, rollup: value},
      }),
    },
  ]
}

export function settingsQuestions(context: SetupContext, {integration}: SetupState): Question[] {
  const {connector, existing} = context
  const asksEmail = connector.wizard?.asks.includes('email') ?? false
  const product = todaysName(connector) ?? connector.name
  const name: Question = {
    key: 'name',
    path: 'name',
    section: 'settings',
    kind: 'text',
    label: 'Name of the integration',
    why: connector.wizard?.rule ?? 'People find it under this name in lists, reports and messages.',
    good: 'what it is for, such as "Spring e-mail"; at most 100 characters',
    flag: '--name NAME',
    required: true,
    proposal: product,
    read: (state) => state.integration.name || undefined,
    write: (state, value) => put(state, {name: textOf(value)}),
  }
  const proposedId = context.suggestId(integration.name) ?? connector.id
  const id: Question = {
    key: 'id',
    path: 'id',
    section: 'settings',
    kind: 'text',
    label: 'ID of the integration',
    why: 'Commands and the file of the integration go by it. It cannot be changed later.',
    good: 'small letters, digits and single dashes, such as spring-email',
    flag: '--id ID',
    required: true,
    proposal: context.interactive ? makeUnique(proposedId, context) : proposedId,
    fallback: proposedId,
    read: (state) => state.integration.id || undefined,
    parse: (value) => {
      const taken = context.interactive ? context.others.find((other) => other.id === textOf(value)) : undefined
      return taken === undefined
        ? {value: textOf(value)}
        : {fault: `there is an integration with this id already: "${taken.name}" (${taken.status})`}
    },
    write: (state, value) => put(state, {id: textOf(value)}),
  }
  return [
    name,
    ...(existing ? [] : [id]),
    {
      key: 'notify',
      path: 'notify',
      section: 'settings',
      kind: 'list',
      label: 'E-mail addresses for notifications',
      why: 'Who hears when something about the integration changes or fails. People leave: a shared mailbox does not.',
      good: 'ops@shop.example; several are separated by commas',
      flag: '--notify EMAIL',
      required: asksEmail,
      proposal: [],
      fallback: [],
      read: (state) => (state.integration.notify.length > 0 ? state.integration.notify : undefined),
      write: (state, value) => put(state, {notify: itemsOf(value)}),
    },
    {
      key: 'description',
      path: 'description',
      section: 'settings',
      kind: 'text',
      label: 'Description',
      why: 'What whoever comes after you should know: purpose, contract, ticket.',
      good: 'a sentence; may stay empty',
      flag: '--description TEXT',
      required: false,
      proposal: '',
      fallback: '',
      read: (state) => state.integration.description || undefined,
      write: (state, value) => put(state, {description: textOf(value)}),
    },
  ]
}

function makeUnique(id: string, {others}: SetupContext): string {
  const taken = new Set(others.map((other) => other.id))
  if (!taken.has(id)) return id
  for (let number = 2; ; number++) if (!taken.has(`${id}-${number}`)) return `${id}-${number}`
}

const REFERENCE = /^(?:env|file|cmd|keyring|vault):\S/

export function inputQuestions({connector}: SetupContext, {integration}: SetupState): Question[] {
  return connector.inputs.map((input) => inputQuestion(input, integration.id))
}

function inputQuestion(input: ConnectorInput, id: string): Question {
  const {name, label, required, secret, what, shape, values, max} = input
  const list = max !== undefined && max > 1
  const variable = `${id || 'dc'}-${name}`
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()
  const unsure = required === undefined ? 'no page says whether it is required; may stay empty' : required ? undefined : 'may stay empty'
  return {
    key: `inputs.${name}`,
    path: `inputs.${name}`,
    section: 'inputs',
    kind: list ? 'list' : values === undefined ? 'text' : 'choice',
    label,
    why:
      (what === undefined ? 'The partner needs it to find your data.' : `${what.charAt(0).toUpperCase()}${what.slice(1)}.`) +
      (secret === true ? ' It is a secret: say where it is kept, it is never written into a file.' : ''),
    good: [
      secret === true
        ? 'env:NAME, keyring:NAME or vault:NAME; never the secret itself'
        : (shape ?? (values === undefined ? 'copied from there, letter by letter' : undefined)),
      list ? `at most ${max}, separated by commas` : undefined,
      unsure,
    ]
      .filter((part) => part !== undefined)
      .join('; '),
    flag: `--input ${name}=${secret === true ? `env:${variable}` : 'VALUE'}`,
    required: required === true,
    ...(values !== undefined && {
      choices: [...(required === true ? [] : [{value: '', name: 'Leave open'}]), ...values.map((value) => ({value}))],
    }),
    proposal: secret === true && required === true ? `env:${variable}` : list ? [] : '',
    fallback: list ? [] : '',
    read: ({integration}) => readInput(Object.hasOwn(integration.inputs, name) ? integration.inputs[name] : undefined),
    parse: (value) => {
      if (isEmptyAnswer(value)) return required === true ? {fault: 'is needed'} : {value}
      const fault = whyNotInput(toInput(value), input)
      return fault === undefined ? {value} : {fault: `${label} ${fault}`}
    },
    write: (state, value) => {
      const {[name]: _old, ...rest} = state.integration.inputs
      return put(state, {inputs: isEmptyAnswer(value) ? rest : {...rest, [name]: toInput(value)}})
    },
  }
}

function readInput(value: InputValue | undefined): AnswerValue | undefined {
  if (value === undefined || typeof value === 'string') return value
  return 'secret' in value ? value.secret : value
}

function toInput(value: AnswerValue): InputValue {
  return typeof value === 'string' && REFERENCE.test(value) ? {secret: value} : value
}

/** Only of what is set up already: before, there is nothing to confirm. */
export function confirmationQuestions({connector, existing, today}: SetupContext, {integration}: SetupState): Question[] {
  const contact = connector.contacts.find(({mustAct}) => mustAct === true)
  if (!existing || integration.status === 'in-progress' || contact === undefined) return []
  return [
    {
      key: 'partnerConfirmed',
      path: 'partnerConfirmed',
      section: 'partner',
      kind: 'text',
      label: 'Who confirmed that the partner has switched it on?',
      why: `${contact.who}: ${contact.what}`,
      good: 'the name of who heard it; empty: nobody yet',
      flag: '--partner-confirmed NAME',
      required: false,
      proposal: '',
      fallback: '',
      read: (state) => state.integration.partnerConfirmed?.by,
      write: (state, value) => {
        const by = textOf(value)
        const old = state.integration.partnerConfirmed
        return put(state, {partnerConfirmed: by === '' ? null : old?.by === by ? old : {by, on: today}})
      },
    },
  ]
}
