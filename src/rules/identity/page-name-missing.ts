import type {HitRule} from '../rule.js'
import {pageIdentity} from './page-identity.js'

export default {
  id: 'page-name-missing',
  shape: 'hit',
  severity: 'info',
  triggers: ['every-hit'],
  requires: ['body', 'whole'],
  summary: 'Page view without a page name',
  why: 'Without `pageName` Adobe takes the page URL for the name. One page then becomes many items, one for every query string.',
  fix: 'Set `s.pageName` before `s.t()`.',
  source: 'Adobe Analytics implementation guide, "pageName"',
  examples: {
    passes: ['pageName=home', 'gn=home', 'pageName=D%3Dg&g=https%3A%2F%2Fshop.example%2F'],
    fails: ['g=https%3A%2F%2Fshop.example%2F', 'pageName=&g=https%3A%2F%2Fshop.example%2F'],
    notApplied: [
      'v5=x',
      'pe=lnk_o&pev2=tab&g=https%3A%2F%2Fshop.example%2F',
      'pageType=errorPage&g=https%3A%2F%2Fshop.example%2Fgone',
      '/b/ss/shopprod/1/s123',
    ],
  },
  applies(hit) {
    if (hit.kind !== 'page') return false
    const identity = pageIdentity(hit)
    if (hit.blockFaults.length > 0 && identity !== 'name') return 'unknown'
    // An error page is reported by its URL ("Pages not found"). Nothing at all is `page-identity-missing`.
    return identity === 'name' || (identity === 'url' && hit.value('pageType') !== 'errorPage')
  },
  check(hit, report) {
    if (pageIdentity(hit) === 'name') return
    report({param: 'pageName', message: 'a page view without a page name, reported under its URL'})
  },
} satisfies HitRule
