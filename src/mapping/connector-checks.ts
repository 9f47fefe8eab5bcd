import type {Connector} from '../connectors/connector.js'
import {SAMPLE_DEFECTS} from '../connectors/sample-defects.js'
import {KEY_ROLES, PARAMETER_ROLES} from '../connectors/vocabulary.js'

/** A contradiction inside a connector, and where it stands. */
export interface ConnectorProblem {
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly value: unknown
}

type Check = (connector: Connector) => ConnectorProblem[]

/** Everything about a connector of the right shape that still cannot work; empty when it can. Holds for built-in and own connectors alike. */
export function checkConnector(connector: Connector): ConnectorProblem[] {
  return CHECKS.flatMap((check) => check(connector))
}

/** A remarketing file is joined on both ids: without one of them an e-mail partner cannot use it. */
const checkKeys: Check = ({category, variables}) => {
  if (category !== 'email') return []
  return Object.entries(KEY_ROLES)
    .filter(([, roles]) => !roles.some((role) => variables.some((variable) => variable.role === role)))
    .map(([key, roles]) => ({
      path: ['variables'],
      message: `an e-mail connector needs a variable for the ${key} id: role ${roles.join(' or ')}`,
      value: variables.map(({role}) => role),
    }))
}

/** Source: Partner API 3.1, varMapAll, `type_flag`: only numeric and currency events can take imported metrics. */
const checkImportedEvents: Check = ({events}) =>
  events.flatMap(({population, type}, index) =>
    population === 'imported' && type !== 'numeric' && type !== 'currency'
      ? [{path: ['events', index, 'type'], message: 'an imported metric needs an event of type numeric or currency', value: type}]
      : [],
  )

const checkUnique: Check = (connector) => [
  // Only this role is a list by nature: further dimensions the partner may read.
  ...repeated(
    connector.variables.map(({role}) => (role === 'exportDimension' ? undefined : role)),
    (index) => ['variables', index, 'role'],
    'this role is mapped twice',
  ),
  ...repeated(
    connector.events.map(({role}) => role),
    (index) => ['events', index, 'role'],
    'this role is mapped twice',
  ),
  ...repeated(
    connector.inputs.map(({name}) => name),
    (index) => ['inputs', index, 'name'],
    'this input is asked for twice',
  ),
  ...repeated(
    connector.aliases.map(({name}) => name),
    (index) => ['aliases', index, 'name'],
    'this alias is there twice',
  ),
  ...repeated(
    connector.segments.offered.map(({id}) => (id === 'custom' ? undefined : id)),
    (index) => ['segments', 'offered', index, 'id'],
    'this segment is offered twice',
  ),
]

const checkRoles: Check = ({variables, events, collection, classifications, segments}) => {
  const mapped = new Set<string>(variables.map(({role}) => role))
  const known = new Set<string>([...mapped, ...PARAMETER_ROLES])
  const fired = new Set<string>(events.map(({role}) => role))
  const lacks = (role: string | undefined, roles: Set<string>, path: (string | number)[], what: string): ConnectorProblem[] =>
    role === undefined || roles.has(role) ? [] : [{path, message: `the connector has no ${what} with this role`, value: role}]
  return [
    ...(collection.fields ?? []).flatMap(({role}, index) => lacks(role, mapped, ['collection', 'fields', index, 'role'], 'variable')),
    ...(collection.parameters ?? []).flatMap(({role}, index) =>
      lacks(role, known, ['collection', 'parameters', index, 'role'], 'variable'),
    ),
    ...Object.entries(collection.pageVariables ?? {}).flatMap(([name, role]) =>
      lacks(role, mapped, ['collection', 'pageVariables', name], 'variable'),
    ),
    ...classifications.flatMap(({of}, index) =>
      of.flatMap((role, at) => lacks(role, mapped, ['classifications', index, 'of', at], 'variable')),
    ),
    ...segments.offered.flatMap(({needsEvents = []}, index) =>
      needsEvents.flatMap((role, at) => lacks(role, fired, ['segments', 'offered', index, 'needsEvents', at], 'event')),
    ),
  ]
}

const checkClassifications: Check = ({classifications}) =>
  classifications.flatMap(({names, personalData = [], constants = {}}, index) => {
    const missing = (column: string, path: (string | number)[]): ConnectorProblem[] =>
      names.includes(column) ? [] : [{path, message: 'not one of the names of this classification', value: column}]
    return [
      ...personalData.flatMap((column, at) => missing(column, ['classifications', index, 'personalData', at])),
      ...Object.keys(constants).flatMap((column) => missing(column, ['classifications', index, 'constants', column])),
    ]
  })

/** Form Abandonment and File Download have no event of their own: the connector's decide. */
const checkSegments: Check = ({segments}) =>
  segments.offered.flatMap(({id, needsEvents}, index) =>
    (id === 'form-abandonment' || id === 'file-download') && needsEvents === undefined
      ? [{path: ['segments', 'offered', index, 'needsEvents'], message: `${id} has to say which events it needs`, value: undefined}]
      : [],
  )

const checkFormulas: Check = ({calculatedMetrics, events}) => {
  const labels = new Set(events.map(({label}) => label))
  return calculatedMetrics.flatMap(({formula = ''}, index) =>
    [...formula.matchAll(/\[([^\]]*)\]/g)]
      .map(([, label = '']) => label)
      .filter((label) => !labels.has(label))
      .map((label) => ({path: ['calculatedMetrics', index, 'formula'], message: `no event is labelled "${label}"`, value: formula})),
  )
}

const checkRest: Check = ({collection, verification}) => [
  ...(collection.sampleDefects ?? []).flatMap((id, index) =>
    SAMPLE_DEFECTS.some((defect) => defect.id === id)
      ? []
      : [{path: ['collection', 'sampleDefects', index], message: 'unknown defect of a published sample', value: id}],
  ),
  ...(verification?.reports?.afterHours && verification.reports.afterHours[0] > verification.reports.afterHours[1]
    ? [{path: ['verification', 'reports', 'afterHours'], message: 'from is later than to', value: verification.reports.afterHours}]
    : []),
]

const CHECKS: readonly Check[] = [
  checkKeys,
  checkImportedEvents,
  checkUnique,
  checkRoles,
  checkClassifications,
  checkSegments,
  checkFormulas,
  checkRest,
]

function repeated(
  values: readonly (string | undefined)[],
  path: (index: number) => (string | number)[],
  message: string,
): ConnectorProblem[] {
  return values.flatMap((value, index) =>
    value !== undefined && values.indexOf(value) < index ? [{path: path(index), message, value}] : [],
  )
}
