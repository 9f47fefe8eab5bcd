import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import * as z from 'zod'
import {displayPath} from './find-workspace.js'
import {withLock} from './lock.js'
import {ensureState, writeState, type Workspace} from './workspace.js'
import {explainWriteFailure} from './write-failure.js'

/**
 * What this checkout last saw of each suite and integration, in `.state`: it says how old the evidence is, and is evidence of nothing
 * itself. A file that was damaged is as good as none.
 */

const counts = z.strictObject({error: z.int(), warning: z.int(), info: z.int()})

const validationRecord = z.strictObject({
  /** ISO 8601, UTC. */
  time: z.iso.datetime(),
  /** Names of the captures, as the user wrote them. */
  captures: z.array(z.string()),
  hits: z.int(),
  findings: counts,
})

export type ValidationRecord = z.infer<typeof validationRecord>

const VALIDATIONS = 'last-validation.json'

const validationsSchema = z.strictObject({
  version: z.literal(1),
  /** By report suite. */
  suites: z.record(z.string(), validationRecord),
  /** By id of the integration. */
  integrations: z.record(z.string(), validationRecord),
})

export interface Evidence {
  readonly suites: Readonly<Record<string, ValidationRecord>>
  readonly integrations: Readonly<Record<string, ValidationRecord>>
}

export async function readEvidence(workspace: Workspace): Promise<Evidence> {
  const validations = await readState(workspace, VALIDATIONS, validationsSchema)
  return {suites: validations?.suites ?? {}, integrations: validations?.integrations ?? {}}
}

async function readState<T>({folder}: Workspace, name: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(join(folder, '.state', name), 'utf8')))
  } catch {
    return undefined
  }
}

/** The last validation of an integration: its own, or that of its whole suite, whichever is later. */
export function lastValidation(evidence: Evidence, id: string, reportSuite: string | null): ValidationRecord | undefined {
  const [own, suite] = [evidence.integrations[id], reportSuite === null ? undefined : evidence.suites[reportSuite]]
  if (own === undefined || suite === undefined) return own ?? suite
  return own.time >= suite.time ? own : suite
}

/** Notes a validation for the suites and integrations it was about. @throws DcError where `.state` cannot be written */
export async function saveValidation(
  workspace: Workspace,
  {suites, integrations, record}: {suites: readonly string[]; integrations: readonly string[]; record: ValidationRecord},
): Promise<void> {
  await updateState(workspace, async () => {
    const old = await readState(workspace, VALIDATIONS, validationsSchema)
    const put = (records: Readonly<Record<string, ValidationRecord>> = {}, keys: readonly string[]) => ({
      ...records,
      ...Object.fromEntries(keys.map((key) => [key, record])),
    })
    const next: z.infer<typeof validationsSchema> = {
      version: 1,
      suites: put(old?.suites, suites),
      integrations: put(old?.integrations, integrations),
    }
    await writeState(workspace, VALIDATIONS, next)
  })
}

async function updateState(workspace: Workspace, work: () => Promise<void>): Promise<void> {
  try {
    await withLock(await ensureState(workspace), work)
  } catch (error) {
    throw explainWriteFailure(error, displayPath(join(workspace.folder, '.state'), workspace.cwd))
  }
}

const PINNED = 'pinned.json'
const pinnedSchema = z.strictObject({version: z.literal(1), integration: z.string()})

/** The integration that `dc show` opens without being told which; a matter of this checkout, so it is not committed. */
export async function readPinned(workspace: Workspace): Promise<string | undefined> {
  return (await readState(workspace, PINNED, pinnedSchema))?.integration
}

export async function savePinned(workspace: Workspace, integration: string): Promise<void> {
  const pinned: z.infer<typeof pinnedSchema> = {version: 1, integration}
  await updateState(workspace, () => writeState(workspace, PINNED, pinned))
}
