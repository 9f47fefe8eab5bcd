import * as z from 'zod'
import {CATEGORIES, EVENT_TYPES, FLOWS, PARTNER_STATUSES, POPULATIONS, SECTIONS, VARIABLE_KINDS} from '../connectors/vocabulary.js'
import {collection, dataFlow, segments} from './connector-exchange-schema.js'
import {
  count,
  doubts,
  eventRole,
  fact,
  flag,
  optionalText,
  optionalTexts,
  page,
  source,
  statement,
  text,
  texts,
  variableRole,
} from './connector-fields.js'
import {checkConnector} from './connector-checks.js'

/**
 * The shape of connectors/connector.ts as a schema, for connectors of a workspace's own; a test holds the two equal. What a file leaves
 * out is empty: `id`, `name` and `category` are enough to begin with. Unknown keys are refused, since a misspelt one would be lost silently.
 */

const alias = z.strictObject({...fact, name: text, today: flag})

const lifeCycle = z.strictObject({
  ...fact,
  listedAs: texts,
  reason: optionalText,
  successor: optionalText,
  alternatives: optionalTexts,
  collectedUntil: z.iso.date().exactOptional(),
})

const requirements = z.strictObject({
  ...fact,
  eVars: count,
  optionalEVars: count,
  eVarsOrProps: count,
  listVars: count,
  events: count,
  optionalEvents: count,
  eventType: z.enum(EVENT_TYPES).exactOptional(),
  dataWarehouse: flag,
})

const wizard = z.strictObject({
  ...fact,
  form: z.enum(['numbered-pages', 'five-steps']),
  asks: z.array(z.enum(['reportSuite', 'name', 'email', 'description'])),
  accepts: z.array(z.enum(['fees', 'terms', 'personal-data'])).exactOptional(),
  renames: z.array(z.enum(['classifications', 'calculatedMetrics'])).exactOptional(),
  steps: optionalTexts,
  reports: z.array(z.strictObject({...fact, label: text, required: flag, section: optionalText, options: optionalTexts})).exactOptional(),
  rule: optionalText,
})

const input = z.strictObject({
  ...fact,
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a name of an input is one word in camelCase, such as accountId'),
  label: text,
  aka: optionalTexts,
  required: flag,
  secret: flag,
  what: optionalText,
  shape: optionalText,
  pattern: z.string().refine(isPattern, 'not a regular expression').exactOptional(),
  values: optionalTexts,
  max: z.int().min(1).max(1000).exactOptional(),
  page,
  section: optionalText,
})

const variable = z.strictObject({
  ...fact,
  role: variableRole,
  label: text,
  aka: optionalTexts,
  kinds: z.array(z.enum(VARIABLE_KINDS)).min(1),
  required: flag,
  population: z.enum(POPULATIONS).exactOptional(),
  allocation: optionalText,
  expiration: optionalText,
  subrelations: z.enum(['full', 'basic']).exactOptional(),
  personalData: z.enum(['direct', 'indirect']).exactOptional(),
  direction: z.literal('export').exactOptional(),
  page,
  example: optionalText,
  values: optionalTexts,
  delimiter: z.string().min(1).exactOptional(),
  order: optionalTexts,
  contextData: optionalText,
  dataFeedColumn: optionalText,
})

const event = z.strictObject({
  ...fact,
  role: eventRole,
  label: text,
  aka: optionalTexts,
  type: z.enum(EVENT_TYPES).exactOptional(),
  required: flag,
  population: z.enum(POPULATIONS).exactOptional(),
  direction: z.literal('export').exactOptional(),
  grain: z.enum(['daily', 'aggregated']).exactOptional(),
  participation: z.literal('enabled').exactOptional(),
  page,
  indicator: optionalText,
  since: optionalText,
  deprecated: flag,
  reserved: flag,
})

const classification = z.strictObject({
  ...fact,
  of: z.array(variableRole).min(1),
  names: texts.min(1),
  personalData: optionalTexts,
  constants: z.record(text, text).exactOptional(),
  how: optionalText,
  choices: optionalTexts,
  breaksDown: z.record(text, texts).exactOptional(),
})

const calculatedMetric = z.strictObject({
  ...fact,
  label: text,
  formula: optionalText,
  type: z.enum(['numeric', 'percent', 'currency']).exactOptional(),
})

const hours = z.number().min(0).max(2160)
const verification = z.strictObject({
  ...fact,
  activityLog: z
    .strictObject({
      expect: z.array(z.strictObject({...fact, text, kind: z.enum(['metrics', 'classifications', 'export'])})),
      tab: z.enum(['Data In', 'Data Out']).exactOptional(),
      withinHours: hours.exactOptional(),
      note: optionalText,
      doubts,
    })
    .exactOptional(),
  reports: z.strictObject({where: text, afterHours: z.tuple([hours, hours]).exactOptional(), condition: optionalText}).exactOptional(),
  onPage: z.array(statement).exactOptional(),
})

const adServing = z.strictObject({
  ...fact,
  trackingCode: z.record(text, text),
  rawValue: text,
  undigested: text,
  processing: z.record(text, z.union([z.string(), z.number()])),
  tuning: z.array(statement),
  discrepancies: z.array(statement),
  escalation: text,
})

export const connectorSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is kebab-case: small letters and digits, joined by single dashes'),
    name: text,
    aliases: z.array(alias).default([]),
    category: z.enum(CATEGORIES),
    status: z.enum(PARTNER_STATUSES).default('not-listed'),
    summary: z.string().default(''),
    versions: optionalTexts,
    programme: optionalText,
    flows: z.array(z.enum(FLOWS)).default([]),
    lifeCycle: lifeCycle.exactOptional(),
    access: z.array(statement).default([]),
    prerequisites: z.array(statement.extend({id: optionalText})).default([]),
    requires: requirements.exactOptional(),
    wizard: wizard.exactOptional(),
    inputs: z.array(input).default([]),
    variables: z.array(variable).default([]),
    events: z.array(event).default([]),
    classifications: z.array(classification).default([]),
    calculatedMetrics: z.array(calculatedMetric).default([]),
    collection: collection.default({modes: []}),
    segments: segments.default({offered: []}),
    accessRequests: z.array(z.strictObject({...fact, label: text, elements: optionalTexts, required: flag})).default([]),
    import: dataFlow.exactOptional(),
    export: dataFlow.exactOptional(),
    contacts: z
      .array(
        z.strictObject({
          ...fact,
          who: text,
          side: z.enum(['partner', 'adobe']),
          when: z.enum(['before', 'after']),
          what: text,
          input: text.exactOptional(),
          mustAct: flag,
        }),
      )
      .default([]),
    partnerSettings: z
      .array(
        z.strictObject({...fact, where: text, what: text, options: z.array(z.strictObject({label: text, what: text})).exactOptional()}),
      )
      .default([]),
    verification: verification.exactOptional(),
    issues: z.array(z.strictObject({...fact, symptom: text, cause: optionalText, fix: optionalText})).default([]),
    adServing: adServing.exactOptional(),
    sources: z.partialRecord(z.enum(SECTIONS), source).default({}),
  })
  .superRefine((connector, context) => {
    for (const {path, message, value} of checkConnector(connector))
      context.addIssue({code: 'custom', path: [...path], message, input: value})
  })

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u') instanceof RegExp
  } catch {
    return false
  }
}
