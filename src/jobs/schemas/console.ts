import * as z from 'zod'
import {INTEGRATION_STATUSES} from '../../mapping/integration.js'
import {activitySchema} from '../../workspace/activity-log.js'
import {integrationSchema} from '../../workspace/integration-schema.js'
import type {ListResult} from '../list-integrations.js'
import type {ImportLogResult} from '../import-adobe-log.js'
import type {DashboardResult} from '../pin-integration.js'
import type {LogResult} from '../show-log.js'
import type {ShowResult} from '../show-integration.js'
import type {StatusResult} from '../change-status.js'
import {count, envelope, severityCounts} from './common.js'

/** What the commands of the console print with `--json`. */

const status = z.enum(INTEGRATION_STATUSES)

export const listSchema: z.ZodType<ListResult> = z.strictObject({
  ...envelope('list'),
  integrations: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      partner: z.string(),
      suite: z.string().nullable(),
      status,
      mapping: z.string().meta({description: 'complete, N missing, or unknown'}),
      validated: z.string().meta({description: 'day of the last validation, or never'}),
      file: z.string().meta({description: 'day of the last delivered file, or none seen'}),
      next: z.string().nullable(),
      workspace: z.string(),
    }),
  ),
  problems: z.array(z.string()),
})

const problem = z.strictObject({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  path: z.string(),
  message: z.string(),
  fix: z.string(),
  outcome: z.enum(['fail', 'unknown']),
})

export const showSchema: z.ZodType<ShowResult> = z.strictObject({
  ...envelope('show'),
  integration: integrationSchema,
  file: z.string(),
  connector: z.strictObject({id: z.string(), name: z.string()}).nullable(),
  mapping: z.strictObject({complete: z.boolean(), missing: z.array(problem)}),
  health: z.array(z.strictObject({what: z.string(), state: z.enum(['good', 'warning', 'error', 'unknown']), detail: z.string()})),
  evidence: z.strictObject({
    validation: z.strictObject({time: z.iso.datetime(), captures: z.array(z.string()), hits: count, findings: severityCounts}).nullable(),
    file: z.strictObject({name: z.string(), segment: z.string().nullable(), day: z.string().nullable(), seen: z.iso.datetime()}).nullable(),
  }),
  next: z.string().nullable(),
  pinned: z.boolean(),
})

export const statusSchema: z.ZodType<StatusResult> = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.enum(['pause', 'activate', 'remove']),
  integration: z.string(),
  before: status,
  after: status.nullable().meta({description: 'null: its file is gone'}),
  changed: z.boolean(),
  dryRun: z.boolean(),
  recordedIn: z.literal('workspace'),
  files: z.array(z.string()),
  entries: z.array(activitySchema),
})

export const dashboardSchema: z.ZodType<DashboardResult> = z.strictObject({
  ...envelope('dashboard'),
  pinned: z.string().nullable(),
  changed: z.boolean(),
  dryRun: z.boolean(),
})

export const logSchema: z.ZodType<LogResult> = z.strictObject({
  ...envelope('log'),
  entries: z.array(activitySchema),
  bad: z.array(z.strictObject({line: count, reason: z.string(), text: z.string()})),
})

export const logImportSchema: z.ZodType<ImportLogResult> = z.strictObject({
  ...envelope('log import'),
  file: z.string(),
  integration: z.string(),
  entries: z.array(activitySchema),
  known: count,
  notUnderstood: count,
  dryRun: z.boolean(),
})
