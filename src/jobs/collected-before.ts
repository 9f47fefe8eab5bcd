import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Evidence} from '../issues/evidence.js'
import {writeState, type Workspace} from '../workspace/workspace.js'
import {evidenceSchema} from './schemas/evidence.js'

/** What accounts showed when they were looked at last, in `.state`: for `--offline`, when nobody is to be contacted. Redacted as a bundle is. */

const fileOf = (integration: string): string => `evidence-${integration}.json`

/** @throws DcError where `.state` cannot be written */
export async function saveCollected(workspace: Workspace, integration: string, evidence: Evidence): Promise<void> {
  await writeState(workspace, fileOf(integration), evidence)
}

/** Undefined where nothing was collected yet, or by another dc. */
export async function readCollected({folder}: Workspace, integration: string): Promise<Evidence | undefined> {
  try {
    return evidenceSchema.parse(JSON.parse(await readFile(join(folder, '.state', fileOf(integration)), 'utf8')))
  } catch {
    return undefined
  }
}
