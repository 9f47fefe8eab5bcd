import * as z from 'zod'
import {COLLECTION_MODES, EVENT_ROLES, PARAMETER_ROLES, VARIABLE_ROLES} from '../connectors/vocabulary.js'
import {COMMERCE_EVENTS, isKnownEvent} from '../hits/events.js'
import {
  ALLOCATIONS,
  CARRIER_KINDS,
  EMPTY_FILE_HABITS,
  INTEGRATION_STATUSES,
  WEEKDAYS,
  type Integration,
  type InputValue,
} from '../mapping/integration.js'
import {whyNoLocation} from '../mapping/location.js'
import {ID_PATTERN, MAX_ID_LENGTH, whyNoId} from './names.js'

/**
 * `dc/integrations/<id>.json` as a schema (README, "The workspace"). The shape alone: whether an integration satisfies its connector is
 * asked of mapping/. Keys stand in the order in which a file is written. Besides types, this file takes the closed lists of words from
 * connectors/ and mapping/, so that a word is never listed twice.
 */

// What a person wrote is printed on terminals: an escape sequence in it must not reach one.
const text = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'holds control characters')
const name = text.max(100).exactOptional()

// The pattern and the length stand here for JSON Schema; whether it is right, and why not, is whyNoId's to say.
const id = z
  .string()
  .superRefine((value, context) => {
    const fault = whyNoId(value)
    if (fault !== undefined) context.addIssue({code: 'custom', message: fault, input: value})
  })
  .meta({pattern: ID_PATTERN.source, maxLength: MAX_ID_LENGTH})

const acknowledgement = z.strictObject({by: text, on: z.iso.date('expected a day, such as 2026-11-23')})

const secret = z.strictObject({
  secret: z
    .string()
    .max(1000)
    .regex(
      /^(?:env:[A-Za-z_][A-Za-z0-9_]*|(?:file|cmd|keyring|vault):[^\s\p{Cc}][^\p{Cc}]*)$/u,
      'a secret is named, never written down: env:NAME, file:PATH, cmd:COMMAND, keyring:NAME or vault:NAME',
    ),
})

const VARIABLE = /^(?:campaign|eVar(?:[1-9]\d?|1\d\d|2[0-4]\d|250)|prop(?:[1-9]|[1-6]\d|7[0-5])|list[1-3])$/

const EXPIRATION = new RegExp(
  `^(?:never|page-view|visit|minute|hour|day|week|month|quarter|year|[1-9]\\d{0,3} days|${COMMERCE_EVENTS.join('|')}|event[1-9]\\d{0,3})$`,
)

const variable = z.strictObject({
  role: z.enum(VARIABLE_ROLES),
  variable: z.string().regex(VARIABLE, 'expected campaign, eVar1 to eVar250, prop1 to prop75 or list1 to list3'),
  name,
  allocation: z.enum(ALLOCATIONS).exactOptional(),
  expiration: z
    .string()
    .regex(EXPIRATION, 'expected never, page-view, visit, a period such as month or 30 days, or the name of an event')
    .exactOptional(),
})

const event = z.strictObject({
  role: z.enum(EVENT_ROLES),
  event: z.string().refine(isKnownEvent, `expected event1 to event1000, or one of ${COMMERCE_EVENTS.join(', ')}`),
  name,
})

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day, such as 06:00')
const timeZone = z.string().refine(isTimeZone, 'expected an IANA time zone, such as Europe/Berlin')

/** A pattern for names inside a folder. */
const filePattern = text.refine(
  (pattern) => !/^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(pattern),
  'a file pattern stays inside the folder of the delivery: no .. and no leading slash',
)

const segment = z.strictObject({
  id,
  name,
  file: filePattern.exactOptional(),
  expectedBy: clock.nullable().exactOptional(),
  timeZone: timeZone.nullable().exactOptional(),
  emptyFile: z.enum(EMPTY_FILE_HABITS).exactOptional(),
})

const location = z
  .string()
  .max(2000)
  .superRefine((value, context) => {
    const fault = whyNoLocation(value)
    if (fault !== undefined) context.addIssue({code: 'custom', message: fault, input: value})
  })

