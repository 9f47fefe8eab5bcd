import type {Hit} from '../../hits/hit.js'

/**
 * What tells Adobe which page a page view is of. `nothing` for a hit without parameters, which is the image of a `<noscript>` tag:
 * its page comes from the Referer header (unverified). `unknown` where a block of context data left open may have swallowed the name.
 */
export function pageIdentity(hit: Hit): 'name' | 'url' | 'none' | 'nothing' | 'unknown' {
  if (hit.paramCount === 0) return 'nothing'
  if (hit.has('pageName')) return 'name'
  if (hit.has('pageURL')) return 'url'
  return hit.blockFaults.length > 0 ? 'unknown' : 'none'
}
