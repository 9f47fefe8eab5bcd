import type {CapturedRequest} from '../hits/captured-request.js'
import type {Hit} from '../hits/hit.js'
import type {Rule, Seen, Severity} from '../rules/rule.js'
import {maskPersonal} from './mask.js'
import type {Finding, FindingHit} from './result.js'

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
  const mask = maskOf(options)
  const param = typeof seen.param === 'string' ? hit.param(seen.param) : seen.param
  const value = seen.value ?? (param && (seen.raw ? hit.raw.slice(param.start, param.end) : valueOf(hit, param.name, hit.text(param))))
  const pageName = hit.kind === 'link' ? (hit.linkText('linkName') ?? hit.value('pageName')) : hit.value('pageName')
  return placed(rule, index, seen, options, {
    request: hit.request,
    name: typeof seen.param === 'string' ? seen.param : seen.param.name,
    wire: param?.wire ?? null,
    value,
    page: hit.page,
    hit: {
      url: mask(hit.request.url),
      time: isoTime(hit.timeMs),
      kind: hit.kind,
      reportSuites: hit.reportSuites,
      pageName: pageName === undefined ? null : mask(pageName),
      library: hit.library ?? null,
    },
  })
}

/** The same for a request that is no hit: a page that was loaded, or redirected. */
export function buildRequestFinding(
  rule: Rule,
  index: number,
  request: CapturedRequest,
  seen: Seen,
  options: FindingOptions,
): PlacedFinding {
  return placed(rule, index, seen, options, {
    request,
    name: typeof seen.param === 'string' ? seen.param : seen.param.name,
    wire: null,
    value: seen.value,
    page: request.place.page ?? request.url,
    hit: {
      url: maskOf(options)(request.url),
      time: isoTime(request.timeMs),
      kind: 'document',
      reportSuites: [],
      pageName: null,
      library: null,
    },
  })
}

interface FoundIn {
  request: CapturedRequest
  name: string
  wire: string | null
  value: string | undefined
  page: string | undefined
  hit: FindingHit
}

function placed(rule: Rule, index: number, seen: Seen, options: FindingOptions, found: FoundIn): PlacedFinding {
  const {request, name, wire, value, page, hit} = found
  const {file, record} = request.place
  const mask = maskOf(options)
  return {
    rule: index,
    file,
    record,
    ...(seen.once !== undefined && {once: seen.once}),
    finding: {
      ruleId: rule.id,
      severity: severityOf(rule, seen, options.severities),
      message: seen.message,
      fix: seen.fix ?? rule.fix,
      source: rule.source,
      param: name,
      wire,
      value: value === undefined ? null : mask(value),
      span: value === undefined || seen.at === undefined ? null : clampSpan(seen.at, value.length),
      integration: seen.integration ?? null,
      origin: {file: '', record, page: page === undefined ? null : mask(page)},
      hit,
    },
  }
}

function maskOf({showValues}: FindingOptions): (text: string) => string {
  return showValues ? (text) => text : maskPersonal
}

function isoTime(timeMs: number | undefined): string | null {
  return timeMs === undefined || Number.isNaN(timeMs) || Math.abs(timeMs) > 8.64e15 ? null : new Date(timeMs).toISOString()
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
