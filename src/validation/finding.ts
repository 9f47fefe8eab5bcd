import type {Hit} from '../hits/hit.js'
import type {Rule, Seen, Severity} from '../rules/rule.js'
import {maskPersonal} from './mask.js'
import type {Finding} from './result.js'

/** A finding before the run gives it a file name; `rule` is the index in the run's list. */
export interface PlacedFinding {
  rule: number
  file: number
  record: number
  finding: Finding
  /** Key under which the run keeps only the first (see `Seen.once`). */
  once?: string
}

export interface FindingOptions {
  showValues: boolean
  /** Severities the user or the workspace set, by rule id. */
  severities: Readonly<Record<string, Severity>>
}

/** Builds a finding late: only for what is shown, with the one value decoded again. */
export function buildFinding(rule: Rule, index: number, hit: Hit, seen: Seen, options: FindingOptions): PlacedFinding {
  const {place} = hit.request
  const mask = options.showValues ? (text: string) => text : maskPersonal
  const param = typeof seen.param === 'string' ? hit.param(seen.param) : seen.param
  const value = seen.value ?? (param && (seen.raw ? hit.raw.slice(param.start, param.end) : valueOf(hit, param.name, hit.text(param))))
  const span = value === undefined || seen.at === undefined ? null : clampSpan(seen.at, value.length)
  const pageName = hit.kind === 'link' ? (hit.linkText('linkName') ?? hit.value('pageName')) : hit.value('pageName')
  const page = hit.page
  const timeMs = hit.timeMs
  return {
    rule: index,
    file: place.file,
    record: place.record,
    ...(seen.once !== undefined && {once: seen.once}),
    finding: {
      ruleId: rule.id,
      severity: severityOf(rule, seen, options.severities),
      message: seen.message,
      fix: seen.fix ?? rule.fix,
      source: rule.source,
      param: typeof seen.param === 'string' ? seen.param : seen.param.name,
      wire: param?.wire ?? null,
      value: value === undefined ? null : mask(value),
      span,
      integration: null,
      origin: {file: '', record: place.record, page: page === undefined ? null : mask(page)},
      hit: {
        url: mask(hit.request.url),
        time: timeMs === undefined || Number.isNaN(timeMs) || Math.abs(timeMs) > 8.64e15 ? null : new Date(timeMs).toISOString(),
        kind: hit.kind,
        reportSuites: hit.reportSuites,
        pageName: pageName === undefined ? null : mask(pageName),
        library: hit.library ?? null,
      },
    },
  }
}

function valueOf(hit: Hit, name: string, text: string): string {
  return name === 'pageURL' ? (hit.pageUrl ?? text) : text
}

function clampSpan(at: readonly [number, number], length: number): [number, number] {
  const start = Math.max(0, Math.min(at[0], length))
  return [start, Math.max(start, Math.min(at[1], length))]
}

const RANK: Readonly<Record<Severity, number>> = {error: 2, warning: 1, info: 0}

/** The user's severity stands for the rule's own; a milder variant of a rule never becomes harsher than what was asked for. */
export function severityOf(rule: Rule, seen: Seen, severities: Readonly<Record<string, Severity>>): Severity {
  const own = seen.severity ?? rule.severity
  const wanted = severities[rule.id]
  if (wanted === undefined) return own
  if (own === rule.severity) return wanted
  return RANK[own] < RANK[wanted] ? own : wanted
}
