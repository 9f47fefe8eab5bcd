import * as z from 'zod'
import {LEFT_OUT, type LeftOut} from './preview-hit.js'
import {MARKS, PREVIEWED_SEGMENTS, SCOPES, type Mark} from './remarketing.js'

/**
 * What `dc segments preview --json` and `dc segments reconcile --json` print (`dc schema segments-preview`, `segments-reconcile`).
 * Fields may be added, not renamed.
 */

const day = z.iso.date().describe('calendar day in the time zone of the report suite')
const segment = z.enum(PREVIEWED_SEGMENTS)
const scope = z.enum(SCOPES)
const marks = z.array(z.enum(Object.keys(MARKS) as [Mark, ...Mark[]]))
const counts = z.record(z.string(), z.int().min(0))

const hit = z.strictObject({
  file: z.string(),
  record: z.int().describe('HAR: index in log.entries, from 0; line formats: line, from 1'),
  member: z.string().exactOptional().describe('member of an archive that holds several captures'),
  page: z.string().nullable(),
  time: z.iso.datetime(),
})
const hits = z.array(hit).describe('the first twenty')

const input = z.strictObject({
  path: z.string(),
  format: z.string(),
  requests: z.int(),
  hits: z.int(),
  merged: z.int(),
  skipped: counts,
  damaged: z.array(z.strictObject({record: z.int().nullable(), reason: z.string()})),
})

const variable = z.strictObject({
  variable: z.string(),
  parameter: z.string().nullable().describe('parameter of the page URL that fills it (automated mode)'),
  allocation: z.enum(['most-recent', 'original', 'linear']),
  expiration: z.string(),
  origin: z.strictObject({allocation: z.string(), expiration: z.string()}),
})

const settings = z.strictObject({
  integration: z.string().nullable(),
  suite: z.string(),
  timeZone: z.string(),
  recipient: variable,
  message: variable.nullable(),
  scope,
  exclude: z.array(z.literal('cart')),
})

const columns = {
  recipient: z.string().nullable().describe("'' when none is credited, null when the capture does not tell"),
  message: z.string().nullable(),
  product: z.string().describe("'' when the event came without a product"),
}

const row = z.strictObject({...columns, marks, hits, hitCount: z.int().min(1)})

const leftOut = z.partialRecord(z.enum(Object.keys(LEFT_OUT) as [LeftOut, ...LeftOut[]]), z.int().min(1))

const common = {
  inputs: z.array(input),
  settings,
  hits: z.int().describe('hits that count'),
  leftOut: leftOut.describe('hits of the capture that do not count, by reason'),
  notModelled: z.array(z.string()),
  notes: z.array(z.string()),
}

export const segmentsPreviewSchema = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.literal('segments preview'),
  ...common,
  days: z.array(
    z.strictObject({
      segment,
      day,
      rows: z.array(row),
      deliverable: z.int().describe('rows that a file would hold: those whose recipient is known'),
      unattributed: z.int().describe('event hits that no recipient is credited with'),
    }),
  ),
  files: z.array(z.string()).describe('files written by --output'),
})

export type SegmentsPreviewResult = z.infer<typeof segmentsPreviewSchema>

const difference = z.strictObject({...columns, day, marks, reason: z.string(), hits, hitCount: z.int().min(0)})
const fileRow = z.strictObject({
  recipient: z.string().nullable(),
  message: z.string().nullable(),
  product: z.string().nullable(),
  day: day.nullable(),
  record: z.int().describe('line of the file, from 1'),
  reason: z.string(),
  hits,
  hitCount: z.int().min(0),
})
const fit = z.strictObject({agree: z.int(), absent: z.int(), unexpected: z.int()})

export const segmentsReconcileSchema = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.literal('segments reconcile'),
  ...common,
  file: z.string(),
  segment,
  day: day.nullable().describe('null when the rows are about several days'),
  days: z.array(day),
  columns: z.strictObject({recipient: z.string().nullable(), message: z.string().nullable(), product: z.string().nullable()}),
  complete: z.boolean().describe('--complete was given and nothing in the capture contradicts it'),
  scope: z.strictObject({
    best: scope.nullable().describe('null when nothing can be compared'),
    decisive: z.boolean().describe('false when another scope fits as well'),
    fits: z.strictObject({product: fit, visit: fit, visitor: fit}),
  }),
  because: z.string().describe('how the comparison ends, in a sentence'),
  matched: z.int().describe('rows of the file that were expected'),
  expectedAbsent: z.array(difference),
  presentUnexpected: z.array(fileRow),
  notCovered: z.array(fileRow),
  counts: z.strictObject({
    rows: z.int(),
    expected: z.int(),
    expectedAbsent: z.int(),
    presentUnexpected: z.int(),
    notCovered: z.int(),
    duplicates: z.int().describe('rows of the file that repeat an expected one'),
    unclaimedAbsent: z.int().describe('expected rows that the file lacks, not claimed because the capture is not declared complete'),
  }),
})

export type SegmentsReconcileResult = z.infer<typeof segmentsReconcileSchema>
