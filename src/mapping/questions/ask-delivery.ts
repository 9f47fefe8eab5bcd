import {CARRIER_KINDS, EMPTY_FILE_HABITS, WEEKDAYS, type CarrierKind, type Delivery, type Integration} from '../integration.js'
import {isEmptyAnswer, itemsOf, put, textOf, type AnswerValue, type Question, type SetupContext, type SetupState} from './question.js'

/** Questions about the files of the segments: who makes them, where and when they arrive. */

const CARRIERS: Readonly<Record<CarrierKind, string>> = {
  'data-warehouse-schedule': 'A scheduled Data Warehouse request',
  'adobe-exchange': 'An integration from Adobe Exchange',
  partner: 'The partner itself, through the Analytics APIs',
  'retired-data-connector': 'The data connector of the retired console, which still runs',
  unknown: 'Not known yet',
}

/** Everything about files; nothing where none are made. */
export function deliveryQuestions(context: SetupContext, state: SetupState): Question[] {
  if (state.integration.segments.length === 0) return []
  const {kind} = state.integration.carrier
  return [
    {
      key: 'carrier.kind',
      path: 'carrier.kind',
      section: 'delivery',
      kind: 'choice',
      label: 'Who produces the segment files today?',
      why: 'The console is gone. Who makes the files decides whom to ask when one is missing.',
      flag: '--carrier KIND',
      required: false,
      choices: [...CARRIER_KINDS]
        .toSorted((a, b) => Object.keys(CARRIERS).indexOf(a) - Object.keys(CARRIERS).indexOf(b))
        .map((value) => ({value, name: CARRIERS[value]})),
      proposal: 'unknown',
      fallback: 'unknown',
      // What is not known has not been said.
      read: ({integration}) => (integration.carrier.kind === 'unknown' ? undefined : integration.carrier.kind),
      write: (before, value) => {
        const chosen = textOf(value) as CarrierKind
        const {request} = before.integration.carrier
        return put(before, {carrier: {kind: chosen, ...(request !== undefined && chosen === 'data-warehouse-schedule' && {request})}})
      },
    },
    ...(kind === 'data-warehouse-schedule' ? [requestQuestion] : []),
    ...fileQuestions(context, state),
  ]
}

const requestQuestion: Question = {
  key: 'carrier.request',
  path: 'carrier.request',
  section: 'delivery',
  kind: 'text',
  label: 'Name of the Data Warehouse request',
  why: 'Found under Tools > Data Warehouse > Request Manager; its state tells what became of a file.',
  good: 'as shown there; may stay empty',
  flag: '--request NAME',
  required: false,
  proposal: '',
  fallback: '',
  read: ({integration}) => integration.carrier.request,
  write: (state, value) => {
    const {kind} = state.integration.carrier
    return put(state, {carrier: {kind, ...(textOf(value) !== '' && {request: textOf(value)})}})
  },
}

const NO_DELIVERY: Delivery = {
  location: null,
  credential: null,
  from: null,
  until: null,
  expectedBy: null,
  timeZone: null,
  days: 'daily',
  emptyFile: 'unknown',
}

function deliver(state: SetupState, change: Partial<Delivery>): SetupState {
  const delivery = {...(state.integration.delivery ?? NO_DELIVERY), ...change}
  const isNothing = JSON.stringify(delivery) === JSON.stringify(NO_DELIVERY)
  return put(state, {delivery: isNothing ? null : delivery})
}

