import * as z from 'zod'
import {SEVERITIES} from '../../rules/rule.js'
import type {ValidationResult} from '../../validation/result.js'
import {count, counts, envelope, severityCounts} from './common.js'

/** What `dc validate --json` and `--report json=…` print. Its type is validation/result.ts, which knows no zod. */

const finding = z.strictObject({
  ruleId: z.string(),
  severity: z.enum(SEVERITIES),
  message: z.string(),
  fix: z.string(),
  source: z.string(),
  param: z.string().meta({description: 'canonical name: eVar12'}),
  wire: z.string().nullable().meta({description: 'name in the request: v12'}),
  value: z.string().nullable().meta({description: 'decoded, masked where it looks personal'}),
  span: z.tuple([count, count]).nullable().meta({description: 'UTF-16 offsets into value'}),
  integration: z.string().nullable(),
  origin: z.strictObject({
    file: z.string(),
    record: z.int().meta({description: 'index in log.entries of a HAR (from 0), line of a line format (from 1)'}),
    page: z.string().nullable(),
  }),
  hit: z.strictObject({
    url: z.string(),
    time: z.iso.datetime().nullable(),
    kind: z.enum(['page', 'link', 'media', 'target', 'other', 'document']),
    reportSuites: z.array(z.string()),
    pageName: z.string().nullable(),
    library: z.string().nullable(),
  }),
})

/** One capture that was read. */
export const inputSchema = z.strictObject({
  path: z.string(),
  format: z.string(),
  requests: count,
  hits: count,
  merged: count,
  skipped: counts.meta({description: 'by reason; requests = hits + merged + the sum of these'}),
  damaged: z.array(z.strictObject({record: z.int().nullable(), reason: z.string()})),
})

export const validateSchema: z.ZodType<ValidationResult> = z.strictObject({
  ...envelope('validate'),
  inputs: z.array(inputSchema),
  summary: z.strictObject({
    requests: count,
    hits: count,
    findings: severityCounts,
    rules: z.strictObject({pass: count, fail: count, notApplied: count, unknown: count}),
  }),
  findings: z.array(finding),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      outcome: z.enum(['pass', 'fail', 'not-applied', 'unknown']),
      hits: z.strictObject({pass: count, fail: count, notApplied: count, unknown: count}),
      findings: count,
      reason: z.string().nullable(),
    }),
  ),
  truncated: counts.meta({description: 'findings not listed, by rule'}),
  notes: z.array(z.string()),
})
