import {hasNoEvents} from '../../hits/presence.js'
import type {HitRule} from '../rule.js'
import {pageIdentity} from './page-identity.js'

export default {
  id: 'page-identity-missing',
  shape: 'hit',
  severity: 'error',
  triggers: ['every-hit'],
  requires: ['body', 'whole'],
  summary: 'Hit that names neither a page nor a link',
  why: 'A hit must have a page, an event or a link. One without any is left out of every report; data feeds show it with `exclude_hit` 5.',
  fix: 'Set `s.pageName` (the library adds the page URL), or send the hit with `s.tl()` and a link name.',
  source: 'Data feed reference, "exclude_hit", code 5',
  examples: {
    passes: ['pageName=a&v1=x', 'g=https%3A%2F%2Fshop.example%2F&v1=x'],
    fails: ['v1=x', 'v1=x&pageName=', 'events=event1&v1=x'],
    notApplied: ['pe=lnk_o&pev2=tab&v1=x', '/b/ss/shopprod/1/s123'],
  },
  applies(hit) {
    if (hit.kind !== 'page') return false
    const identity = pageIdentity(hit)
    return identity === 'unknown' ? identity : identity !== 'nothing'
  },
  check(hit, report) {
    if (pageIdentity(hit) !== 'none') return
    // With an event the hit may count, and with a Referer Adobe may know the page all the same: no page of Adobe's settles either.
    const isLost = hasNoEvents(hit) && hit.request.referrer === undefined
    report({
      param: 'pageName',
      severity: isLost ? 'error' : 'warning',
      message: isLost
        ? 'neither page name nor page URL nor link: the hit is left out of reports'
        : 'neither page name nor page URL nor link, so no page report knows the hit',
    })
  },
} satisfies HitRule
