import * as z from 'zod'
import type {CoverageResult} from '../../report/coverage.js'
import {count, envelope} from './common.js'
import {inputSchema} from './validate.js'

/** What `dc coverage --json` prints. Its type is report/coverage.ts, which knows no zod. */
export const coverageSchema: z.ZodType<CoverageResult> = z.strictObject({
  ...envelope('coverage'),
  integration: z.string(),
  reportSuite: z.string(),
  inputs: z.array(inputSchema),
  hits: count.meta({description: 'hits of the report suite that reached it'}),
  items: z.array(
    z.strictObject({
      kind: z.enum(['variable', 'event', 'segment']),
      role: z.string(),
      label: z.string(),
      slot: z.string(),
      parameter: z.string().nullable().meta({description: 'parameter of the page URL that is looked for where Adobe fills the variable'}),
      expected: z.enum(['required', 'optional', 'not-on-hits']),
      hits: count,
      first: z
        .strictObject({
          file: z.string(),
          record: z.int(),
          page: z.string().nullable(),
          time: z.iso.datetime().nullable(),
          value: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
  notes: z.array(z.string()),
})
