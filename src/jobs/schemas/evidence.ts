import * as z from 'zod'
import {
  EVIDENCE_KINDS,
  TOLD_FACTS,
  type CollectorReport,
  type DeliveryEvidence,
  type Evidence,
  type EvidenceKind,
  type IntegrationFacts,
  type LogEntry,
  type LogEvidence,
  type PartnerFacts,
  type Question,
  type ToldFact,
} from '../../issues/evidence.js'
import {
  REQUEST_FITS,
  REQUEST_STATUSES,
  RUN_STATUSES,
  type Destination,
  type WarehouseEvidence,
  type WarehouseRequest,
  type WarehouseRun,
} from '../../issues/warehouse-evidence.js'
import {CARRIER_KINDS, EMPTY_FILE_HABITS, WEEKDAYS} from '../../mapping/integration.js'
import type {Schedule} from '../../segments/arrival.js'
import type {SeriesFile} from '../../segments/inspection.js'
import {FILE_KINDS} from '../../segments/segment-file.js'
import {isTimeZone} from '../../segments/suite-time.js'
import {integrationSchema} from '../../workspace/integration-schema.js'
import {suiteSchema} from '../../workspace/suite-file.js'
import {accountSchema} from './account-evidence.js'
import {type FieldsOf, count, day, maybe, origin, text, time} from './evidence-common.js'
import {hitsSchema} from './hit-evidence.js'
import {inspectedFileSchema, segmentFindingSchema} from './segments-inspect.js'

/**
 * Evidence as it lies in a bundle. A bundle may come from anybody: what passes here is safe to reckon with (days, times, zones, numbers), and
 * still nothing that is opened, run or printed as it is.
 */

const timeZone = text.max(100).refine(isTimeZone, 'expected a time zone, such as Europe/Berlin')

const schedule: z.ZodType<Schedule> = z.strictObject({
  expectedBy: text.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day, such as 06:00'),
  timeZone,
  from: day.nullable(),
  until: day.nullable(),
  days: z.union([z.literal('daily'), z.array(z.enum(WEEKDAYS))]),
  emptyFile: z.enum(EMPTY_FILE_HABITS),
  isPaused: z.boolean(),
} satisfies FieldsOf<Schedule>)

const seriesFile: z.ZodType<SeriesFile> = z.strictObject({
  path: text,
  kind: z.enum(FILE_KINDS),
  segment: maybe,
  reportSuite: maybe,
  series: text,
  day: day.nullable(),
  rows: count,
  rowsWithProduct: count,
  rowsWithRecipient: count,
  isProductKnown: z.boolean(),
  isRecipientKnown: z.boolean(),
  digest: maybe,
  arrivedMs: z.number().min(0).max(8.64e15),
  isHere: z.boolean(),
  wasReplaced: z.boolean(),
} satisfies FieldsOf<SeriesFile>)

const deliveries = z.strictObject({
  hasListing: z.boolean(),
  isListed: z.boolean(),
  files: z.array(inspectedFileSchema),
  findings: z.array(segmentFindingSchema),
  seriesFiles: z.array(seriesFile),
  expected: z.array(text),
  schedules: z.record(text, schedule),
  otherSchedule: schedule,
  from: day.nullable(),
  to: day.nullable(),
  looks: z.array(time),
  skipped: z.array(z.strictObject({path: text, looksLike: text})),
  errors: z.array(z.strictObject({path: text, code: text, message: text})),
  notes: z.array(text),
} satisfies FieldsOf<DeliveryEvidence>)

const integration = z.strictObject({
  path: text,
  integration: integrationSchema,
  partner: z
    .strictObject({
      name: text,
      status: text,
      successor: maybe,
      collectedUntil: maybe,
      needsActivation: z.boolean(),
      asksForProductAccess: z.boolean(),
      source: text,
    } satisfies FieldsOf<PartnerFacts>)
    .nullable(),
  suite: suiteSchema.nullable(),
  timeZone: timeZone.nullable(),
  siblings: z.array(z.strictObject({id: text, location: maybe, carrier: z.enum(CARRIER_KINDS)})),
  addedAt: time.nullable(),
  statusChangedAt: time.nullable(),
} satisfies FieldsOf<IntegrationFacts>)

