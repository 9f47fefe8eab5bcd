import * as z from 'zod'
import {CATEGORIES, PARTNER_STATUSES} from '../../connectors/vocabulary.js'
import {SEVERITIES} from '../../rules/rule.js'
import {envelope} from './common.js'

/** What the commands print that list or tell what `dc` knows: partners, rules, its own words, itself. */

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

const rule = z.strictObject({
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
})

export const rulesSchema = z.strictObject({...envelope('rules'), rules: z.array(rule)})

const cause = z.strictObject({
  kind: z.literal('cause'),
  id: z.string(),
  symptoms: z.array(z.string()),
  summary: z.string(),
  why: z.string(),
  owner: z.enum(['you', 'partner', 'adobe']),
  needs: z
    .array(z.array(z.strictObject({evidence: z.string(), how: z.string()})))
    .meta({description: 'evidence it reads: all groups, of each group any'}),
  next: z.array(z.string()),
  source: z.string(),
  examples: z.strictObject({matched: z.array(z.string()), ruledOut: z.array(z.string()), notChecked: z.array(z.string())}),
})

const symptom = z.strictObject({
  kind: z.literal('symptom'),
  id: z.string(),
  symptom: z.string(),
  known: z.string().nullable(),
  source: z.string(),
  causes: z.array(z.strictObject({id: z.string(), summary: z.string()})).meta({description: 'the likeliest first'}),
})

const word = z.strictObject({
  kind: z.enum(['exit-code', 'outcome', 'severity', 'skip-reason']),
  id: z.string(),
  meaning: z.string(),
  next: z.string().nullable(),
})

const ids = z.array(z.string())
const topics = z.strictObject({
  rules: ids,
  exitCodes: ids,
  outcomes: ids,
  severities: ids,
  skipReasons: ids,
  symptoms: ids,
  causes: ids,
})

export const explainSchema = z.strictObject({
  ...envelope('explain'),
  topic: z.union([rule, cause, symptom, word]).optional().meta({description: 'with ID'}),
  topics: topics.optional().meta({description: 'without ID: what can be explained'}),
})

export const versionSchema = z.strictObject({...envelope('version'), version: z.string()})
export const helpSchema = z.strictObject({...envelope('help'), topic: z.string(), text: z.string()})
export const completionSchema = z.strictObject({...envelope('completion'), shell: z.string(), script: z.string()})
export const schemaSchema = z.strictObject({
  ...envelope('schema'),
  schemas: z.array(z.strictObject({name: z.string(), of: z.enum(['file', 'output']), about: z.string()})),
})
