import type {Severity} from '../rules/rule.js'
import type {ExplainedRule} from './explain.js'
import {SEVERITY_RANK} from './verdict.js'

/** What `dc rules --json` prints. */
export interface RuleList {
  schemaVersion: 1
  command: 'rules'
  rules: ExplainedRule[]
}

export const RULE_COLUMNS = ['id', 'severity', 'area', 'summary', 'source'] as const
export type RuleColumn = (typeof RULE_COLUMNS)[number]

export const RULE_ORDERS = ['area', 'id', 'severity'] as const
export type RuleOrder = (typeof RULE_ORDERS)[number]

export interface RuleFilter {
  /** Empty lists and an empty search keep every rule. */
  severities: readonly Severity[]
  areas: readonly string[]
  /** Words that must all occur in the rule's texts, in any case. */
  search: string
}

export function filterRules(rules: readonly ExplainedRule[], {severities, areas, search}: RuleFilter): ExplainedRule[] {
  const words = search.toLowerCase().split(/\s+/)
  return rules.filter((rule) => {
    if (severities.length > 0 && !severities.includes(rule.severity)) return false
    if (areas.length > 0 && !areas.includes(rule.area)) return false
    const text = [rule.id, rule.area, rule.summary, rule.why, rule.fix, rule.source].join('\n').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** By severity the worst first; ties are broken by severity, then by id. */
export function sortRules(rules: readonly ExplainedRule[], order: RuleOrder): ExplainedRule[] {
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return rules.toSorted((a, b) => {
    const worse = SEVERITY_RANK[b.severity] - SEVERITY_RANK[a.severity]
    if (order === 'id') return compare(a.id, b.id)
    return (order === 'area' ? compare(a.area, b.area) : 0) || worse || compare(a.id, b.id)
  })
}
