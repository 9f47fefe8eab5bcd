import * as z from 'zod'
import {ARRIVALS} from '../../segments/arrival.js'
import {
  SEVERITIES,
  type DayContent,
  type InspectedFile,
  type InspectResult,
  type SegmentDay,
  type SegmentFinding,
} from '../../segments/inspection.js'
import {FILE_KINDS} from '../../segments/segment-file.js'
import {count, envelope} from './common.js'
import type {FieldsOf} from './evidence-common.js'

/** What `dc segments inspect --json` prints. Its type is segments/inspection.ts, which knows no zod. */

const day = z.iso.date()
const zoned = z.iso.datetime({offset: true})
const text = z.string()
const maybe = text.nullable()

export const inspectedFileSchema = z.strictObject({
  path: text.meta({description: 'relative to the working directory; archive.zip/member.csv in an archive of several'}),
  kind: z.enum(FILE_KINDS),
  confidence: z.enum(['certain', 'likely', 'possible']),
  segment: maybe,
  day: day.nullable().meta({description: 'the day the rows are about, in the time zone of the report suite'}),
  rows: count.meta({description: 'rows of data: no header, comment, blank or totals row'}),
  columns: z.array(z.strictObject({name: text, role: maybe})),
  rowsWithProduct: count,
  rowsWithRecipient: count,
  rowsWithMessage: count,
  encoding: text,
  delimiter: text,
  compression: text,
  bytes: count,
  signals: z
    .array(z.strictObject({signal: text, points: z.int(), detail: text}))
    .meta({description: 'positive points speak for a segment file'}),
  reportSuite: maybe,
  series: text,
  from: day.nullable(),
  to: day.nullable(),
  dayFrom: z.enum(['rows', 'name', 'flag']).nullable(),
  arrivedAt: z.iso.datetime().nullable(),
  isComplete: z.boolean(),
  comments: count,
  totalsRows: count,
  raggedRows: count,
  distinctRecipients: count.nullable(),
  duplicateRows: count.nullable(),
  estimated: z.boolean(),
  rowsWithMergeTag: count,
  rowsWithEmail: count,
  rowsWithTestId: count,
  damage: z.array(text),
  missing: z.array(text),
  digest: maybe,
} satisfies FieldsOf<InspectedFile>)

const content: z.ZodType<DayContent> = z.union([
  z.enum(['empty', 'no-product-ids', 'no-recipient-ids', 'size-change', 'wrong-kind']),
  z.templateLiteral(['duplicate-of:', z.string()]),
])

export const segmentDaySchema = z.strictObject({
  segment: text,
  day,
  reportSuite: maybe,
  series: maybe,
  arrival: z.enum(ARRIVALS),
  content: z.array(
    content.meta({type: 'string', pattern: '^(empty|no-product-ids|no-recipient-ids|size-change|wrong-kind|duplicate-of:.+)$'}),
  ),
  due: zoned,
  graceMinutes: count,
  recheckAt: zoned.nullable(),
  because: text,
  files: z.array(text),
  gone: z.array(text).meta({description: 'files that were there once, by the ledger'}),
} satisfies FieldsOf<SegmentDay>)

export const segmentFindingSchema = z.strictObject({
  id: text,
  severity: z.enum(SEVERITIES),
  message: text,
  path: maybe,
  segment: maybe,
  day: day.nullable(),
  reportSuite: maybe,
  lines: z.array(count),
} satisfies FieldsOf<SegmentFinding>)

export const segmentsInspectSchema: z.ZodType<InspectResult> = z.strictObject({
  ...envelope('segments inspect'),
  integration: maybe,
  asOf: z.iso.datetime(),
  timeZone: text,
  files: z.array(inspectedFileSchema),
  days: z.array(segmentDaySchema),
  findings: z.array(segmentFindingSchema),
  skipped: z.array(z.strictObject({path: text, looksLike: text})),
  errors: z.array(z.strictObject({path: text, code: text, message: text})),
  notes: z.array(text),
})
