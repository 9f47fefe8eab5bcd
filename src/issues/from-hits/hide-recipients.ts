import type {Evidence} from '../../segments/preview-hit.js'

/** Shorter texts occur everywhere by chance. */
const SHORTEST = 4

/** Pages and names of pages may spell a recipient out. */
export function withoutValues(evidence: Evidence, values: readonly string[]): Evidence {
  const {page, about} = evidence
  return {
    ...evidence,
    ...(page !== undefined && {page: hideValues(page, values)}),
    ...(about !== undefined && {about: {...about, name: about.name && hideValues(about.name, values)}}),
  }
}

/** The text with every occurrence of these values behind asterisks, plain or escaped, in whatever case. */
function hideValues(text: string, values: readonly string[]): string {
  let hidden = text
  const lower = text.toLowerCase()
  for (const value of values) {
    // Nearly all texts hold none of them. What is escaped in a value is found by what stands before its first escape, if anything does.
    if (value.length < SHORTEST || !lower.includes(plainStart(value).toLowerCase())) continue
    for (const spelling of new Set([value, encodeURIComponent(value.replace(/\p{Cs}/gu, '\uFFFD'))])) {
      const pattern = new RegExp(spelling.replaceAll(/[$()*+./?[\\\]^{|}-]/g, '\\$&'), 'gi')
      hidden = hidden.replace(pattern, (found) => '*'.repeat(found.length))
    }
  }
  return hidden
}

function plainStart(value: string): string {
  return /^[\w.~-]*/.exec(value)?.[0] ?? ''
}

/** A URL with the values of these parameters behind asterisks, in its query and in its fragment. Names as they stand in the URL. */
export function hideParameters(url: string, names: ReadonlySet<string>): string {
  if (names.size === 0 || !url.includes('=')) return url
  return url.replaceAll(/([?&#;])([^=&#;?]+)=([^&#;]*)/g, (all, mark: string, name: string, value: string) =>
    names.has(name) ? `${mark}${name}=${'*'.repeat(value.length)}` : all,
  )
}
