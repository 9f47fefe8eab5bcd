import * as z from 'zod'
import {CATEGORIES, PARTNER_STATUSES} from '../../connectors/vocabulary.js'
import {SEVERITIES} from '../../rules/rule.js'
import {envelope} from './common.js'

/** What the commands print that list what `dc` knows: partners and rules. */

const fault = z.strictObject({
  file: z.string(),
  line: z.int().nullable(),
  path: z.string(),
  message: z.string(),
  value: z.unknown(),
})

export const partnersSchema = z.strictObject({
  ...envelope('partners'),
  partners: z.array(
    z.strictObject({
      id: z.string(),
      product: z.string(),
      category: z.enum(CATEGORIES),
      status: z.enum(PARTNER_STATUSES),
      name: z.string(),
      today: z.string().nullable(),
      flows: z.string(),
      segments: z.int(),
      inputs: z.int(),
      origin: z.string(),
    }),
  ),
  problems: z.array(fault),
})

export const partnersCheckSchema = z.strictObject({
  ...envelope('partners check'),
  file: z.string(),
  valid: z.boolean(),
  id: z.string().nullable(),
  problems: z.array(fault),
})

const examples = z.array(
  z.strictObject({
    hits: z.array(
      z.strictObject({wire: z.string(), params: z.array(z.strictObject({name: z.string(), wire: z.string(), value: z.string()}))}),
    ),
    conditions: z.array(z.string()),
  }),
)

export const rulesSchema = z.strictObject({
  ...envelope('rules'),
  rules: z.array(
    z.strictObject({
      kind: z.literal('rule'),
      id: z.string(),
      area: z.string(),
      severity: z.enum(SEVERITIES),
      summary: z.string(),
      why: z.string(),
      fix: z.string(),
      source: z.string(),
      judges: z.string(),
      needs: z.array(z.string()),
      replaces: z.array(z.string()),
      site: z.array(z.string()).meta({description: 'the workspace of the examples, in words'}),
      examples: z.strictObject({fails: examples, passes: examples, notApplied: examples}),
    }),
  ),
})
