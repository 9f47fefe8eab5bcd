import * as z from 'zod'
import {
  VERDICTS,
  type DiagnosedCause,
  type DiagnosedIssue,
  type Diagnosis,
  type FileQuestion,
  type MissingEvidence,
} from '../../diagnosis/diagnosis.js'
import {CAUSE_OUTCOMES, OWNERS} from '../../issues/cause.js'
import {FILE_KINDS} from '../../segments/segment-file.js'
import {accountSchema} from './account-evidence.js'
import {envelope} from './common.js'
import {type FieldsOf, maybe, origin, text} from './evidence-common.js'
import {collectorSchema, evidenceKindSchema} from './evidence.js'
import {proofSchema} from './hit-evidence.js'
import {inspectedFileSchema, segmentDaySchema, segmentFindingSchema} from './segments-inspect.js'

/** What `dc diagnose --json` prints. Its type is diagnosis/diagnosis.ts, which knows no zod. */

const confidence = z.enum(['certain', 'likely', 'possible'])
const facts = z.array(z.strictObject({fact: text, origin}))
const recheckAt = z.iso.datetime({offset: true}).nullable()

const cause = z.strictObject({
  id: text,
  summary: text,
  outcome: z.enum(CAUSE_OUTCOMES),
  confidence: confidence.nullable(),
  owner: z.enum(OWNERS),
  because: facts,
  against: facts,
  next: z.array(text).meta({description: 'sentences, or commands that begin with "dc "'}),
  recheckAt,
  source: text,
  reason: maybe.meta({description: 'why it was not checked'}),
  missing: z.array(evidenceKindSchema),
  isFault: z.boolean().meta({description: 'false: nothing is wrong yet'}),
} satisfies FieldsOf<DiagnosedCause>)

export const diagnoseSchema: z.ZodType<Diagnosis> = z.strictObject({
  ...envelope('diagnose'),
  integration: maybe,
  asOf: z.iso.datetime({offset: true}),
  timeZone: text,
  verdict: z.enum(VERDICTS),
  because: text,
  primary: maybe.meta({description: 'id of the cause that matched and comes first'}),
  recheckAt,
  fileQuestion: z.strictObject({
    answer: z.enum([...FILE_KINDS, 'mixed', 'none']),
    says: text,
    files: z.array(z.strictObject({path: text, kind: z.enum(FILE_KINDS), confidence})),
    missing: z.array(text),
  } satisfies FieldsOf<FileQuestion>),
  days: z.array(segmentDaySchema),
  files: z.array(inspectedFileSchema),
  findings: z.array(segmentFindingSchema),
  accounts: z.array(accountSchema),
  proofs: z.array(proofSchema),
  issues: z.array(
    z.strictObject({
      id: text,
      symptom: text,
      present: z.union([z.boolean(), z.literal('unknown')]),
      because: facts,
      causes: z.array(cause),
    } satisfies FieldsOf<DiagnosedIssue>),
  ),
  notChecked: z.array(
    z.strictObject({
      evidence: evidenceKindSchema,
      how: text,
      causes: z.array(text),
      isThere: z.boolean(),
    } satisfies FieldsOf<MissingEvidence>),
  ),
  collectors: z.array(collectorSchema),
  notes: z.array(text),
  ticket: text.exactOptional(),
} satisfies FieldsOf<Diagnosis>)