function fileQuestions({connector, interactive}: SetupContext, {integration}: SetupState): Question[] {
  const location = integration.delivery?.location ?? null
  const delivered = <Key extends keyof Delivery>(state: SetupState, key: Key): Delivery[Key] | undefined =>
    state.integration.delivery?.[key]
  const field = (
    key: 'location' | 'from' | 'until' | 'expectedBy' | 'timeZone',
    parts: Pick<Question, 'label' | 'why' | 'good' | 'flag'> & {proposal?: string},
  ): Question => ({
    key: `delivery.${key}`,
    path: `delivery.${key}`,
    section: 'delivery',
    kind: 'text',
    required: false,
    proposal: '',
    fallback: '',
    ...parts,
    read: (state) => delivered(state, key) ?? undefined,
    write: (state, value) => deliver(state, {[key]: textOf(value) || null}),
  })
  const where = field('location', {
    label: 'Where do the files arrive?',
    why: 'So that dc can look whether they came, and what is in them.',
    good: 'sftp://user@host/folder, ftps://, ftp:// or file:PATH, without a password; empty: not known yet',
    flag: '--location URL',
  })
  if (location === null) return [where]
  const remote = !location.startsWith('file:')
  const variable = `${integration.id || connector.id}-password`.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()
  const credential: Question = {
    key: 'delivery.credential',
    path: 'delivery.credential',
    section: 'delivery',
    kind: 'text',
    label: 'Where is its password or key kept?',
    why: 'It is read at the moment of use and never written into a file.',
    good: 'env:NAME, keyring:NAME or vault:NAME; never the password itself; empty: none',
    flag: `--credential env:${variable}`,
    required: false,
    proposal: `env:${variable}`,
    fallback: '',
    read: (state) => delivered(state, 'credential')?.secret,
    write: (state, value) => deliver(state, {credential: isEmptyAnswer(value) ? null : {secret: textOf(value)}}),
  }
  return [
    where,
    ...(remote ? [credential] : []),
    ...integration.segments.map(({id}) => filePatternQuestion(id)),
    field('from', {
      label: 'First day of delivery',
      why: 'Before it, a file that is not there is not missing.',
      good: 'a day such as 2026-10-01; empty: not known',
      flag: '--from DATE',
    }),
    // Known at the end of a project, not at its beginning.
    ...(interactive
      ? []
      : [
          field('until', {
            label: 'Last day of delivery',
            why: 'After it, no file is missing.',
            good: 'a day; empty: it goes on',
            flag: '--until DATE',
          }),
        ]),
    field('expectedBy', {
      label: 'When is a file there at the latest?',
      why: 'Before that, a missing file is not late.',
      good: 'a time of day such as 06:00, on the day after; empty: not known',
      flag: '--expected-by HH:MM',
    }),
    field('timeZone', {
      label: 'In which time zone?',
      why: 'Days and times of the files are meant in it.',
      good: 'such as Europe/Berlin; empty: that of the report suite',
      flag: '--time-zone ZONE',
    }),
    daysQuestion,
    emptyFileQuestion,
  ]
}

function filePatternQuestion(id: string): Question {
  return {
    key: `segments.${id}.file`,
    path: 'segments',
    section: 'delivery',
    kind: 'text',
    label: `File names of ${id}`,
    why: 'Tells the files of one segment from the others.',
    good: 'a pattern such as cart_*.csv; empty: any',
    flag: `--segment-file ${id}=PATTERN`,
    required: false,
    proposal: '',
    fallback: '',
    read: ({integration}) => integration.segments.find((each) => each.id === id)?.file,
    write: (state, value) =>
      put(state, {
        segments: state.integration.segments.map((each) => {
          if (each.id !== id) return each
          const {file: _old, ...rest} = each
          return isEmptyAnswer(value) ? rest : {...rest, file: textOf(value)}
        }),
      }),
  }
}

const daysQuestion: Question = {
  key: 'delivery.days',
  path: 'delivery.days',
  section: 'delivery',
  kind: 'ticks',
  label: 'Days on which a file is made',
  why: 'On the others none is expected.',
  good: 'all of them, for a daily request',
  flag: '--days DAY',
  required: false,
  choices: WEEKDAYS.map((value) => ({value})),
  proposal: WEEKDAYS,
  fallback: WEEKDAYS,
  read: ({integration}) => readDays(integration),
  parse: (value) => (isEmptyAnswer(value) ? {fault: 'at least one day'} : {value}),
  write: (state, value) => {
    const days = WEEKDAYS.filter((day) => itemsOf(value).includes(day))
    return deliver(state, {days: days.length === WEEKDAYS.length ? 'daily' : days})
  },
}

function readDays({delivery}: Integration): AnswerValue | undefined {
  return delivery === null || delivery.days === 'daily' ? undefined : delivery.days
}

const EMPTY_FILES = {
  unknown: 'Not known',
  sent: 'An empty file is sent',
  'not-sent': 'No file is sent',
} as const

const emptyFileQuestion: Question = {
  key: 'delivery.emptyFile',
  path: 'delivery.emptyFile',
  section: 'delivery',
  kind: 'choice',
  label: 'What comes on a day without rows?',
  why: 'Data Warehouse sends nothing unless told to. That decides whether a missing file is a fault.',
  flag: '--empty-file HABIT',
  required: false,
  choices: EMPTY_FILE_HABITS.toSorted((a, b) => Object.keys(EMPTY_FILES).indexOf(a) - Object.keys(EMPTY_FILES).indexOf(b)).map((value) => ({
    value,
    name: EMPTY_FILES[value],
  })),
  proposal: 'unknown',
  fallback: 'unknown',
  read: ({integration}) =>
    integration.delivery === null || integration.delivery.emptyFile === 'unknown' ? undefined : integration.delivery.emptyFile,
  write: (state, value) => deliver(state, {emptyFile: textOf(value) as Delivery['emptyFile']}),
}
