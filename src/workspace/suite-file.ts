import {mkdir, stat} from 'node:fs/promises'
import {join} from 'node:path'
import * as z from 'zod'
import {EVENT_TYPES} from '../connectors/vocabulary.js'
import {DcError} from '../errors.js'
import {isKnownEvent} from '../hits/events.js'
import {ALLOCATIONS} from '../mapping/integration.js'
import {kindOf} from '../mapping/slot-name.js'
import {EVENT_RECORDINGS, MERCHANDISING, type SuiteSnapshot} from '../mapping/suite-snapshot.js'
import {writeFileAtomically} from './atomic-write.js'
import {displayPath} from './find-workspace.js'
import {withLock} from './lock.js'
import {readJsonFile} from './read-json-file.js'
import {ensureState, requireOwnFolder, type Workspace} from './workspace.js'
import {explainWriteFailure} from './write-failure.js'

/** `dc/suites/<rsid>.json`: what is known of a report suite (README, "The workspace"). */

const name = z.string().max(500).nullable().default(null)
const enabled = z.boolean().nullable().default(null)

const variable = z.strictObject({
  variable: z
    .string()
    .refine((value) => kindOf(value) !== undefined, 'expected campaign, eVar1 to eVar250, prop1 to prop75 or list1 to list3'),
  name,
  enabled,
  type: z.enum(['text', 'counter']).nullable().default(null),
  allocation: z.enum(ALLOCATIONS).nullable().default(null),
  expiration: z.string().max(100).nullable().default(null),
  merchandising: z.enum(MERCHANDISING).exactOptional(),
})

const event = z.strictObject({
  event: z.string().refine(isKnownEvent, 'expected event1 to event1000, or a commerce event'),
  name,
  enabled,
  type: z.enum(EVENT_TYPES).nullable().default(null),
  recording: z.enum(EVENT_RECORDINGS).exactOptional(),
})

const REPORT_SUITE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/

/** Why a text is no id of a report suite that can have a file; undefined when it is one. */
export function whyNoReportSuite(id: string): string | undefined {
  if (id.startsWith('vrs_')) return 'is a virtual report suite: its variables are those of its parent'
  return REPORT_SUITE.test(id) && !id.endsWith('.')
    ? undefined
    : 'is no id of a report suite: at most 40 letters, digits, dots, dashes and underscores'
}

export const suiteSchema: z.ZodType<SuiteSnapshot> = z
  .strictObject({
    $schema: z.string().max(500).exactOptional(),
    version: z.literal(1),
    reportSuite: z.string().regex(REPORT_SUITE, 'not the id of a report suite'),
    name,
    capturedAt: z.string().max(100).nullable().default(null),
    origin: z.string().max(500).default(''),
    complete: z.strictObject({variables: z.boolean(), events: z.boolean()}).default({variables: false, events: false}),
    variables: z.array(variable).max(400).default([]),
    events: z.array(event).max(1100).default([]),
  })
  .superRefine(({variables, events}, context) => {
    const slots = [...variables.map((each) => each.variable), ...events.map((each) => each.event)]
    for (const [index, slot] of slots.entries()) {
      if (slots.indexOf(slot) === index) continue
      const inEvents = index >= variables.length
      const path = inEvents ? ['events', index - variables.length, 'event'] : ['variables', index, 'variable']
      context.addIssue({code: 'custom', path, message: 'is listed twice', input: slot})
    }
  })

/**
 * What is known of a report suite; undefined where there is no file.
 * @throws DcError the fault of the file, or `outside-workspace`
 */
export async function readSuiteFile({folder, cwd}: Workspace, reportSuite: string): Promise<SuiteSnapshot | undefined> {
  if (whyNoReportSuite(reportSuite) !== undefined) return undefined
  await requireOwnFolder(folder, 'suites')
  const path = join(folder, 'suites', `${reportSuite}.json`)
  const info = await stat(path).catch(() => undefined)
  if (info === undefined) return undefined
  const where = displayPath(path, cwd)
  const snapshot = await readJsonFile(path, where, suiteSchema)
  if (snapshot.reportSuite === reportSuite) return snapshot
  throw new DcError(`${where}: reportSuite: the file is called after its report suite (found ${JSON.stringify(snapshot.reportSuite)})`, {
    code: 'invalid-file',
    where,
    suggestions: [`call it ${snapshot.reportSuite}.json, or correct the id`],
  })
}

/** The bytes of the file: keys in the order of the schema. Ends in a line feed. */
export function formatSuite(snapshot: SuiteSnapshot): string {
  return `${JSON.stringify(suiteSchema.parse(snapshot), null, 2)}\n`
}

/**
 * Writes the file, whole or not at all; the path as the user would write it.
 * @throws DcError `read-only`, `disk-full`, `write-failed`, `workspace-busy`, `outside-workspace`
 */
export async function writeSuiteFile(workspace: Workspace, snapshot: SuiteSnapshot): Promise<string> {
  const {folder, cwd} = workspace
  const path = join(folder, 'suites', `${snapshot.reportSuite}.json`)
  try {
    const state = await ensureState(workspace)
    await requireOwnFolder(folder, 'suites')
    await mkdir(join(folder, 'suites'), {recursive: true})
    await withLock(state, async () => writeFileAtomically(path, formatSuite(snapshot)))
  } catch (error) {
    throw explainWriteFailure(error, displayPath(path, cwd))
  }
  return displayPath(path, cwd)
}
