import type {Hit} from '../../hits/hit.js'

/**
 * What tells Adobe which page a page view is of. `nothing` for a hit without parameters, which is the image of a `<noscript>` tag:
 * its page comes from the Referer header (unverified).
 */
export function pageIdentity(hit: Hit): 'name' | 'url' | 'none' | 'nothing' {
  if (hit.params.length === 0) return 'nothing'
  if (hit.value('pageName') !== undefined) return 'name'
  return hit.value('pageURL') === undefined ? 'none' : 'url'
}
