import {closest} from '../did-you-mean.js'
import {DcError} from '../errors.js'
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

function requireKnown(id: string, where: string): void {
  if (RULES.some((rule) => rule.id === id)) return
  const meant = closest(
    id,
    RULES.map((rule) => rule.id),
  )
  throw new DcError(`there is no rule ${JSON.stringify(id)}`, {
    code: 'unknown-rule',
    where,
    suggestions: [...(meant === undefined ? [] : [`${where} ${meant}`]), 'dc rules'],
  })
}