const destination = z.strictObject({
  kind: text,
  host: maybe,
  port: z.number().nullable(),
  user: maybe,
  directory: maybe,
  id: maybe,
  isDeleted: z.boolean().nullable(),
} satisfies FieldsOf<Destination>)

/** Days are counted on by them, and the calendar has an end. */
const MOST_RUNS = 1_000_000

const flag = z.boolean().nullable()

const warehouse: z.ZodType<WarehouseEvidence> = z.strictObject({
  requests: z.array(
    z.strictObject({
      origin,
      fit: z.enum(REQUEST_FITS),
      id: maybe,
      legacyId: maybe,
      name: maybe,
      reportSuite: maybe,
      status: z.enum(REQUEST_STATUSES),
      frequency: maybe,
      startsAt: time.nullable(),
      endsOn: day.nullable(),
      endsAfter: z.int().min(0).max(MOST_RUNS).nullable(),
      preset: maybe,
      from: day.nullable(),
      to: day.nullable(),
      dimensions: z.array(text),
      metrics: z.array(text),
      segments: z.array(text),
      rowLimit: count.nullable(),
      isRowLimitKnown: z.boolean(),
      sortsByMetric: flag,
      compression: maybe,
      sendsEmptyFile: flag,
      fileName: maybe,
      hasComment: flag,
      sendsTo: destination.nullable(),
      owner: maybe,
      updatedAt: time.nullable(),
      isRateLimited: flag,
    } satisfies FieldsOf<WarehouseRequest>),
  ),
  runs: z.array(
    z.strictObject({
      origin,
      id: maybe,
      legacyId: maybe,
      request: maybe,
      status: z.enum(RUN_STATUSES),
      from: day.nullable(),
      to: day.nullable(),
      createdAt: time.nullable(),
      startedAt: time.nullable(),
      completedAt: time.nullable(),
      currentTask: maybe,
      error: maybe,
    } satisfies FieldsOf<WarehouseRun>),
  ),
  isWholeList: z.boolean(),
  notes: z.array(text),
} satisfies FieldsOf<WarehouseEvidence>)

const logEntry: z.ZodType<LogEntry> = z.strictObject({
  text,
  kind: z.enum(['metrics', 'classifications', 'export', 'unknown']),
  outcome: z.enum(['done', 'started', 'failed', 'nothing', 'unknown']),
  code: z.number().nullable(),
  rows: z.number().nullable(),
  at: time.nullable(),
  origin,
} satisfies FieldsOf<LogEntry>)

const namesOf = <Name extends string>(record: Readonly<Record<Name, unknown>>) => Object.keys(record) as Name[]

export const evidenceKindSchema = z.enum(namesOf<EvidenceKind>(EVIDENCE_KINDS))

export const collectorSchema: z.ZodType<CollectorReport> = z.strictObject({
  evidence: evidenceKindSchema,
  what: text,
  outcome: z.enum(['collected', 'failed']),
  code: maybe,
  detail: maybe,
} satisfies FieldsOf<CollectorReport>)

export const evidenceSchema: z.ZodType<Evidence> = z.strictObject({
  version: z.literal(1),
  asOf: time.meta({description: 'the time of which the case is judged'}),
  collectedAt: time,
  question: z.strictObject({issue: maybe, segment: maybe, from: day.nullable(), to: day.nullable()} satisfies FieldsOf<Question>),
  integration: integration.nullable(),
  deliveries,
  accounts: z.array(accountSchema).meta({description: 'one for each folder or account that was asked for'}),
  hits: hitsSchema.nullable(),
  log: z.strictObject({entries: z.array(logEntry)} satisfies FieldsOf<LogEvidence>).nullable(),
  warehouse: warehouse.nullable(),
  told: z.partialRecord(z.enum(namesOf<ToldFact>(TOLD_FACTS)), text.max(500)).meta({description: 'what the user said (--fact)'}),
  collectors: z.array(collectorSchema).meta({description: 'what was tried, in order, and what came of it'}),
} satisfies FieldsOf<Evidence>)
