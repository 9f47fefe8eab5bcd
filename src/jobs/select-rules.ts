import {closest} from '../did-you-mean.js'
import {DcError} from '../errors.js'
import {COMMERCE_EVENTS} from '../hits/events.js'
import {RULES} from '../rules/index.js'
import type {Rule, Severity} from '../rules/rule.js'

/** A severity for a rule, or `off`; in `dc/workspace.json` under `rules`. */
export type RuleSetting = Severity | 'off'

export interface RuleChoice {
  /** `--rule`: these alone. */
  only: readonly string[]
  /** `--ignore`. */
  ignore: readonly string[]
  /** `--require-rule`: must have been exercised, so they must run. */
  require: readonly string[]
  /** From the workspace. */
  settings: Readonly<Record<string, RuleSetting>>
  /** Name of the workspace file, for errors. */
  settingsPath: string | undefined
}

/**
 * The rules of a run, in the order of their ids, and the severities the workspace sets.
 * @throws DcError `unknown-rule`, `conflicting-flags`
 */
export function selectRules(choice: RuleChoice): {rules: readonly Rule[]; severities: Record<string, Severity>} {
  for (const [flag, ids] of [
    ['--rule', choice.only],
    ['--ignore', choice.ignore],
    ['--require-rule', choice.require],
    [choice.settingsPath ?? 'rules', Object.keys(choice.settings)],
  ] as const) {
    for (const id of ids) requireKnown(id, flag)
  }
  const isOff = (id: string) => choice.ignore.includes(id) || (choice.settings[id] === 'off' && !choice.only.includes(id))
  const rules = RULES.filter(({id}) => (choice.only.length === 0 || choice.only.includes(id)) && !isOff(id))
  for (const id of choice.require) {
    if (rules.some((rule) => rule.id === id)) continue
    throw new DcError(`--require-rule ${id} asks for a rule that this run leaves out`, {
      code: 'conflicting-flags',
      where: '--require-rule',
      suggestions: [`leave out --require-rule ${id}, or run the rule: no --ignore ${id}, and --rule ${id} beside any other --rule`],
    })
  }
  const severities: Record<string, Severity> = {}
  for (const [id, setting] of Object.entries(choice.settings)) if (setting !== 'off') severities[id] = setting
  return {rules, severities}
}

const CUSTOM_EVENT = /^event(?:[1-9]\d{0,2}|1000)$/

/**
 * A mistyped event never happens, and a gate on it would stay red for a reason nobody sees. Event names are case-sensitive.
 * @throws DcError `unknown-event`
 */
export function requireKnownEvents(names: readonly string[]): void {
  for (const name of names) {
    if (CUSTOM_EVENT.test(name) || COMMERCE_EVENTS.some((known) => known === name)) continue
    const number = /^e(?:vent)?0*(\d+)$/i.exec(name)?.[1]
    const meant = number !== undefined && CUSTOM_EVENT.test(`event${number}`) ? `event${number}` : closest(name, COMMERCE_EVENTS)
    throw new DcError(`there is no event ${JSON.stringify(name)}; events are event1 to event1000, ${COMMERCE_EVENTS.join(', ')}`, {
      code: 'unknown-event',
      where: '--require-event',
      suggestions: [`--require-event ${meant ?? 'purchase'}`],
    })
  }
}

function requireKnown(id: string, where: string): void {
  if (RULES.some((rule) => rule.id === id)) return
  const meant = closest(
    id,
    RULES.map((rule) => rule.id),
  )
  throw new DcError(`there is no rule ${JSON.stringify(id)}`, {
    code: 'unknown-rule',
    where,
    suggestions: [
      ...(meant === undefined ? [] : [where.startsWith('--') ? `${where} ${meant}` : `"${meant}" instead of "${id}"`]),
      'dc rules',
    ],
  })
}
