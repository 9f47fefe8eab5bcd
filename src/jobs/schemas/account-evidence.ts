import * as z from 'zod'
import {
  ACCOUNT_FAILURES,
  PROBE_STEPS,
  type AccountEvidence,
  type AccountFailure,
  type AccountListing,
  type AccountSpace,
  type HostKeyEvidence,
  type ListedEntry,
  type ProbeStep,
} from '../../issues/account-evidence.js'
import {type FieldsOf, amount, count, maybe, origin, text, time} from './evidence-common.js'

const step = z.enum(PROBE_STEPS)

const listed = z.strictObject({
  name: text,
  sizeBytes: amount,
  modifiedAt: time.nullable(),
  isGrowing: z.boolean(),
} satisfies FieldsOf<ListedEntry>)

export const accountSchema: z.ZodType<AccountEvidence> = z.strictObject({
  location: text.meta({description: 'without user and secret'}),
  kind: z.enum(['folder', 'ftp', 'ftps', 'sftp']),
  host: maybe,
  port: z.int().min(0).max(65_535).nullable(),
  directory: text,
  steps: z.array(
    z.strictObject({
      step,
      outcome: z.enum(['ok', 'failed']),
      at: time,
      tookMs: z.number().min(0),
      detail: text,
    } satisfies FieldsOf<ProbeStep>),
  ),
  failure: z
    .strictObject({step, code: z.enum(ACCOUNT_FAILURES), message: text, reply: maybe, origin} satisfies FieldsOf<AccountFailure>)
    .nullable(),
  software: maybe,
  hostKey: z
    .strictObject({
      type: text,
      fingerprint: text,
      expected: z.array(text).nullable(),
      trust: z.enum(['pinned', 'known', 'asked', 'none']),
    } satisfies FieldsOf<HostKeyEvidence>)
    .nullable(),
  clockSkewMs: z.number().nullable(),
  listing: z
    .strictObject({
      isComplete: z.boolean(),
      files: count,
      bytes: amount,
      folders: count,
      entries: z.array(listed),
      oldest: listed.nullable(),
      newest: listed.nullable(),
      partials: z.array(listed),
      elsewhere: z.array(z.strictObject({directory: text, files: count, example: text})),
      unreadable: count,
    } satisfies FieldsOf<AccountListing>)
    .nullable(),
  space: z
    .strictObject({
      freeBytes: z.number().nullable(),
      totalBytes: z.number().nullable(),
      freeFiles: z.number().nullable(),
      told: text,
    } satisfies FieldsOf<AccountSpace>)
    .nullable(),
  read: z.strictObject({files: count, bytes: amount, left: z.array(z.strictObject({name: text, reason: text}))}),
} satisfies FieldsOf<AccountEvidence>)
