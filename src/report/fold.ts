import type {Finding} from '../validation/result.js'
import {SEVERITY_RANK} from './verdict.js'

/** Findings that say the same of the same parameter on one page; the first stands for all. */
export interface FoldedFinding {
  first: Finding
  /** The others on this page, in order of the capture. */
  again: Finding[]
  /** The same on pages that are not shown; only at the last page that is. */
  elsewhere: {pages: number; findings: Finding[]} | null
}

export interface FoldedPage {
  file: string
  page: string | null
  /** All findings of the page, by severity; `folded` may show fewer. */
  counts: Record<Finding['severity'], number>
  folded: FoldedFinding[]
}

// A fault of a template stands on every page of it: three pages show that, three hundred hide the rest.
const PAGES_PER_KIND = 3

/**
 * Findings by page, in order of the capture; within a page by severity, findings of a rule side by side. No kind of finding (rule, severity, parameter
 * and message) is ever left out, but after three pages its repeats are only counted. Pages with nothing else to show do not appear.
 */
export function foldFindings(findings: readonly Finding[]): FoldedPage[] {
  const pages = new Map<string, {page: FoldedPage; kinds: Map<string, FoldedFinding>}>()
  const pagesOfKind = new Map<string, FoldedFinding[]>()
  for (const finding of findings) {
    const {file, page} = finding.origin
    const pageKey = JSON.stringify([file, page])
    let entry = pages.get(pageKey)
    if (entry === undefined) {
      entry = {page: {file, page, counts: {error: 0, warning: 0, info: 0}, folded: []}, kinds: new Map()}
      pages.set(pageKey, entry)
    }
    entry.page.counts[finding.severity]++
    const kind = JSON.stringify([finding.ruleId, finding.severity, finding.param, finding.message])
    const folded = entry.kinds.get(kind)
    if (folded !== undefined) {
      folded.again.push(finding)
      continue
    }
    const fresh: FoldedFinding = {first: finding, again: [], elsewhere: null}
    entry.kinds.set(kind, fresh)
    entry.page.folded.push(fresh)
    const seen = pagesOfKind.get(kind)
    if (seen === undefined) pagesOfKind.set(kind, [fresh])
    else seen.push(fresh)
  }
  const hidden = hideRepeats([...pagesOfKind.values()])
  return [...pages.values()]
    .map(({page}) => ({...page, folded: inOrder(page.folded.filter((folded) => !hidden.has(folded)))}))
    .filter(({folded}) => folded.length > 0)
}

function hideRepeats(kinds: readonly FoldedFinding[][]): Set<FoldedFinding> {
  const hidden = new Set<FoldedFinding>()
  for (const pages of kinds) {
    const rest = pages.slice(PAGES_PER_KIND)
    const last = pages[PAGES_PER_KIND - 1]
    // One page more takes no more room than the line that would stand for it.
    if (rest.length < 2 || last === undefined) continue
    last.elsewhere = {pages: rest.length, findings: rest.flatMap(({first, again}) => [first, ...again])}
    for (const folded of rest) hidden.add(folded)
  }
  return hidden
}

function inOrder(folded: FoldedFinding[]): FoldedFinding[] {
  const firstOfRule = new Map<string, number>()
  for (const [at, {first}] of folded.entries()) if (!firstOfRule.has(first.ruleId)) firstOfRule.set(first.ruleId, at)
  const position = ({first}: FoldedFinding) => firstOfRule.get(first.ruleId) ?? 0
  return folded.toSorted((a, b) => SEVERITY_RANK[b.first.severity] - SEVERITY_RANK[a.first.severity] || position(a) - position(b))
}
