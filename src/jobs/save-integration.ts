import {join} from 'node:path'
import type {Connector} from '../connectors/connector.js'
import {DcError} from '../errors.js'
import {checkIntegration, findNewErrors, whyNotActive} from '../mapping/check-integration.js'
import type {CheckInput, MappingProblem} from '../mapping/check.js'
import type {Acknowledgement, Integration} from '../mapping/integration.js'
import {checkInputOf, type SetupContext} from '../mapping/questions/question.js'
import {describeChange} from '../report/change.js'
import {diffIntegrations, isEmptyChange, type Change} from '../workspace/diff-integrations.js'
import {displayPath} from '../workspace/find-workspace.js'
import {whyNoId} from '../workspace/names.js'
import {change, type ChangeResult, type LoadedIntegrations} from '../workspace/store.js'
import {createWorkspace} from '../workspace/workspace.js'
import type {OpenSetup} from './open-setup.js'
import {rememberWorkspace} from './remember-workspace.js'

/** The last step of `dc add` and `dc configure`: the integration is checked once more, compared with what is there, and written. */

export interface SaveWish {
  readonly open: OpenSetup
  readonly context: SetupContext
  readonly integration: Integration
  /** As it was read; undefined for a new one. */
  readonly before: Integration | undefined
  /** The answers name the days of acknowledgements. */
  readonly datedByAnswers: boolean
  readonly dryRun: boolean
}

export interface Saved {
  /** As it is now, or would be. */
  readonly integration: Integration
  readonly changed: boolean
  /** As the user would write them; empty under `--dry-run`. */
  readonly written: readonly string[]
  readonly change: Change
  readonly problems: readonly MappingProblem[]
}

/**
 * @throws DcError `bad-id`, `integration-exists`, `incomplete-integration`, `changed-meanwhile`, or what writing a workspace throws
 */
export async function saveIntegration(wish: SaveWish): Promise<Saved> {
  const {open, dryRun} = wish
  const fault = whyNoId(wish.integration.id)
  if (fault !== undefined) throw new DcError(fault, {code: 'bad-id', where: wish.integration.id, suggestions: ['--id ID']})
  let result = wish.integration
  const decide = (loaded: LoadedIntegrations): Integration => {
    result = settle(wish, loaded)
    return result
  }
  if (!open.exists && dryRun) {
    const integration = decide({integrations: [], problems: new Map()})
    return report(wish, integration, {changed: true, entries: [], files: []}, open.loaded)
  }
  if (!open.exists) await createWorkspace(open.workspace.folder, open.workspace.cwd)
  const action = wish.before === undefined ? 'added' : 'configured'
  let seen = open.loaded
  const done = await change(
    open.workspace,
    (loaded) => {
      seen = loaded
      return {action, put: [decide(loaded)]}
    },
    {dryRun, now: open.now},
  )
  if (!dryRun) await rememberWorkspace(open.workspace)
  return report(wish, result, done, seen)
}

function report(
  {context, before, dryRun}: SaveWish,
  integration: Integration,
  done: Pick<ChangeResult, 'changed' | 'entries' | 'files'>,
  {integrations}: LoadedIntegrations,
): Saved {
  const input = {...checkInputOf(context, {integration, extra: {}}), others: integrations}
  const fromEntries = done.entries.find((entry) => entry.integration === integration.id)?.change
  return {
    integration,
    changed: done.changed,
    written: dryRun ? [] : done.files,
    change: done.changed ? (fromEntries ?? diffIntegrations(before, integration)) : {},
    problems: checkIntegration(input),
  }
}

/** What is written, given the integrations as they are at this moment. */
function settle({context, integration, before, datedByAnswers, open}: SaveWish, loaded: LoadedIntegrations): Integration {
  const problem = loaded.problems.get(integration.id)
  if (problem !== undefined) throw problem
  const there = loaded.integrations.find(({id}) => id === integration.id)
  const candidate = before === undefined && there !== undefined ? asBefore(integration, there, datedByAnswers) : integration
  if (before === undefined && there !== undefined) {
    const difference = diffIntegrations(there, candidate)
    if (isEmptyChange(difference)) return there
    throw alreadyThere(there, difference, displayPath(join(open.workspace.folder, 'integrations', `${there.id}.json`), open.workspace.cwd))
  }
  if (before !== undefined && (there === undefined || !isEmptyChange(diffIntegrations(before, there)))) {
    throw new DcError(`${integration.id} was changed by somebody else meanwhile; nothing was written`, {
      code: 'changed-meanwhile',
      where: integration.id,
      suggestions: [`dc show ${integration.id}`, `dc configure ${integration.id}`],
    })
  }
  if (candidate.status === 'active') {
    const inputOf = (each: Integration): CheckInput => ({
      ...checkInputOf(context, {integration: each, extra: {}}),
      others: loaded.integrations,
    })
    const input = inputOf(candidate)
    // Of one that is active already, only what gets worse is refused.
    refuseIncomplete(
      candidate.id,
      before?.status === 'active' ? findNewErrors(inputOf(before), input) : whyNotActive(input),
      context.connector,
    )
  }
  return candidate
}

/** What has happened to an integration since it was added does not make it another one. */
function asBefore(integration: Integration, there: Integration, dated: boolean): Integration {
  const sameDay = (now: Acknowledgement | undefined, then: Acknowledgement | undefined) =>
    now !== undefined && now.by === then?.by && !dated ? then : now
  const {fees, terms, personalData} = integration.acknowledged
  const kept = {
    fees: sameDay(fees, there.acknowledged.fees),
    terms: sameDay(terms, there.acknowledged.terms),
    personalData: sameDay(personalData, there.acknowledged.personalData),
  }
  return {
    ...integration,
    acknowledged: Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)),
    status: integration.status === 'active' && there.status === 'paused' ? 'paused' : integration.status,
    partnerConfirmed: integration.partnerConfirmed ?? there.partnerConfirmed,
  }
}

function alreadyThere({id, status}: Integration, difference: Change, file: string): DcError {
  const ways =
    status === 'in-progress'
      ? [`dc add --resume ${id}`]
      : status === 'deleted'
        ? [`dc activate ${id}`, `dc remove ${id} --purge`]
        : [`dc configure ${id}`]
  return new DcError(
    `there is another integration with the id ${id} (${status}, ${file}); it was not touched. What is different:\n${describeChange(difference).join('\n')}`,
    {code: 'integration-exists', where: id, suggestions: [...ways, '--id another-id']},
  )
}

function refuseIncomplete(id: string, missing: readonly MappingProblem[], {name}: Connector): void {
  if (missing.length === 0) return
  const lines = missing.map(({path, message}) => `  ${path === '' ? '' : `${path}: `}${message}`)
  throw new DcError(
    `${id} cannot be active like this; ${missing.length === 1 ? 'this is' : 'these are'} missing or wrong for ${name}:\n${lines.join('\n')}`,
    {
      code: 'incomplete-integration',
      where: id,
      suggestions: ['--draft saves it unfinished', ...new Set(missing.map(({fix}) => fix))],
    },
  )
}

/** Deletes a draft that was cancelled; the log keeps what it held. */
export async function dropDraft(open: OpenSetup, draft: Integration): Promise<{files: readonly string[]; change: Change}> {
  const done = await change(open.workspace, () => ({action: 'purged', purge: [draft.id]}), {now: open.now})
  return {files: done.files, change: done.entries[0]?.change ?? {}}
}
