import {DcError} from './errors.js'
import type {CommandFlags, SetupJob, Surroundings} from './setup-job.js'

/** What `dc add` and `dc configure` share: the dialogue on a terminal, the review, writing, and what to do next. */

/** Questions need a person on both ends. */
function mayAsk(flags: Pick<CommandFlags, 'no-input' | 'answers'>, json: boolean): boolean {
  return !json && !flags['no-input'] && process.stdin.isTTY && process.stderr.isTTY && flags.answers !== '-'
}

/** The work of `dc add`. */
export async function runAdd(named: string | undefined, flags: CommandFlags, surroundings: Surroundings): Promise<SetupJob> {
  const {openSetup} = await import('./jobs/open-setup.js')
  const {beginAdding, beginChanging, choosePartner, missingPartner} = await import('./jobs/add-integration.js')
  const {askForPartner, chooseDraft, finishSetup} = await import('./setup-finish.js')
  const open = await openSetup(flags.workspace, process.cwd(), new Date(), true)
  const interactive = mayAsk(flags, surroundings.json)
  if (flags.resume === true) {
    const draft = await chooseDraft(open, named, interactive, flags)
    const begun = beginChanging(open, draft, flags, interactive)
    return stay(await finishSetup({command: 'add', open, begun, flags, surroundings, interactive, canLeave: false}))
  }
  const {readAnswers} = await import('./jobs/setup-answers.js')
  const answers = flags.answers === undefined ? undefined : await readAnswers(flags.answers, process.stdin)
  const chosen = choosePartner(open, named, answers)
  for (;;) {
    if (chosen === undefined && !interactive) throw missingPartner()
    const connector = chosen ?? (await askForPartner(open, flags))
    const begun = beginAdding(open, connector, {answers, flags, interactive})
    const job = await finishSetup({
      command: 'add',
      open,
      begun,
      flags: {...flags, draft: flags.draft === true || answers?.content['status'] === 'in-progress'},
      surroundings,
      // Who wrote answers down wants them taken, not asked about.
      interactive: interactive && answers === undefined,
      canLeave: chosen === undefined,
    })
    if (job !== 'leave') return job
  }
}

/** The work of `dc configure`. */
export async function runConfigure(id: string, flags: CommandFlags, surroundings: Surroundings): Promise<SetupJob> {
  const {openSetup} = await import('./jobs/open-setup.js')
  const {beginChanging} = await import('./jobs/add-integration.js')
  const {requireIntegration} = await import('./workspace/find-integration.js')
  const {finishSetup} = await import('./setup-finish.js')
  const open = await openSetup(flags.workspace, process.cwd(), new Date(), false)
  const integration = requireIntegration(id, open.loaded)
  const told = Object.entries(flags).some(([flag, value]) => !SILENT.has(flag) && value !== undefined && value !== false)
  const interactive = !told && mayAsk(flags, surroundings.json)
  if (!told && !interactive) {
    throw new DcError('nothing can be asked here, and no flag says what to change', {
      code: 'missing-answers',
      where: integration.id,
      suggestions: [`dc configure ${integration.id} --notify NAME@COMPANY`, 'dc configure --help', `dc show ${integration.id}`],
    })
  }
  const begun = beginChanging(open, integration, flags, interactive)
  return stay(await finishSetup({command: 'configure', open, begun, flags, surroundings, interactive, canLeave: false}))
}

/** `--no-rollup` is an answer; the others say nothing of the integration. */
const SILENT: ReadonlySet<string> = new Set(['dry-run', 'no-input', 'no-color', 'quiet', 'workspace', 'json', 'rollup'])

function stay(job: SetupJob | 'leave'): SetupJob {
  if (job === 'leave') throw new DcError('cancelled; nothing was written', {code: 'cancelled', exitCode: 130})
  return job
}
