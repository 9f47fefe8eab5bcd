import type {Connector} from './connectors/connector.js'
import {RETIREMENT} from './connectors/console.js'
import {DcError, EXIT, type ExitCode} from './errors.js'
import type {BegunSetup} from './jobs/add-integration.js'
import type {OpenSetup} from './jobs/open-setup.js'
import type {Saved} from './jobs/save-integration.js'
import type {Integration} from './mapping/integration.js'
import type {SetupContext, SetupState} from './mapping/questions/question.js'
import {lookOf} from './terminal-look.js'
import type {NextStep} from './report/setup-review.js'
import type {Style} from './report/style.js'
import type {CommandFlags, SetupJob, SetupResult, Surroundings} from './setup-job.js'

/** From a set-up that has begun to one that is written: by asking, or by taking everything else as it is where nobody says otherwise. */

export interface FinishWish {
  readonly command: SetupResult['command']
  readonly open: OpenSetup
  readonly begun: BegunSetup
  readonly flags: CommandFlags
  readonly surroundings: Surroundings
  readonly interactive: boolean
  /** Esc at the first question leads back to the partner. */
  readonly canLeave: boolean
}

/** `leave`: the user wants another partner. */
export async function finishSetup(wish: FinishWish): Promise<SetupJob | 'leave'> {
  return wish.interactive ? finishByAsking(wish) : finishAlone(wish)
}

async function finishAlone(wish: FinishWish): Promise<SetupJob> {
  const {command, begun, flags} = wish
  const {completeSetup, nameDraft} = await import('./jobs/add-integration.js')
  if (command === 'configure') return save(wish, begun.state.integration, EXIT.ok)
  if (flags.draft === true) return save(wish, nameDraft(begun.state, begun.context, false), EXIT.ok)
  const {integration} = completeSetup(begun)
  return save(wish, {...integration, status: 'active'}, EXIT.ok)
}

async function finishByAsking(wish: FinishWish): Promise<SetupJob | 'leave'> {
  const {command, begun, flags, canLeave} = wish
  const {before} = begun
  let {context} = begun
  const {nameDraft} = await import('./jobs/add-integration.js')
  const {askSetup, askToKeep} = await import('./prompts/ask-setup.js')
  const style = await styleOf(process.stderr, flags)
  const look = await lookOf(process.stderr, flags['no-color'] ?? false)
  await introduce(wish, style)
  let {state} = begun
  let answered = begun.answered
  for (;;) {
    const end = await askSetup(
      {context, state, answered, startWithReview: command === 'configure', review: await reviewer(context, style), canLeave},
      look,
    )
    state = end.state
    if (end.end === 'leave') return 'leave'
    if (end.end === 'activate' || end.end === 'save') {
      const status = before === undefined || before.status === 'in-progress' ? 'active' : before.status
      const integration = end.end === 'activate' ? {...state.integration, status} : nameDraft(state, context, before === undefined)
      try {
        return await save(wish, integration, EXIT.ok)
      } catch (error) {
        // Ten minutes of answers are not thrown away because somebody else took a slot meanwhile, or a folder cannot be written.
        if (!(error instanceof DcError)) throw error
        const ways = error.suggestions.map((suggestion) => `\n  try: ${suggestion}`).join('')
        process.stderr.write(`\n${style.paint('error', 'error:')} ${error.message}${ways}\n`)
        context = await refresh(context, wish.open)
        answered = end.answered
        continue
      }
    }
    if (end.end === 'cancel') return cancel(wish)
    // What is active or paused is changed as a whole, or not at all.
    if (command === 'configure') throw cancelled()
    // Nothing was said yet that would be worth keeping.
    if (before === undefined && end.answered.size === begun.answered.size) throw cancelled()
    const choice = await askToKeep(look)
    if (choice === 'drop') throw cancelled()
    if (choice === 'keep') return save(wish, nameDraft(state, context, before === undefined), EXIT.cancelled)
    answered = end.answered
  }
}

/** The integrations as they are now. */
async function refresh(context: SetupContext, {workspace}: OpenSetup): Promise<SetupContext> {
  const {loadIntegrations} = await import('./workspace/store.js')
  return {...context, others: (await loadIntegrations(workspace)).integrations}
}

const cancelled = () => new DcError('cancelled; nothing was written', {code: 'cancelled', exitCode: EXIT.cancelled})

/** A draft that is cancelled goes; anything else stays as it is. */
async function cancel({command, open, begun, flags}: FinishWish): Promise<SetupJob> {
  const {before} = begun
  if (command === 'configure' || before === undefined || before.status !== 'in-progress' || flags['dry-run'] === true) throw cancelled()
  const {dropDraft} = await import('./jobs/save-integration.js')
  const {files, change} = await dropDraft(open, before)
  const result: SetupResult = {
    schemaVersion: 1,
    command,
    integration: before,
    changed: true,
    dryRun: false,
    written: files,
    change,
    problems: [],
    next: [],
  }
  return {result, text: `The draft ${before.id} was deleted: ${files.join(', ')}. What it held is in the activity log.`, exitCode: EXIT.ok}
}

