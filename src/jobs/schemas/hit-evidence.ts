import * as z from 'zod'
import type {DaySegmentHits, HitEvidence, HitExample, HitExampleKind, RowProof, VariableEvidence} from '../../issues/hit-evidence.js'
import {type FieldsOf, count, day, maybe, origin, text, time} from './evidence-common.js'

const example: z.ZodType<HitExample> = z.strictObject({
  origin,
  at: time,
  page: maybe,
  name: maybe,
  library: maybe,
  kind: text,
  other: z.strictObject({origin, name: maybe, gapMs: z.number()}).exactOptional(),
} satisfies FieldsOf<HitExample>)

const EXAMPLE_KINDS = [
  'withoutProducts',
  'linkCalls',
  'neighbours',
  'nameless',
  'oddNames',
  'longNames',
  'withoutRecipient',
  'recipientExpired',
  'duplicates',
  'withProducts',
] as const satisfies readonly HitExampleKind[]

const segment = z.strictObject({
  segment: text,
  event: text,
  events: count,
  withProducts: count,
  withoutProducts: count,
  linkCalls: count,
  neighbours: count,
  nameless: count,
  oddNames: count,
  longNames: count,
  withoutRecipient: count,
  recipientUnknown: count,
  recipientExpired: count,
  duplicates: count,
  presumedDuplicates: count,
  uncertain: count,
  implicit: count.exactOptional(),
  rows: count,
  rowsWithoutProduct: count,
  rowsInDoubt: count.exactOptional(),
  examples: z.partialRecord(z.enum(EXAMPLE_KINDS), z.array(example)),
} satisfies FieldsOf<DaySegmentHits>)

const variable = z.strictObject({
  variable: text,
  hits: count,
  parameter: maybe,
  landings: count,
  landingsThatSet: count,
  example: example.nullable(),
  lost: example.nullable(),
  expiration: maybe,
  allocation: text,
  cut: count.exactOptional(),
  caseVariants: count.exactOptional(),
  swappedLandings: count.exactOptional(),
  swapped: example.nullable().exactOptional(),
} satisfies FieldsOf<VariableEvidence>)

export const proofSchema: z.ZodType<RowProof> = z.strictObject({
  file: text,
  segment: text,
  day,
  rows: count,
  lines: z.array(count),
  joined: count,
  contradicted: count,
  hits: count,
  examples: z.array(z.strictObject({line: count, hit: example})),
} satisfies FieldsOf<RowProof>)

export const hitsSchema: z.ZodType<HitEvidence> = z.strictObject({
  captures: z.array(z.strictObject({path: text, format: text, requests: count, hits: count})),
  isComplete: z.boolean(),
  isDamaged: z.boolean(),
  suite: maybe,
  hits: count,
  firstAt: time.nullable(),
  lastAt: time.nullable(),
  suites: z.array(z.strictObject({suite: text, hits: count})),
  eventsElsewhere: z.array(z.strictObject({suite: text, event: text, hits: count, example})),
  leftOut: z.record(text, count),
  recipient: variable.nullable(),
  message: variable.nullable(),
  days: z.array(z.strictObject({day, hits: count, segments: z.array(segment)})),
  proofs: z.array(proofSchema),
  notes: z.array(text),
} satisfies FieldsOf<HitEvidence>)