const day = z.iso.date('expected a day, such as 2026-10-01').nullable().default(null)

const delivery = z.strictObject({
  location: location.nullable().default(null),
  credential: secret.nullable().default(null),
  from: day,
  until: day,
  expectedBy: clock.nullable().default(null),
  timeZone: timeZone.nullable().default(null),
  days: z.union([z.literal('daily'), z.array(z.enum(WEEKDAYS)).min(1)], 'expected daily, or a list of weekdays').default('daily'),
  emptyFile: z.enum(EMPTY_FILE_HABITS).default('unknown'),
})

const input: z.ZodType<InputValue> = z.union(
  [z.string().max(2000), z.array(z.string().max(2000)).max(1000), secret],
  'expected a text, a list of texts, or {"secret": "env:NAME"}',
)

const collection = z.strictObject({
  mode: z.enum(COLLECTION_MODES).nullable().default(null),
  parameters: z
    .partialRecord(
      z.enum([...VARIABLE_ROLES, ...PARAMETER_ROLES]),
      z.string().regex(/^[^\s&=#?]{1,100}$/, 'the name of a query parameter has no blanks and none of & = # ?'),
    )
    .default({}),
  landingPages: z.array(text).default([]),
})

export const integrationSchema: z.ZodType<Integration> = z
  .strictObject({
    $schema: z.string().max(500).exactOptional(),
    version: z.literal(1),
    id,
    name: text.max(100),
    description: z
      .string()
      .max(5000)
      .regex(/^(?:\n|[^\p{Cc}])*$/u, 'holds control characters')
      .default(''),
    partner: id,
    status: z.enum(INTEGRATION_STATUSES),
    partnerConfirmed: acknowledgement.nullable().default(null),
    carrier: z.strictObject({kind: z.enum(CARRIER_KINDS), request: text.exactOptional()}).default({kind: 'unknown'}),
    reportSuite: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'the id of a report suite has at most 40 letters, digits, dots, dashes and underscores')
      .nullable()
      .default(null),
    notify: z.array(z.email('expected an e-mail address')).default([]),
    acknowledged: z
      .strictObject({
        fees: acknowledgement.exactOptional(),
        terms: acknowledgement.exactOptional(),
        personalData: acknowledgement.exactOptional(),
      })
      .default({}),
    inputs: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'the name of an input is one word in camelCase'), input).default({}),
    variables: z.array(variable).default([]),
    events: z.array(event).default([]),
    classifications: z.array(z.strictObject({role: z.enum(VARIABLE_ROLES), column: text, name})).default([]),
    calculatedMetrics: z.array(z.strictObject({label: text, name})).default([]),
    access: z.record(text.max(200), z.boolean()).default({}),
    collection: collection.default({mode: null, parameters: {}, landingPages: []}),
    segments: z.array(segment).default([]),
    reports: z.array(text).default([]),
    delivery: delivery.nullable().default(null),
  })
  .superRefine(({segments}, context) => {
    for (const [index, {id: segmentId}] of segments.entries()) {
      if (segments.findIndex((other) => other.id === segmentId) < index)
        context.addIssue({code: 'custom', path: ['segments', index, 'id'], message: 'this segment is there twice', input: segmentId})
    }
  })

/**
 * The bytes of an integration's file: keys in the order of the schema, records by name, so that the same integration is the same file
 * whoever wrote it. Ends in a line feed.
 */
export function writeIntegration(integration: Integration): string {
  return `${JSON.stringify(canonical(integration), null, 2)}\n`
}

/** Throws ZodError: what does not fit the schema is never written. */
function canonical(integration: Integration): Integration {
  // A parsed object has its keys in the order of the schema, and a key keeps its place when its value is replaced.
  const parsed = integrationSchema.parse(integration)
  const {inputs, access, collection: collected} = parsed
  return {
    ...parsed,
    inputs: sorted(inputs),
    access: sorted(access),
    collection: {...collected, parameters: sorted(collected.parameters)},
  }
}

function sorted<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1))) as T
}

function isTimeZone(zone: string): boolean {
  try {
    return /^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(zone) && new Intl.DateTimeFormat('en', {timeZone: zone}) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}
