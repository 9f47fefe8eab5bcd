import {DcError} from '../errors.js'
import type {Connector} from '../connectors/connector.js'
import {findConnector} from '../connectors/connectors.js'
import type {Integration} from '../mapping/integration.js'
import {emptyIntegration, fillOpen, takeGiven, type AnswerFault, type MissingAnswer} from '../mapping/questions/fill-answers.js'
import type {Question, SetupContext, SetupState} from '../mapping/questions/question.js'
import {questionsFor} from '../mapping/questions/questions.js'
import type {SetupFlags} from '../setup-flags.js'
import {requireIntegration} from '../workspace/find-integration.js'
import {requireConnector} from './load-connectors.js'
import {contextOf, type OpenSetup} from './open-setup.js'
import {readDraft, type AnswersFile} from './setup-answers.js'
import {readAccess, readGiven} from './setup-given.js'

/** The way from flags, answers and drafts to a set-up that can be asked about or written. */

/** A set-up with what was said beforehand in it. */
export interface BegunSetup {
  readonly context: SetupContext
  readonly state: SetupState
  /** Keys of the questions that need not be asked. */
  readonly answered: ReadonlySet<string>
  /** Answered explicitly, even by nothing. */
  readonly settled: (question: Question) => boolean
  /** As it stands in the workspace; undefined when it is new. */
  readonly before: Integration | undefined
  /** Days of acknowledgements that were named: they are not those of an earlier one. */
  readonly datedByAnswers: boolean
}

export interface AddWish {
  readonly answers: AnswersFile | undefined
  readonly flags: SetupFlags
  readonly interactive: boolean
}

/**
 * The partner that is meant, by argument or answers; undefined where it has to be asked.
 * @throws DcError `unknown-partner`, or `usage` when the two disagree
 */
export function choosePartner({connectors}: OpenSetup, named: string | undefined, answers: AnswersFile | undefined): Connector | undefined {
  const name = named ?? answers?.partner
  if (name === undefined) return undefined
  const connector = requireConnector(name, connectors)
  const other = answers?.partner === undefined ? undefined : findConnector(answers.partner, connectors.connectors)
  if (named !== undefined && answers?.partner !== undefined && other?.id !== connector.id) {
    throw new DcError(`${answers.name} is about ${answers.partner}, not about ${named}`, {
      code: 'usage',
      where: answers.name,
      suggestions: [`dc add --answers ${answers.name}`],
    })
  }
  return connector
}

/** A new integration with everything that is said about it beforehand. @throws DcError `invalid-answers`, `bad-answer` */
export function beginAdding(open: OpenSetup, connector: Connector, {answers, flags, interactive}: AddWish): BegunSetup {
  const draft = answers === undefined ? undefined : readDraft(answers, connector, open.now.toISOString().slice(0, 10))
  const context = withoutItself(contextOf(open, connector, {existing: false, interactive}), draft, flags)
  const state: SetupState = {integration: {...(draft ?? emptyIntegration(connector.id)), status: 'in-progress'}, extra: {}}
  return begin(context, state, flags, answers, undefined)
}

/** What is added a second time does not take its slots from itself. */
function withoutItself(context: SetupContext, draft: Integration | undefined, flags: SetupFlags): SetupContext {
  if (context.interactive) return context
  const id = flags.id ?? (draft?.id || context.suggestId(flags.name ?? draft?.name ?? ''))
  return {...context, others: context.others.filter((other) => other.id !== id)}
}

/** One that exists: a draft to be finished, or something to be changed. */
export function beginChanging(open: OpenSetup, integration: Integration, flags: SetupFlags, interactive: boolean): BegunSetup {
  const connector = requireConnector(integration.partner, open.connectors)
  const context = contextOf(open, connector, {existing: true, interactive})
  return begin(context, {integration, extra: {}}, flags, undefined, integration)
}

function begin(
  context: SetupContext,
  start: SetupState,
  flags: SetupFlags,
  answers: AnswersFile | undefined,
  before: Integration | undefined,
): BegunSetup {
  // Flags may name what a person is only asked about after having ticked it.
  const plain = {...context, interactive: false}
  const {given, faults} = readGiven(flags, context.connector)
  const first = takeGiven(given, start, plain)
  const access = questionsFor(plain, first.state).find(({key}) => key === 'access')
  const granted = access === undefined ? [] : (access.read(first.state) ?? (before === undefined ? access.proposal : []))
  const taken = takeGiven(readAccess(flags, typeof granted === 'string' ? [granted] : granted), first.state, plain)
  refuse([...faults, ...first.faults, ...taken.faults], context.connector)
  const named = new Set([...first.answered, ...taken.answered])
  const inFile = (question: Question) => answers !== undefined && isIn(answers.content, question.path ?? question.key)
  const settled = (question: Question) => named.has(question.key) || inFile(question)
  const answered = new Set(
    questionsFor(plain, taken.state)
      .filter((question) => settled(question) || (before !== undefined && question.read(taken.state) !== undefined))
      .map(({key}) => key),
  )
  return {
    context,
    state: taken.state,
    answered: new Set([...answered, ...gatesOf(context, taken.state, answered)]),
    settled,
    before,
    datedByAnswers: ACKNOWLEDGED.some((what) => answers !== undefined && isIn(answers.content, `acknowledged.${what}.on`)),
  }
}

