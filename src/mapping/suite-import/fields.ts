/** What columns and keys are called in design references, API answers and exports. */

/** The fields a row may have. `kind` and `number` together name a slot where no field does so alone. */
export type Field = 'slot' | 'name' | 'enabled' | 'type' | 'allocation' | 'expiration' | 'days' | 'kind' | 'number'

/** Names in order of preference, folded. */
export const FIELD_NAMES: Readonly<Record<Field, readonly string[]>> = {
  slot: [
    'variable',
    'variableid',
    'analyticsvariable',
    'adobevariable',
    'adobeanalyticsvariable',
    'aavariable',
    'evar',
    'evars',
    'prop',
    'props',
    'event',
    'events',
    'slot',
    'id',
    'evarid',
    'propid',
    'eventid',
    'dimensionid',
    'metricid',
    'componentid',
    'dimension',
    'metric',
    'key',
    'variablename',
    'implementationvariable',
    'code',
  ],
  name: [
    'friendlyname',
    'displayname',
    'reportname',
    'nameinreports',
    'reportingname',
    'interfacename',
    'uiname',
    'name',
    'title',
    'label',
    'reportlabel',
    'variabletitle',
    'evarname',
    'propname',
    'eventname',
    'dimensionname',
    'metricname',
    'variablename',
  ],
  enabled: ['enabled', 'isenabled', 'enabledyn', 'status', 'active', 'state', 'inuse'],
  type: ['eventtype', 'metrictype', 'type', 'datatype', 'variabletype', 'format'],
  allocation: ['allocation', 'allocationtype', 'evarallocation', 'attribution'],
  expiration: [
    'expiration',
    'expirationtype',
    'evarexpiration',
    'expireafter',
    'expiresafter',
    'expires',
    'expire',
    'expiry',
    'persistence',
  ],
  days: ['expirationcustomdays', 'customdays', 'expirationdays'],
  kind: ['kind', 'variablekind', 'variabletype', 'scope', 'type', 'category'],
  number: ['number', 'no', 'nr', 'num', 'index', 'variablenumber', 'slotnumber'],
}

/** What a heading or key is compared by. */
export const foldField = (name: string): string =>
  name
    .slice(0, 100)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')

const KIND_WORDS: Readonly<Record<string, string>> = {
  evar: 'eVar',
  evars: 'eVar',
  conversionvariable: 'eVar',
  conversionvariables: 'eVar',
  conversionvariablesevars: 'eVar',
  conversion: 'eVar',
  prop: 'prop',
  props: 'prop',
  trafficvariable: 'prop',
  trafficvariables: 'prop',
  trafficvariablesprops: 'prop',
  traffic: 'prop',
  event: 'event',
  events: 'event',
  successevent: 'event',
  successevents: 'event',
  customevents: 'event',
  list: 'list',
  lists: 'list',
  listvar: 'list',
  listvars: 'list',
  listvariable: 'list',
  listvariables: 'list',
}

/** `eVar`, `prop`, `event` or `list`, as a heading or cell may say it; undefined for any other text. */
export function readKind(text: string): string | undefined {
  const word = foldField(text)
  return Object.hasOwn(KIND_WORDS, word) ? KIND_WORDS[word] : undefined
}
