import type {Finding, RuleResult} from '../validation/result.js'

/** `1 hit`, `2,314 hits`. The same everywhere: no locale. */
export function count(number: number, noun: string): string {
  return `${digits(number)} ${noun}${number === 1 ? '' : 's'}`
}

export function digits(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `a, b and c`. */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}

/** `hits.har#2`: a place in a capture. */
export function placeOf({origin}: Pick<Finding, 'origin'>): string {
  return `${origin.file}#${origin.record}`
}

/** The hit as a tagger knows it: `page "Cart"`, `link "Add to cart"`. */
export function hitName({kind, pageName}: Finding['hit']): string {
  const what = kind === 'page' ? 'page' : kind === 'link' ? 'link' : `${kind} hit`
  return pageName === null ? `${what} without a name` : `${what} "${pageName}"`
}

/** What else tells one hit from another: UTC time to the second, library, report suites. */
export function hitDetails({time, library, reportSuites}: Finding['hit']): string[] {
  const parts = [time?.replace(/\.\d+Z$/, 'Z'), library, reportSuites.join(',')]
  return parts.filter((part): part is string => part !== undefined && part !== null && part !== '')
}

/** `eVar12 (v12)`: the parameter by its canonical name, and by the one in the request where that differs. */
export function paramName({param, wire}: Pick<Finding, 'param' | 'wire'>): string {
  return wire === null || wire === param ? param : `${param} (${wire})`
}

/** Why rules could not judge, or broke down on the way: rules with the same reason together. */
export function reasonsOf(rules: readonly RuleResult[]): {label: 'unknown' | 'broken'; ids: string[]; reason: string}[] {
  const all = new Map<string, {label: 'unknown' | 'broken'; ids: string[]; reason: string}>()
  for (const {id, outcome, reason} of rules) {
    // That nothing of its kind happened needs no reason; a rule that judged has one only when it broke down.
    if (reason === null || outcome === 'not-applied') continue
    const label = outcome === 'unknown' ? 'unknown' : 'broken'
    const entry = all.get(`${label} ${reason}`)
    if (entry === undefined) all.set(`${label} ${reason}`, {label, ids: [id], reason})
    else entry.ids.push(id)
  }
  return [...all.values()]
}
