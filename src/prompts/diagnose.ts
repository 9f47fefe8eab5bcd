import {createPromptModule} from 'inquirer'
import type {HostKeyEvidence} from '../issues/account-evidence.js'
import {Prompter, type Look, type Prompt, type PromptChoice, type Reply} from './prompter.js'

/** The questions of `dc diagnose` on a terminal: what the flags did not say, in the words of the flags. Nothing is decided here. */

/** By the names of the flags. What was not asked or left open is not there. */
export interface DiagnoseAnswers {
  readonly issue?: string
  readonly integration?: string
  readonly files?: readonly string[]
  readonly hits?: readonly string[]
  readonly segment?: string
  readonly day?: string
  readonly since?: string
}

export interface DiagnoseDialogue {
  /** What flags and arguments said: it is not asked again. */
  readonly given: DiagnoseAnswers
  /** The table, in its order. */
  readonly symptoms: readonly {readonly id: string; readonly symptom: string}[]
  readonly integrations: readonly DiagnosableIntegration[]
  /** Id of the pinned one. */
  readonly pinned: string | null
  /** Undefined where the day can be looked for, else what is wrong with it. */
  readonly whyNoDay: (text: string) => string | undefined
  /** Undefined where there is such a file or folder, or it is a URL, else what is wrong with it. */
  readonly whyNoPlace: (text: string) => string | undefined
}

export interface DiagnosableIntegration {
  readonly id: string
  readonly name: string
  readonly partner: string
  /** Where its files are delivered, without a user. */
  readonly location: string | null
  /** Ids of its segments. */
  readonly segments: readonly string[]
}

export type DiagnoseReply =
  {readonly answers: DiagnoseAnswers; readonly end?: undefined} | {readonly end: 'interrupt'; readonly answers?: undefined}

/** Ids of segments that every integration may have. */
const USUAL_SEGMENTS = ['cart-abandonment', 'purchases', 'product-views'] as const

/** Asks for all that is open, one after the other; Esc goes back, Ctrl-C ends it. */
export async function askDiagnose(dialogue: DiagnoseDialogue, look: Look): Promise<DiagnoseReply> {
  const prompter = new Prompter(look)
  let answers: DiagnoseAnswers = {}
  const history: {step: number; answers: DiagnoseAnswers}[] = []
  let step = 0
  while (step < STEPS.length) {
    const question = STEPS[step]?.(dialogue, answers)
    if (question === undefined) {
      step++
      continue
    }
    const reply = await put(prompter, question)
    if (reply.end === 'interrupt') return {end: 'interrupt'}
    if (reply.end === 'back') {
      const last = history.pop()
      if (last === undefined) prompter.tell('This is the first question. Ctrl-C stops.', look.dim)
      else ({step, answers} = last)
      continue
    }
    history.push({step, answers})
    answers = {...answers, ...question.read(reply.value)}
    const shown = question.choices?.find(({value}) => value === reply.value)?.name ?? (reply.value || '(nothing)')
    const [first = '', ...rest] = look.wrap(`${question.prompt.label} ${shown}`, look.width - 2)
    prompter.say([`${look.good(look.unicode ? '✔' : '*')} ${first}`, ...rest.map((line) => `  ${line}`)].join('\n'))
    step++
  }
  return {answers}
}

interface Question {
  readonly prompt: Prompt
  readonly choices?: readonly PromptChoice[]
  readonly check?: (text: string) => string | undefined
  readonly proposal: string
  /** What the answer comes to, by the names of the flags. */
  readonly read: (value: string) => DiagnoseAnswers
}

function put(prompter: Prompter, {prompt, choices, check = () => undefined, proposal}: Question): Promise<Reply<string>> {
  return choices === undefined ? prompter.text(prompt, proposal, (text) => check(text.trim())) : prompter.choose(prompt, choices, proposal)
}

type Step = (dialogue: DiagnoseDialogue, answers: DiagnoseAnswers) => Question | undefined

const HEADING = 'Diagnose. Enter takes what is marked, Esc goes back, Ctrl-C stops.'
const OPEN = ''

const askSymptom: Step = ({given, symptoms}) =>
  given.issue !== undefined
    ? undefined
    : {
        prompt: {heading: HEADING, label: 'What do you see?', about: []},
        choices: [
          ...symptoms.map(({id, symptom}) => ({value: id, name: symptom})),
          {value: OPEN, name: "I don't know: look for all of them"},
        ],
        proposal: symptoms[0]?.id ?? OPEN,
        read: (issue) => (issue === OPEN ? {} : {issue}),
      }

