import type {Finding, InputResult, RuleResult, ValidationResult} from '../../src/validation/result.js'
import type {ReportOptions} from '../../src/report/verdict.js'

export interface FindingParts extends Partial<Omit<Finding, 'origin' | 'hit'>> {
  origin?: Partial<Finding['origin']>
  hit?: Partial<Finding['hit']>
}

/** A finding with the fields a test cares about; the rest is plain. */
export function finding({origin, hit, ...parts}: FindingParts = {}): Finding {
  return {
    ruleId: 'cart-add-without-products',
    severity: 'error',
    message: 'scAdd has no product on its image request',
    fix: 'Set `s.products` on the same image request.',
    source: 'a page of Adobe',
    param: 'products',
    wire: 'products',
    value: ';',
    span: null,
    integration: null,
    ...parts,
    origin: {file: 'hits.har', record: 2, page: 'https://www.shop.example/cart', ...origin},
    hit: {
      url: 'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s1',
      time: '2026-09-04T08:03:09.120Z',
      kind: 'page',
      reportSuites: ['shopprod'],
      pageName: 'Cart',
      library: 'JS-2.26.0',
      ...hit,
    },
  }
}

export function input(parts: Partial<InputResult> = {}): InputResult {
  return {path: 'hits.har', format: 'har', requests: 10, hits: 4, merged: 0, skipped: {'other-host': 6}, damaged: [], ...parts}
}

/** A result that agrees with itself: every rule of `findings` failed, `rules` adds others. */
export function resultOf(
  findings: readonly Finding[],
  parts: {
    inputs?: InputResult[]
    rules?: (Partial<RuleResult> & {id: string})[]
    truncated?: Record<string, number>
    notes?: string[]
  } = {},
): ValidationResult {
  const inputs = parts.inputs ?? [input()]
  const hits = inputs.reduce((sum, {hits}) => sum + hits, 0)
  const ids = [...new Set(findings.map(({ruleId}) => ruleId))]
  const failed = ids.map((id) => {
    const own = findings.filter(({ruleId}) => ruleId === id).length + (parts.truncated?.[id] ?? 0)
    return {id, outcome: 'fail' as const, hits: {pass: 0, fail: own, notApplied: 0, unknown: 0}, findings: own, reason: null}
  })
  const others = (parts.rules ?? []).map((rule) => ({
    outcome: 'pass' as const,
    hits: {pass: hits, fail: 0, notApplied: 0, unknown: 0},
    findings: 0,
    reason: null,
    ...rule,
  }))
  const rules: RuleResult[] = [...failed, ...others]
  const outcomes = (outcome: RuleResult['outcome']) => rules.filter((rule) => rule.outcome === outcome).length
  const severities = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length
  return {
    schemaVersion: 1,
    command: 'validate',
    inputs,
    summary: {
      requests: inputs.reduce((sum, {requests}) => sum + requests, 0),
      hits,
      findings: {error: severities('error'), warning: severities('warning'), info: severities('info')},
      rules: {pass: outcomes('pass'), fail: outcomes('fail'), notApplied: outcomes('not-applied'), unknown: outcomes('unknown')},
    },
    findings: [...findings],
    rules,
    truncated: parts.truncated ?? {},
    notes: parts.notes ?? [],
  }
}

export function options(parts: Partial<ReportOptions> = {}): ReportOptions {
  return {
    verdict: {exitCode: 1, because: 'because'},
    failOn: 'error',
    rules: [{id: 'cart-add-without-products', severity: 'error', summary: 'Cart addition sent without a product'}],
    reasons: {'other-host': 'a request to something else'},
    ...parts,
  }
}