const ACKNOWLEDGED = ['fees', 'terms', 'personalData']

/** A question that leads to others is answered where one of those is. */
function gatesOf(context: SetupContext, state: SetupState, answered: ReadonlySet<string>): string[] {
  const gates = [
    /^(variables|events|classifications|calculatedMetrics)\..+\.name$/,
    /^(variables)\..+\.(?:allocation|expiration)$/,
  ] as const
  return questionsFor(context, state)
    .map(({key}) => key)
    .filter((key) => {
      const [list, what] = key.split('.')
      const pattern = what === 'rename' ? gates[0] : what === 'settings' ? gates[1] : undefined
      return pattern !== undefined && [...answered].some((each) => pattern.exec(each)?.[1] === list)
    })
}

/** `collection.mode` in `{collection: {mode: …}}`. */
function isIn(content: Readonly<Record<string, unknown>>, path: string): boolean {
  let at: unknown = content
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false
    at = (at as Record<string, unknown>)[step]
  }
  return true
}

function refuse(faults: readonly AnswerFault[], {id}: Connector): void {
  if (faults.length === 0) return
  throw new DcError(faults.map(({flag, message}) => `${flag}: ${message}`).join('\n'), {
    code: 'bad-answer',
    where: faults[0]?.flag ?? '',
    suggestions: [`dc partners ${id}`, `dc schema answers --partner ${id}`],
  })
}

/**
 * Where nobody can be asked: what is open is as it is where nobody says otherwise.
 * @throws DcError `missing-answers` naming all that is missing, each with the flag that supplies it
 */
export function completeSetup({context, state, settled, answered}: BegunSetup): SetupState {
  const filled = fillOpen(state, {...context, interactive: false}, settled)
  if (filled.missing.length > 0) throw missingAnswers(filled.missing, context.connector.id, answered.size > 0)
  return filled.state
}

/** Also where not even the partner is known. */
export function missingPartner(): DcError {
  return new DcError('nothing can be asked here, and the partner is missing', {
    code: 'missing-answers',
    where: 'PARTNER',
    suggestions: ['dc add PARTNER', 'dc add --answers FILE', 'dc partners'],
  })
}

function missingAnswers(missing: readonly MissingAnswer[], partner: string, isSomeGiven: boolean): DcError {
  const flags = missing.map(({flag}) => flag).join(' ')
  const lines = missing.map(({label, flag}) => `  ${flag}   ${label}`)
  return new DcError(`nothing can be asked here, and ${missing.length === 1 ? 'this is' : 'these are'} missing:\n${lines.join('\n')}`, {
    code: 'missing-answers',
    suggestions: [
      // What was said already would be lost in a command of its own.
      isSomeGiven ? `the same command with ${flags}` : `dc add ${partner} ${flags}`,
      `dc add --answers FILE (its form: dc schema answers --partner ${partner})`,
      '--draft saves it unfinished',
    ],
  })
}

/** What a draft is called that was left before its name: never the id of another, where it is new. */
export function nameDraft({integration}: SetupState, {connector, others, suggestId}: SetupContext, isNew: boolean): Integration {
  const name = integration.name || connector.name
  const wanted = integration.id || suggestId(integration.name) || connector.id
  const taken = new Set(isNew ? others.map(({id}) => id) : [])
  let id = wanted
  for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`
  return {...integration, name, id, status: 'in-progress'}
}

/** What is in progress. */
export function findDrafts({loaded}: OpenSetup): readonly Integration[] {
  return loaded.integrations.filter(({status}) => status === 'in-progress')
}

/**
 * The draft to go on with.
 * @throws DcError `no-draft`, `not-a-draft`, `ambiguous-integration`
 */
export function requireDraft(open: OpenSetup, idOrName: string | undefined): Integration {
  const drafts = findDrafts(open)
  if (idOrName !== undefined) {
    const integration = requireIntegration(idOrName, open.loaded)
    if (integration.status === 'in-progress') return integration
    throw new DcError(`${integration.id} is ${integration.status}, not in progress`, {
      code: 'not-a-draft',
      where: integration.id,
      suggestions: [`dc configure ${integration.id}`],
    })
  }
  const [only] = drafts
  if (only !== undefined && drafts.length === 1) return only
  throw only === undefined
    ? new DcError('nothing is in progress here', {code: 'no-draft', suggestions: ['dc add', 'dc list']})
    : new DcError(`${drafts.length} integrations are in progress`, {
        code: 'ambiguous-integration',
        suggestions: drafts.map(({id}) => `dc add --resume ${id}`),
      })
}
