import type {Connector} from '../../src/connectors/connector.js'
import type {Integration} from '../../src/mapping/integration.js'
import {emptyIntegration} from '../../src/mapping/questions/fill-answers.js'
import {judgeAnswer} from '../../src/mapping/questions/judge-answer.js'
import {itemsOf, textOf, type AnswerValue, type Question, type SetupContext, type SetupState} from '../../src/mapping/questions/question.js'
import {questionsFor} from '../../src/mapping/questions/questions.js'
import {integrationSchema} from '../../src/workspace/integration-schema.js'
import {suggestId} from '../../src/workspace/names.js'
import {KEYS, type Terminal} from './pty.js'

/** A person who answers the wizard: what they answer is made from the connector's definition, how they press keys from the kind of question. */

export function contextFor(connector: Connector, changes: Partial<SetupContext> = {}): SetupContext {
  return {
    connector,
    others: [],
    suites: [],
    snapshots: new Map(),
    who: 'somebody',
    today: '2026-11-23',
    existing: false,
    interactive: true,
    suggestId,
    findShapeFaults: (integration) => {
      const parsed = integrationSchema.safeParse(integration)
      return parsed.success ? [] : parsed.error.issues.map(({path, message}) => ({path: path.join('.'), message}))
    },
    ...changes,
  }
}

export const emptyState = (connector: Connector): SetupState => ({integration: emptyIntegration(connector.id), extra: {}})

export interface Answered {
  readonly question: Question
  /** What Enter alone would give. */
  readonly offered: AnswerValue
  readonly value: AnswerValue
}

/** Answers every question; the integration that comes of it. */
export function answerAll(
  connector: Connector,
  answer: (question: Question) => AnswerValue = answerOf,
): {steps: Answered[]; integration: Integration} {
  const context = contextFor(connector)
  const steps: Answered[] = []
  const done = new Set<string>()
  let state = emptyState(connector)
  for (;;) {
    const question = questionsFor(context, state).find(({key}) => !done.has(key))
    if (question === undefined) return {steps, integration: state.integration}
    done.add(question.key)
    const value = answer(question)
    steps.push({question, offered: question.read(state) ?? question.proposal, value})
    const judged = judgeAnswer(question, value, state, context)
    if (judged.fault !== undefined) throw new Error(`${connector.id} ${question.key}=${textOf(value)}: ${judged.fault}`)
    state = judged.state
  }
}

const FIXED: Readonly<Record<string, AnswerValue>> = {
  reportSuite: 'shopprod',
  name: 'Autumn campaigns',
  id: 'autumn',
  notify: ['ops@shop.example', 'web@shop.example'],
  description: 'Made by a test',
  'collection.landingPages': ['https://www.shop.example/*'],
  'segments.own': ['VIP buyers'],
  'carrier.kind': 'data-warehouse-schedule',
  'carrier.request': 'Autumn daily',
  'delivery.location': 'sftp://dc@files.shop.example/out',
  'delivery.from': '2026-10-01',
  'delivery.expectedBy': '06:00',
  'delivery.timeZone': 'Europe/Berlin',
  'delivery.days': ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  'delivery.emptyFile': 'not-sent',
  'inputs.advertiserId': '4711',
  'inputs.currencyCode': 'EUR',
  'inputs.integrationUuid': '12345678-1234-1234-1234-123456789abc',
  'inputs.server': 'elabs6.com',
  'inputs.serviceUrl': 'https://shop.example/automation/omniture.asmx',
}

let exported = 90

/** Something for everything: every role mapped, every list shortened or filled, the last choice of several. */
export function answerOf(question: Question): AnswerValue {
  const {key, kind, choices = [], proposal} = question
  const fixed = FIXED[key]
  if (fixed !== undefined) return fixed
  if (key.startsWith('acknowledged.')) return 'A. Consultant'
  if (key.endsWith('.rename') || key === 'variables.settings') return choices.slice(0, 1).map(({value}) => value)
  if (key.endsWith('.name')) return 'A better name'
  if (/^segments\..*\.file$/.test(key)) return `${key.split('.')[1]}_*.csv`
  if (/^(?:variables|events)\.\w+$/.test(key)) return answerSlot(question)
  if (key.startsWith('inputs.')) return answerInput(question)
  // What is required stands first.
  if (key === 'access') return choices.slice(0, 2).map(({value}) => value)
  if (kind === 'ticks') return choices.slice(1).map(({value}) => value)
  if (kind === 'choice') return choices.filter(({value}) => value !== '').at(-1)?.value ?? ''
  return proposal === ''
    ? (choices.find(({value}) => value !== '')?.value ?? (key.startsWith('collection.parameters.') ? `p${key.length}` : ''))
    : proposal
}

function answerSlot({key, kind, choices = [], proposal}: Question): AnswerValue {
  if (kind === 'list') return ['eVar140', 'eVar141']
  if (proposal !== '') return proposal
  const free = choices.find(({value}) => /\d$/.test(value))?.value
  return free ?? (key.startsWith('events.') ? `event${exported++}` : '')
}

function answerInput({key, kind, choices = [], proposal, good = ''}: Question): AnswerValue {
  if (kind === 'choice') return choices.at(-1)?.value ?? ''
  if (kind === 'list') return ['first', 'second']
  if (proposal !== '') return proposal
  if (good.startsWith('env:')) return `env:${key.split('.')[1]?.toUpperCase()}`
  return good.includes('32 hexadecimal') ? '0123456789abcdef0123456789abcdef' : 'a4711'
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Waits for a question and presses what answers it. */
export async function pressAnswer(terminal: Terminal, {question, offered, value}: Answered): Promise<void> {
  const {kind, choices = [], label} = question
  await terminal.see(new RegExp(`^${escapeRegExp(label)}`, 'm'))
  const same = textOf(offered) === textOf(value)
  if (kind === 'choice')
    await pressChoice(
      terminal,
      choices.findIndex((each) => each.value === value) - choices.findIndex((each) => each.value === textOf(offered)),
    )
  else if (kind === 'ticks')
    terminal.press(
      ...tickKeys(
        choices.map((choice) => choice.value),
        itemsOf(offered),
        itemsOf(value),
      ),
    )
  else if (kind === 'text' && choices.length > 0) {
    // While it looks for choices the prompt takes no Enter.
    await terminal.see(/^❯/m)
    if (!same) {
      terminal.press(textOf(value))
      await terminal.see(new RegExp(`^${escapeRegExp(label)}:? ${escapeRegExp(textOf(value))}\\n❯ .*${escapeRegExp(textOf(value))}`, 'm'))
    }
  } else if (!same) terminal.press(textOf(value) === '' ? KEYS.backspace : textOf(value))
  terminal.press(KEYS.enter)
  await terminal.see(new RegExp(`^✔ ${escapeRegExp(label)}`, 'm'))
}

async function pressChoice(terminal: Terminal, steps: number): Promise<void> {
  await terminal.see(/^❯/m)
  terminal.press(...Array.from({length: Math.abs(steps)}, () => (steps > 0 ? KEYS.down : KEYS.up)))
}

function tickKeys(choices: readonly string[], offered: readonly string[], wanted: readonly string[]): string[] {
  return choices.flatMap((choice) => [...(offered.includes(choice) === wanted.includes(choice) ? [] : [KEYS.space]), KEYS.down])
}
