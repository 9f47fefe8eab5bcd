import * as z from 'zod'
import {COLLECTION_MODES, PARAMETER_ROLES, SEGMENT_IDS, VARIABLE_ROLES} from '../connectors/vocabulary.js'
import {eventRole, fact, flag, optionalText, optionalTexts, page, text, variableRole} from './connector-fields.js'

/** The schema of connectors/exchange.ts: what passes between the page, Analytics and the partner. */

/** A variable as an integration names it. Adobe has eVar1-250, prop1-75 and list1-3. Source: Analytics, "Variables overview". */
const variableName = z
  .string()
  .regex(
    /^(campaign|eVar([1-9]\d?|1\d\d|2[0-4]\d|250)|prop([1-9]|[1-6]\d|7[0-5])|list[1-3])$/,
    'not a variable: expected campaign, eVar1-250, prop1-75 or list1-3',
  )

const setting = z.strictObject({
  ...fact,
  name: text,
  aka: optionalText,
  what: optionalText,
  example: optionalText,
  default: optionalText,
  required: flag,
  secret: flag,
  modify: flag,
})

export const collection = z.strictObject({
  ...fact,
  modes: z.array(z.enum(COLLECTION_MODES)),
  fields: z.array(z.strictObject({...fact, role: variableRole, label: text, required: flag, page, fixed: optionalText})).exactOptional(),
  parameters: z
    .array(
      z.strictObject({
        ...fact,
        name: z.string().regex(/^[^\s&=?#]+$/, 'a parameter name holds no blank and none of & = ? #'),
        role: z.enum([...VARIABLE_ROLES, ...PARAMETER_ROLES]).exactOptional(),
        target: variableName.exactOptional(),
        provenance: z.enum(['documented', 'sample', 'example']),
        configurable: flag,
      }),
    )
    .exactOptional(),
  functions: optionalTexts,
  pageVariables: z.record(variableName, variableRole).exactOptional(),
  resource: optionalText,
  placement: optionalText,
  configObject: optionalText,
  settings: z.array(setting).exactOptional(),
  visitDedupe: optionalText,
  targetMbox: optionalText,
  sampleDefects: optionalTexts,
})

export const segments = z.strictObject({
  ...fact,
  offered: z.array(
    z.strictObject({...fact, id: z.enum(SEGMENT_IDS), label: optionalText, needsEvents: z.array(eventRole).min(1).exactOptional()}),
  ),
  extras: optionalTexts,
  rules: optionalTexts,
})

export const dataFlow = z.strictObject({
  ...fact,
  schedule: optionalText,
  what: optionalText,
  grain: z.literal('aggregated').exactOptional(),
  carrier: optionalText,
  latency: optionalText,
  reportLatency: optionalText,
  firstData: optionalText,
  restated: optionalText,
  backfill: optionalText,
  lookBack: optionalText,
  delta: optionalText,
  lifespanDays: z.int().min(1).exactOptional(),
  persistenceDays: z.int().min(1).exactOptional(),
})