const askIntegration: Step = ({given, integrations, pinned}) =>
  given.integration !== undefined || integrations.length < 2
    ? undefined
    : {
        prompt: {heading: HEADING, label: 'Which integration is it about?', about: []},
        choices: integrations.map(({id, name, partner}) => ({value: id, name: `${name} (${id}, ${partner})`})),
        proposal: pinned ?? integrations[0]?.id ?? '',
        read: (integration) => ({integration}),
      }

const askFiles: Step = (dialogue, answers) => {
  if (dialogue.given.files !== undefined) return undefined
  const location = chosenIntegration(dialogue, answers)?.location ?? ''
  return {
    prompt: {
      heading: HEADING,
      label: 'Where are the delivered files?',
      about: [
        'A folder, or the URL of the account (sftp://USER@HOST/FOLDER): an account is looked at, and nothing is changed there. ' +
          (location === '' ? 'Empty: there are none to look at.' : 'Enter alone takes the place that the integration names.'),
      ],
    },
    proposal: location,
    check: (text) => (text === '' || text === location ? undefined : dialogue.whyNoPlace(text)),
    read: (text) => (text.trim() === '' || text.trim() === location ? {} : {files: [text.trim()]}),
  }
}

const askHits: Step = ({given, whyNoPlace}) =>
  given.hits !== undefined
    ? undefined
    : {
        prompt: {
          heading: HEADING,
          label: 'Are there captured hits of the days in question?',
          about: ['A HAR or log file of the site. Empty: none. Without them, what is wrong on the pages cannot be told.'],
        },
        proposal: '',
        check: (text) => (text === '' ? undefined : whyNoPlace(text)),
        read: (text) => (text.trim() === '' ? {} : {hits: [text.trim()]}),
      }

const askSegment: Step = (dialogue, answers) => {
  if (dialogue.given.segment !== undefined) return undefined
  const own = chosenIntegration(dialogue, answers)?.segments ?? []
  const segments = own.length === 0 ? USUAL_SEGMENTS : own
  if (segments.length === 1) return undefined
  return {
    prompt: {heading: HEADING, label: 'Which segment is it about?', about: []},
    choices: [{value: OPEN, name: 'All of them'}, ...segments.map((id) => ({value: id, name: id}))],
    proposal: OPEN,
    read: (segment) => (segment === OPEN ? {} : {segment}),
  }
}

const askSince: Step = ({given, whyNoDay}) =>
  given.since !== undefined || given.day !== undefined
    ? undefined
    : {
        prompt: {
          heading: HEADING,
          label: 'Since which day?',
          about: ['The first day whose rows are missing or wrong, such as 2026-10-05; =2026-10-05 for that day alone. Empty: not known.'],
        },
        proposal: '',
        check: (text) => (text === '' ? undefined : whyNoDay(text.replace(ONE_DAY, ''))),
        read: (text) => readDay(text.trim()),
      }

const ONE_DAY = /^=\s*/

function readDay(text: string): DiagnoseAnswers {
  if (text === '') return {}
  return ONE_DAY.test(text) ? {day: text.replace(ONE_DAY, '')} : {since: text}
}

const STEPS: readonly Step[] = [askSymptom, askIntegration, askFiles, askHits, askSegment, askSince]

/** The one that was named or chosen; the only one where there is no choice. */
function chosenIntegration({given, integrations}: DiagnoseDialogue, answers: DiagnoseAnswers): DiagnosableIntegration | undefined {
  const id = given.integration ?? answers.integration
  if (id !== undefined) return integrations.find((each) => each.id === id)
  return integrations.length === 1 ? integrations[0] : undefined
}

/**
 * Asks whether the key of a host nobody vouched for is to be trusted; no is what Enter gives. A host whose key is another than the one
 * expected is never asked about: that is a finding.
 * @param host as people know it, `files.example:22`
 */
export async function askHostKey({type, fingerprint}: HostKeyEvidence, host?: string): Promise<boolean> {
  const prompt = createPromptModule({output: process.stderr})
  const lines = [
    `The server${host === undefined ? '' : ` at ${printable(host)}`} shows a key that is not known here:`,
    `  ${printable(type)} ${printable(fingerprint)}`,
    'Compare it with what its owner tells you before you log in.',
  ]
  process.stderr.write(`${lines.join('\n')}\n`)
  const {trust} = await prompt<{trust: boolean}>([{type: 'confirm', name: 'trust', message: 'Is that the right key?', default: false}])
  return trust
}

/** The type of a key is what the server says it is. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7E]/g, '?')
}
