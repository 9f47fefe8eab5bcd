import type {ConnectorInput} from '../../connectors/connector.js'
import {fail, PASS, type CheckContext, type MappingCheck, type Observation, type PlacedVariable} from '../check.js'
import type {InputValue} from '../integration.js'
import {isMappable} from '../needed-roles.js'

/** Checks of what is entered besides the mapping: the suite, what was acknowledged, the partner's inputs, permissions. */

const configure = ({integration}: CheckContext) => `dc configure ${integration.id}`

/** Source: Analytics, "Virtual report suites": Data Connectors do not support them. Their ids begin with `vrs_`. */
const reportSuite: MappingCheck = {
  code: 'report-suite',
  summary: 'The integration sits on a report suite that can have one',
  *run(context) {
    const suite = context.integration.reportSuite
    if (suite === null) yield fail(context.lacking, 'reportSuite', 'no report suite is chosen', `${configure(context)} --suite RSID`)
    else if (suite.startsWith('vrs_')) {
      yield fail(
        'error',
        'reportSuite',
        `${suite} is a virtual report suite, which holds no variables of its own`,
        'choose the base report suite',
      )
    } else yield PASS
  },
}

const notify: MappingCheck = {
  code: 'notify-missing',
  summary: 'Somebody gets the notifications',
  *run(context) {
    if (!(context.connector.wizard?.asks.includes('email') ?? false)) return
    yield context.integration.notify.length > 0
      ? PASS
      : fail(context.lacking, 'notify', 'no e-mail address for notifications', `${configure(context)} --notify NAME@COMPANY`)
  },
}

const acknowledged: MappingCheck = {
  code: 'not-acknowledged',
  summary: 'Fees and terms are acknowledged',
  *run(context) {
    for (const what of context.connector.wizard?.accepts ?? []) {
      if (what === 'personal-data') continue
      yield context.integration.acknowledged[what] !== undefined
        ? PASS
        : fail(
            context.lacking,
            `acknowledged.${what}`,
            `nobody has acknowledged the ${what} of ${context.connector.name}`,
            `${configure(context)} --accept-${what} NAME`,
          )
    }
  },
}

/**
 * An address names a person; a recipient id is one the partner can resolve to a person.
 * Source: Analytics, "Data Connectors and privacy" (data-connectors-gdpr.md); Getting Started, prerequisites, recipient id.
 */
const personalData: MappingCheck = {
  code: 'personal-data',
  summary: 'Personal data in variables is acknowledged',
  *run(context) {
    const {integration, connector, lacking} = context
    const personal = context.variables.filter(({wanted}) => wanted?.personalData !== undefined)
    if (personal.length === 0) return
    if (integration.acknowledged.personalData !== undefined) {
      yield PASS
      return
    }
    const asked = connector.wizard?.accepts?.includes('personal-data') ?? false
    for (const {mapped, wanted, path, label} of personal) {
      const holds = wanted?.personalData === 'direct' ? 'names people' : 'can be resolved to people by the partner'
      const message = `${label} (${mapped.variable}) ${holds}: notice and consent are needed, and a privacy label on the variable`
      yield fail(
        asked ? lacking : 'warning',
        path,
        message,
        `settle it with whoever answers for privacy, then: ${configure(context)} --accept-personal-data NAME`,
      )
    }
  },
}

const inputs: MappingCheck = {
  code: 'input',
  summary: "The partner's inputs are there and have their shape",
  *run(context) {
    const {integration, connector} = context
    for (const input of connector.inputs) {
      const value = Object.hasOwn(integration.inputs, input.name) ? integration.inputs[input.name] : undefined
      if (value === undefined || isEmpty(value)) {
        if (input.required !== true) continue
        yield fail(context.lacking, `inputs.${input.name}`, `${input.label} (${input.name}) is missing`, inputHelp(context, input))
        continue
      }
      const fault = whyNotInput(value, input)
      yield fault === undefined
        ? PASS
        : fail('error', `inputs.${input.name}`, `${input.label} (${input.name}) ${fault}`, inputHelp(context, input))
    }
    for (const name of Object.keys(integration.inputs)) {
      if (connector.inputs.some((input) => input.name === name)) continue
      const names = connector.inputs.map((input) => input.name).join(', ') || 'none'
      yield fail(
        'error',
        `inputs.${name}`,
        `${connector.name} has no input ${name}; it has ${names}`,
        `remove ${name} from the integration`,
      )
    }
  },
}

