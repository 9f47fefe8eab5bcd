import type {Connector} from '../connectors/connector.js'
import {findRole} from '../mapping/edit-mapping.js'
import type {GivenAnswer, AnswerFault} from '../mapping/questions/fill-answers.js'
import type {AnswerValue} from '../mapping/questions/question.js'
import type {SetupFlags} from '../setup-flags.js'

/** Flags as answers: which question each of them is meant for. */

const SINGLE: Readonly<Partial<Record<keyof SetupFlags, string>>> = {
  'accept-fees': 'acknowledged.fees',
  'accept-terms': 'acknowledged.terms',
  'accept-personal-data': 'acknowledged.personalData',
  'partner-confirmed': 'partnerConfirmed',
  suite: 'reportSuite',
  name: 'name',
  id: 'id',
  description: 'description',
  collection: 'collection.mode',
  carrier: 'carrier.kind',
  request: 'carrier.request',
  location: 'delivery.location',
  credential: 'delivery.credential',
  from: 'delivery.from',
  until: 'delivery.until',
  'expected-by': 'delivery.expectedBy',
  'time-zone': 'delivery.timeZone',
  'empty-file': 'delivery.emptyFile',
}

/** Lists that are given whole; `none` empties them. */
const WHOLE: Readonly<Partial<Record<keyof SetupFlags, string>>> = {
  notify: 'notify',
  classification: 'classifications',
  metric: 'calculatedMetrics',
  segment: 'segments',
  'own-segment': 'segments.own',
  'landing-page': 'collection.landingPages',
  report: 'reports',
  days: 'delivery.days',
}

/** `PART=VALUE` and the question it is for. */
const PAIRS: Readonly<Partial<Record<keyof SetupFlags, (part: string, connector: Connector) => readonly string[] | string>>> = {
  input: (name) => [`inputs.${name}`],
  variable: (word, connector) => roleKeys('variables', word, connector, ''),
  event: (word, connector) => roleKeys('events', word, connector, ''),
  allocation: (word, connector) => roleKeys('variables', word, connector, '.allocation'),
  expiration: (word, connector) => roleKeys('variables', word, connector, '.expiration'),
  parameter: (role) => [`collection.parameters.${role}`],
  'segment-file': (id) => [`segments.${id}.file`],
  rename: (word, connector) => {
    const roles = (['variables', 'events'] as const).flatMap((kind) => {
      const {wanted} = findRole(kind, word, connector)
      return wanted === undefined ? [] : [`${kind}.${wanted.role}.name`]
    })
    return [...roles, `classifications.${word}.name`, `calculatedMetrics.${word}.name`]
  },
}

/** The keys, or why there are none. */
function roleKeys(kind: 'variables' | 'events', word: string, connector: Connector, suffix: string): readonly string[] | string {
  const {wanted, fault} = findRole(kind, word, connector)
  return wanted === undefined ? fault : [`${kind}.${wanted.role}${suffix}`]
}

/** Every flag that answers a question. */
export function readGiven(flags: SetupFlags, connector: Connector): {given: GivenAnswer[]; faults: AnswerFault[]} {
  const given: GivenAnswer[] = []
  const faults: AnswerFault[] = []
  for (const [flag, key] of Object.entries(SINGLE)) {
    const value = flags[flag as keyof SetupFlags]
    if (typeof value === 'string') given.push({keys: [key], value, flag: `--${flag}`})
  }
  if (flags.rollup !== undefined)
    given.push({keys: ['rollup'], value: flags.rollup ? 'yes' : 'no', flag: flags.rollup ? '--rollup' : '--no-rollup'})
  for (const [flag, key] of Object.entries(WHOLE)) {
    const value = flags[flag as keyof SetupFlags]
    if (Array.isArray(value)) given.push({keys: [key], value: value.length === 1 && value[0] === 'none' ? [] : value, flag: `--${flag}`})
  }
  for (const [flag, keysOf] of Object.entries(PAIRS)) {
    const read = readPairs(flag, flags[flag as keyof SetupFlags], (part) => keysOf(part, connector))
    given.push(...read.given)
    faults.push(...read.faults)
  }
  return {given, faults}
}

function readPairs(
  flag: string,
  values: SetupFlags[keyof SetupFlags],
  keysOf: (part: string) => readonly string[] | string,
): {given: GivenAnswer[]; faults: AnswerFault[]} {
  const parts = new Map<string, {keys: readonly string[]; values: string[]}>()
  const faults: AnswerFault[] = []
  for (const text of Array.isArray(values) ? values : []) {
    const at = String(text).indexOf('=')
    const part = String(text).slice(0, Math.max(0, at)).trim()
    if (part === '') {
      // What stands there may be a secret that was meant to be referred to.
      faults.push({flag: `--${flag}`, message: 'is written NAME=VALUE'})
      continue
    }
    const keys = keysOf(part)
    if (typeof keys === 'string') faults.push({flag: `--${flag} ${part}`, message: keys})
    else {
      const same = parts.get(keys.join(' ')) ?? {keys, values: []}
      same.values.push(
        String(text)
          .slice(at + 1)
          .trim(),
      )
      parts.set(keys.join(' '), same)
    }
  }
  const given = [...parts.values()].map(({keys, values: all}): GivenAnswer => {
    const value: AnswerValue = all.length === 1 ? (all[0] ?? '') : all
    return {
      keys,
      value,
      flag: `--${flag} ${keys[0]?.replace(/^(?:inputs|variables|events|collection\.parameters|segments)\./, '').replace(/\.(?:name|file|allocation|expiration)$/, '') ?? ''}`,
    }
  })
  return {given, faults}
}

/** `--access` and `--deny` change what is granted so far, or what would be. */
export function readAccess(flags: SetupFlags, granted: readonly string[]): GivenAnswer[] {
  const {access = [], deny = []} = flags
  if (access.length + deny.length === 0) return []
  const kept = access.includes('none') ? [] : [...granted, ...access]
  return [{keys: ['access'], value: kept.filter((element) => !deny.includes(element)), flag: access.length > 0 ? '--access' : '--deny'}]
}
