/** Shorter texts occur everywhere by chance. */
const SHORTEST = 4

/** The text with every occurrence of these values behind asterisks, plain or escaped, in whatever case. */
export function hideValues(text: string, values: readonly string[]): string {
  let hidden = text
  for (const value of values) {
    if (value.length < SHORTEST) continue
    for (const spelling of new Set([value, encodeURIComponent(value.replace(/\p{Cs}/gu, '\uFFFD'))])) {
      const pattern = new RegExp(spelling.replaceAll(/[$()*+./?[\\\]^{|}-]/g, '\\$&'), 'gi')
      hidden = hidden.replace(pattern, (found) => '*'.repeat(found.length))
    }
  }
  return hidden
}

/** A URL with the values of these parameters behind asterisks, in its query and in its fragment. Names as they stand in the URL. */
export function hideParameters(url: string, names: ReadonlySet<string>): string {
  if (names.size === 0 || !url.includes('=')) return url
  return url.replaceAll(/([?&#;])([^=&#;?]+)=([^&#;]*)/g, (all, mark: string, name: string, value: string) =>
    names.has(name) ? `${mark}${name}=${'*'.repeat(value.length)}` : all,
  )
}