const isEmpty = (value: InputValue) => (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0)

function inputHelp(context: CheckContext, {name, what, shape, secret}: ConnectorInput): string {
  const example = secret === true ? 'env:NAME' : 'VALUE'
  return [`${configure(context)} --input ${name}=${example}`, what, shape].filter((part) => part !== undefined).join('; ')
}

/** Why a value cannot be that input, as half a sentence that shows no value; undefined when it can. Also for a wizard, as one types. */
export function whyNotInput(value: InputValue, {secret, max, values, pattern, shape}: ConnectorInput): string | undefined {
  if (typeof value === 'object' && 'secret' in value) return undefined
  if (secret === true) return 'is a secret: name where it is kept (env:NAME), never the secret itself'
  const list = typeof value === 'string' ? [value] : value
  if (typeof value !== 'string' && max === undefined) return 'is one value, not a list'
  if (list.length > (max ?? 1)) return `takes at most ${max ?? 1} values, here are ${list.length}`
  if (values !== undefined && list.some((each) => !values.includes(each))) return `is one of ${values.join(', ')}`
  if (pattern !== undefined && list.some((each) => !new RegExp(`^(?:${pattern})$`, 'u').test(each)))
    return `has not the shape it should have${shape === undefined ? '' : ` (${shape})`}`
  return undefined
}

/** Source: partner pages, wizard, Access Requests: what is not ticked is not in the files. */
const accessMissing: MappingCheck = {
  code: 'access-missing',
  summary: 'What the partner must be able to read is granted',
  *run(context) {
    const {integration, connector} = context
    for (const {label, elements = [], required} of connector.accessRequests) {
      if (required !== true) continue
      for (const element of elements.length > 0 ? elements : [label]) {
        yield integration.access[element] === true
          ? PASS
          : fail(
              context.lacking,
              `access.${element}`,
              `access to ${element} is not granted, which ${connector.name} requires ("${label}")`,
              `${configure(context)} --access ${element}`,
            )
      }
    }
  },
}

const accessUnknown: MappingCheck = {
  code: 'access-unknown',
  summary: 'Every permission is one the partner asks for',
  *run({integration, connector}) {
    const known = connector.accessRequests.flatMap(({label, elements = []}) => [label, ...elements])
    // Several partners let the customer tick what they like, or do not list what there is.
    const open = connector.accessRequests.some(({elements}) => elements === undefined)
    for (const element of Object.keys(integration.access)) {
      yield known.includes(element) || open
        ? PASS
        : fail(
            'warning',
            `access.${element}`,
            `${connector.name} asks for no access to ${element}; it asks for ${known.join(', ') || 'none'}`,
            `remove ${element} from the integration`,
          )
    }
  },
}

const classifications: MappingCheck = {
  code: 'classification',
  summary: 'Classifications hang on variables that are mapped',
  *run({integration, connector, variables}) {
    const mapped = new Set<string>([
      ...variables.map((each: PlacedVariable) => each.mapped.role),
      // Adobe fills a reserved variable without a mapping.
      ...connector.variables.filter((one) => !isMappable(one)).map(({role}) => role),
    ])
    for (const [index, {role, column}] of integration.classifications.entries()) {
      yield* judgeClassification(index, role, column, mapped, connector.classifications)
    }
  },
}

function* judgeClassification(
  index: number,
  role: string,
  column: string,
  mapped: ReadonlySet<string>,
  offered: CheckContext['connector']['classifications'],
): Iterable<Observation> {
  const path = `classifications[${index}]`
  const known = offered.some(({of, names, choices = []}) => of.some((each) => each === role) && [...names, ...choices].includes(column))
  if (!known) yield fail('warning', path, `the partner has no classification "${column}" of ${role}`, 'take the names of: dc partners ID')
  else if (!mapped.has(role))
    yield fail('warning', path, `"${column}" classifies ${role}, which is not mapped`, `map ${role}, or remove the classification`)
  else yield PASS
}

export const settingChecks: readonly MappingCheck[] = [
  reportSuite,
  notify,
  acknowledged,
  personalData,
  inputs,
  accessMissing,
  accessUnknown,
  classifications,
]
