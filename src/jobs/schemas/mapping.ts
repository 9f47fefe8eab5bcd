import * as z from 'zod'
import {INTEGRATION_STATUSES} from '../../mapping/integration.js'
import {MAPPING_COLUMNS} from '../../report/mapping-columns.js'
import {SLOT_COLUMNS} from '../../report/slot-columns.js'
import {suiteSchema} from '../../workspace/suite-file.js'
import type {SuiteImportResult} from '../import-suite.js'
import type {MapResult} from '../map-slots.js'
import type {SuiteShowResult} from '../show-suite.js'
import {count, envelope} from './common.js'

/** What `dc map` and `dc suites` print with `--json`. */

const cell = z.union([z.string(), z.number(), z.boolean()]).nullable()
const problem = z.strictObject({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  path: z.string().meta({description: 'place in the integration; empty for the whole of it'}),
  message: z.string(),
  fix: z.string(),
  outcome: z.enum(['fail', 'unknown']),
})

const freeSlot = z.strictObject({
  slot: z.string(),
  state: z.enum(['free', 'retype', 'disabled', 'unknown']),
  note: z.string().nullable(),
})

export const mapSchema: z.ZodType<MapResult> = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.enum(['map variables', 'map events']),
  integration: z.strictObject({
    id: z.string(),
    name: z.string(),
    partner: z.string(),
    reportSuite: z.string().nullable(),
    status: z.enum(INTEGRATION_STATUSES),
  }),
  complete: z.boolean().meta({description: 'every role the partner needs is mapped; says nothing of whether the slots are right'}),
  changed: z.boolean(),
  dryRun: z.boolean(),
  change: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  rows: z.array(z.record(z.enum(MAPPING_COLUMNS), cell)),
  suggestions: z.array(
    z.strictObject({role: z.string(), label: z.string(), required: z.boolean().optional(), slot: freeSlot.nullable()}),
  ) as z.ZodType<MapResult['suggestions']>,
  checks: z.array(z.strictObject({code: z.string(), outcome: z.enum(['pass', 'fail', 'unknown', 'not-applied'])})),
  problems: z.array(problem),
})

const unread = z.array(z.strictObject({place: z.string(), text: z.string(), why: z.string()}))

export const suitesImportSchema: z.ZodType<SuiteImportResult> = z.strictObject({
  ...envelope('suites import'),
  source: z.string(),
  form: z.enum(['table', 'json', 'aa-auto-sdr-snapshot', 'aa-auto-sdr-report']),
  file: z.string(),
  changed: z.boolean(),
  dryRun: z.boolean(),
  snapshot: suiteSchema,
  unread,
  doubtful: unread,
  standard: count,
  repeated: count,
})

export const suitesShowSchema: z.ZodType<SuiteShowResult> = z.strictObject({
  ...envelope('suites show'),
  reportSuite: z.string(),
  file: z.string().nullable(),
  name: z.string().nullable(),
  capturedAt: z.string().nullable(),
  origin: z.string().nullable(),
  complete: z.strictObject({variables: z.boolean(), events: z.boolean()}).nullable(),
  slots: z.array(z.record(z.enum(SLOT_COLUMNS), cell)),
})
