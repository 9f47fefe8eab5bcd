import * as z from 'zod'
import {STEPS} from '../../landing/judge-run.js'
import {LIBRARIES, OBJECTS, PAGES} from '../../landing/library.js'
import type {CodeCheckResult} from '../check-code.js'
import type {CodeResult} from '../print-code.js'
import type {CodeTestResult} from '../test-code.js'
import {count, envelope} from './common.js'

/** What `dc code` and its subcommands print with `--json`. */

const choice = {
  integration: z.string(),
  library: z.enum(LIBRARIES),
  object: z.enum(OBJECTS).nullable().meta({description: "the Web SDK's form; null for other libraries"}),
}
const copy = {role: z.string(), parameter: z.string(), variable: z.string()}
const values = z.record(z.string(), z.string()).meta({description: 'by canonical name: eVar12'})

export const codeSchema: z.ZodType<CodeResult> = z.strictObject({
  ...envelope('code'),
  ...choice,
  page: z.enum(PAGES),
  copies: z.array(z.strictObject(copy)),
  hash: z.string(),
  code: z.string(),
  file: z.string().nullable(),
  notes: z.array(z.string()),
})

export const codeTestSchema: z.ZodType<CodeTestResult> = z.strictObject({
  ...envelope('code test'),
  ...choice,
  ranAgainst: z.enum(['recorder', 'alloy']),
  copies: z.array(z.strictObject({...copy, key: z.enum(['message', 'recipient']).nullable()})),
  hash: z.string(),
  cases: z.array(
    z.strictObject({
      id: z.string(),
      about: z.string(),
      url: z.string(),
      outcome: z.enum(['pass', 'fail']),
      faults: z.array(z.string()),
      expected: values,
      hits: z.array(z.strictObject({step: z.enum(STEPS), kind: z.string(), url: z.string(), body: z.string().nullable(), values})),
    }),
  ),
  notes: z.array(z.string()),
})

const place = {path: z.string(), line: z.int().min(1)}

export const codeCheckSchema: z.ZodType<CodeCheckResult> = z.strictObject({
  ...envelope('code check'),
  input: z.string(),
  read: z.array(z.strictObject({path: z.string(), form: z.enum(['script', 'page']), scripts: count})),
  notRead: z.array(z.strictObject({path: z.string(), reason: z.string()})),
  recognised: z.array(z.strictObject({...place, kind: z.enum(['dc', 'plug-in', 'copy', 'integrate-module']), text: z.string()})),
  deployed: z.array(
    z.strictObject({
      ...place,
      integration: z.string(),
      library: z.string(),
      page: z.string(),
      object: z.string().nullable(),
      hash: z.string(),
      intact: z.boolean().meta({description: 'as dc wrote it; blanks and line ends do not count'}),
      copies: z.array(z.strictObject({parameter: z.string(), variable: z.string()})),
    }),
  ),
  findings: z.array(
    z.strictObject({
      ...place,
      id: z.string(),
      severity: z.enum(['error', 'warning', 'info']),
      message: z.string(),
      effect: z.string(),
      fix: z.string(),
      excerpt: z.string(),
      sources: z.array(z.string()),
    }),
  ),
  notes: z.array(z.string()),
})
