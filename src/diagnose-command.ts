import {existsSync} from 'node:fs'
import {resolve} from 'node:path'
import {DcError, EXIT} from './errors.js'
import type {DiagnoseJob, RunDiagnoseFlags} from './jobs/run-diagnose.js'
import type {Progress} from './progress.js'
import type {DiagnoseAnswers} from './prompts/diagnose.js'

/** The order of asking and judging in `dc diagnose`, on a terminal and without one. */

export interface DiagnoseCommandFlags extends RunDiagnoseFlags {
  readonly 'no-input': boolean
  readonly json: boolean
  /** Version of this dc. */
  readonly version: string
}

/** Asks for what no flag says, then collects and judges. @throws DcError `cancelled`, and whatever the job throws */
export async function runDiagnoseCommand(flags: DiagnoseCommandFlags, progress: Pick<Progress, 'show' | 'end'>): Promise<DiagnoseJob> {
  const {runDiagnose} = await import('./jobs/run-diagnose.js')
  const canAsk = !flags.json && !flags['no-input'] && process.stdin.isTTY && process.stderr.isTTY
  const answers = canAsk && isOpen(flags) ? await ask(flags) : {}
  const cancelling = new AbortController()
  const onInterrupt = () => cancelling.abort(cancelled())
  process.once('SIGINT', onInterrupt)
  try {
    const confirmHostKey: Parameters<typeof runDiagnose>[1]['confirmHostKey'] = async (key, host) => {
      const {askHostKey} = await import('./prompts/diagnose.js')
      progress.end()
      const isTrusted = await askHostKey(key, host)
      progress.show(() => `${host}: logging in`)
      return isTrusted
    }
    return await runDiagnose(
      {...flags, ...answers},
      {signal: cancelling.signal, confirmHostKey: canAsk ? confirmHostKey : undefined, version: flags.version},
      (text) => progress.show(text),
    )
  } finally {
    process.off('SIGINT', onInterrupt)
  }
}

const cancelled = () => new DcError('cancelled', {code: 'cancelled', exitCode: EXIT.cancelled})

/** Whoever says what is seen, or where the evidence is, wants an answer and no questions. */
function isOpen({issue, files, hits, evidence, day, since, quiet}: DiagnoseCommandFlags): boolean {
  return [issue, files, hits, evidence, day, since].every((flag) => flag === undefined) && !quiet
}

async function ask(flags: DiagnoseCommandFlags): Promise<DiagnoseAnswers> {
  const [{askDiagnose}, {openDialogue}, {lookOf}] = await Promise.all([
    import('./prompts/diagnose.js'),
    import('./jobs/diagnose-dialogue.js'),
    import('./terminal-look.js'),
  ])
  const cwd = process.cwd()
  const dialogue = await openDialogue(flags, cwd)
  const whyNoPlace = (text: string) =>
    /^[a-z]+:\/\//i.test(text) || existsSync(resolve(cwd, text)) ? undefined : 'there is no such file or folder'
  const reply = await askDiagnose({...dialogue, whyNoPlace}, await lookOf(process.stderr, flags['no-color']))
  if (reply.answers === undefined) throw cancelled()
  return reply.answers
}
