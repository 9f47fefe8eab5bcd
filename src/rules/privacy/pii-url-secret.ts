import type {Hit} from '../../hits/hit.js'
import {findSecret, MAY_BE_SECRET} from '../../hits/personal-data.js'
import {TRAITS} from '../../hits/traits.js'
import {TOPICS} from '../../hits/variables.js'
import type {HitRule} from '../rule.js'

export default {
  id: 'pii-url-secret',
  shape: 'hit',
  severity: 'warning',
  triggers: ['url'],
  summary: 'Token, session id or password in a tracked URL',
  why: 'Page URL, referrer and link URL end up in reports, data feeds and deliveries to partners, where anybody with access can use what opens an account.',
  fix: 'Take the parameter out of the URL before it is tracked: set `s.pageURL`, `s.referrer` or `s.linkURL` without it, or send it in the body of a form.',
  source:
    'Adobe Analytics implementation guide, "pageURL", "referrer" and "linkURL": the whole address is collected; judged by the names of its parameters (unverified)',
  examples: {
    passes: [
      'g=https%3A%2F%2Fshop.example%2F%3Fcid%3DE1',
      'g=https%3A%2F%2Fshop.example%2F%3Ftoken%3D',
      'g=https%3A%2F%2Fshop.example%2F%3Ftoken%3DREDACTED',
      'g=https%3A%2F%2Fshop.example%2Ftoken%2Fabc',
      'g=https%3A%2F%2Fshop.example%2F%3Futm_source%3Demail%26session%3Dmorning',
    ],
    fails: [
      'g=https%3A%2F%2Fshop.example%2F%3Ftoken%3Dabc',
      'g=https%3A%2F%2Fshop.example%2F%3Fa%3D1%26access_token%3Dabc',
      'r=https%3A%2F%2Fshop.example%2Flogin%3Fpassword%3Dhunter2',
      'g=https%3A%2F%2Fshop.example%2Fa%3Bjsessionid%3D0A1B2C',
      'pe=lnk_e&pev1=https%3A%2F%2Fpay.example%2F%23session%3Dabc123&pev2=pay',
      'g=https%3A%2F%2Fshop.example%2Flogin%3Fnext%3Dhttps%253A%252F%252Fa.example%252F%253Ftoken%253Dabc',
      `g=https%3A%2F%2Fshop.example%2F${'a'.repeat(230)}&-g=%3Ftoken%3Dabc`,
    ],
    notApplied: ['pageName=home', 'v5=%3Ftoken%3Dabc'],
  },
  applies: () => true,
  check(hit, report) {
    if (!mayHoldSecret(hit)) return
    for (const param of hit.params) {
      if (param.name !== 'pageURL' && param.name !== 'referrer' && param.name !== 'linkURL') continue
      const text = param.name === 'pageURL' ? (hit.pageUrl ?? '') : hit.text(param)
      const at = findSecret(text)
      if (at !== undefined) report({param, at, message: 'a parameter of the URL carries a token, session id or password'})
    }
  },
} satisfies HitRule

/** A look at the text as sent spares nearly every hit the rest: letters are not escaped. */
function mayHoldSecret(hit: Hit): boolean {
  if ((hit.topics & TOPICS.duplicate) !== 0) return true
  for (const name of ['pageURL', 'pageURLRest', 'referrer', 'linkURL']) {
    const param = hit.param(name)
    if (param === undefined || param.start === param.end) continue
    // A copy holds what its source does, and a name may stand across the cut between the two halves of the page URL.
    if (name === 'pageURLRest' || (param.traits & TRAITS.dynamic) !== 0) return true
    if (MAY_BE_SECRET.test(hit.raw.slice(param.start, param.end))) return true
  }
  return false
}