async function save(wish: FinishWish, integration: Integration, exitCode: ExitCode): Promise<SetupJob> {
  const {command, open, begun, flags, surroundings} = wish
  const {context, before, datedByAnswers} = begun
  const {saveIntegration} = await import('./jobs/save-integration.js')
  const {nextSteps} = await import('./jobs/setup-next.js')
  const dryRun = flags['dry-run'] ?? false
  const saved = await saveIntegration({open, context, integration, before, datedByAnswers, dryRun})
  const hasSnapshot = saved.integration.reportSuite !== null && context.snapshots.has(saved.integration.reportSuite)
  const next = nextSteps(saved.integration, context.connector, (name) => surroundings.commands.has(name), hasSnapshot)
  const {changed, written, change, problems} = saved
  const result: SetupResult = {schemaVersion: 1, command, integration: saved.integration, changed, dryRun, written, change, problems, next}
  return {result, text: await describe(wish, saved, next), exitCode}
}

async function describe(wish: FinishWish, saved: Saved, next: readonly NextStep[]): Promise<string> {
  const {command, begun, flags, interactive} = wish
  const {id, name, status} = saved.integration
  if (!saved.changed) return `${name} (${id}) is exactly so already; no change.`
  const style = await styleOf(process.stdout, flags)
  const {renderNext} = await import('./report/setup-review.js')
  const {describeChange} = await import('./report/change.js')
  const parts: string[] = []
  if (flags['dry-run'] === true) {
    const lines = describeChange(saved.change)
    return [
      `${name} (${id}) would be ${begun.before === undefined ? 'added' : 'changed'}:`,
      ...lines,
      'Nothing was written (--dry-run).',
    ].join('\n')
  }
  // On a terminal it has just been looked at.
  if (command === 'add' && !interactive) parts.push((await reviewer(begun.context, style))({integration: saved.integration, extra: {}}), '')
  if (command === 'configure') parts.push(...describeChange(saved.change))
  const what =
    status === 'in-progress' ? 'is kept as a draft' : `is ${status}, in this workspace only: nothing is switched on at Adobe or the partner`
  const {Page} = await import('./report/page.js')
  const page = new Page(style)
  page.prose(`${name} (${id}) ${what}.`)
  parts.push(page.text, `Written: ${saved.written.join(', ')}`)
  if (command === 'add' || status === 'in-progress') parts.push('', renderNext(next, style))
  return parts.join('\n')
}

/** Renders the review of a state. */
async function reviewer(context: SetupContext, style: Style): Promise<(state: SetupState) => string> {
  const {renderReview} = await import('./report/setup-review.js')
  const {checklistOf} = await import('./mapping/questions/checklist.js')
  const {checkInputOf} = await import('./mapping/questions/question.js')
  const {checkIntegration} = await import('./mapping/check-integration.js')
  return (state) =>
    renderReview(
      {
        integration: state.integration,
        connector: context.connector,
        problems: checkIntegration(checkInputOf(context, {...state, integration: {...state.integration, status: 'active'}})),
        checklist: checklistOf(context, state),
      },
      style,
    )
}

/** What a partner's life cycle is, and what should be at hand, before the first question. */
async function introduce({command, begun}: FinishWish, style: Style): Promise<void> {
  if (command === 'configure') return
  const {introducePartner} = await import('./prompts/ask-partner.js')
  const {checklistOf} = await import('./mapping/questions/checklist.js')
  const {Page} = await import('./report/page.js')
  const {writeChecklist} = await import('./report/setup-review.js')
  const page = new Page(style)
  page.heading(begun.context.connector.name)
  for (const text of introducePartner(begun.context.connector, RETIREMENT.on))
    page.prose(style.color ? style.paint('warning', text) : text, 2)
  page.prose('Esc goes back one question, Ctrl-C stops and offers to keep what you have. Before you start:', 2)
  writeChecklist(page, checklistOf(begun.context, begun.state), style)
  process.stderr.write(`\n${page.text}\n`)
}

async function styleOf(stream: NodeJS.WriteStream, flags: Pick<CommandFlags, 'no-color'>): Promise<Style> {
  const {styleFor} = await import('./report/style.js')
  return styleFor(stream, {env: process.env, noColor: flags['no-color'] ?? false})
}

/** The partner that is chosen on the terminal. */
export async function askForPartner(open: OpenSetup, flags: CommandFlags): Promise<Connector> {
  const {askPartner} = await import('./prompts/ask-partner.js')
  const {connectors} = open.connectors
  for (;;) {
    const reply = await askPartner(connectors, await lookOf(process.stderr, flags['no-color'] ?? false))
    const connector = connectors.find(({id}) => id === reply.value)
    if (connector !== undefined) return connector
    if (reply.end === 'interrupt') throw cancelled()
  }
}

/** The draft to go on with. */
export async function chooseDraft(
  open: OpenSetup,
  named: string | undefined,
  interactive: boolean,
  flags: CommandFlags,
): Promise<Integration> {
  const {findDrafts, requireDraft} = await import('./jobs/add-integration.js')
  const drafts = findDrafts(open)
  if (named !== undefined || drafts.length < 2 || !interactive) return requireDraft(open, named)
  const {askDraft} = await import('./prompts/ask-setup.js')
  const reply = await askDraft(drafts, await lookOf(process.stderr, flags['no-color'] ?? false))
  if (reply.value === undefined) throw cancelled()
  return requireDraft(open, reply.value)
}
