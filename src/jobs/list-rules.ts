import {closest} from '../did-you-mean.js'
import {DcError} from '../errors.js'
import {filterRules, sortRules, type RuleFilter, type RuleList, type RuleOrder} from '../report/rule-filter.js'
import {RULE_AREAS, RULES} from '../rules/index.js'
import {explainRule} from './explain-topic.js'

/**
 * The rules that `dc rules` lists.
 * @throws DcError `unknown-area`
 */
export function listRules(filter: RuleFilter, order: RuleOrder): RuleList {
  const areas = [...new Set(Object.values(RULE_AREAS))].toSorted()
  for (const area of filter.areas) {
    if (areas.includes(area)) continue
    const meant = closest(area, areas)
    throw new DcError(`no rule is about ${JSON.stringify(area)}; the areas are ${areas.join(', ')}`, {
      code: 'unknown-area',
      where: '--area',
      suggestions: meant === undefined ? ['dc rules'] : [`--area ${meant}`],
    })
  }
  return {schemaVersion: 1, command: 'rules', rules: sortRules(filterRules(RULES.map(explainRule), filter), order)}
}
