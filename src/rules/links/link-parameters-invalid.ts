import type {HitRule} from '../rule.js'

export default {
  id: 'link-parameters-invalid',
  shape: 'hit',
  severity: 'warning',
  triggers: ['link'],
  requires: ['body', 'whole'],
  summary: 'Link call of unknown type or without a name',
  why:
    'The type (`pe`) decides whether a hit is a custom, download or exit link. Without a name the link appears in reports under its URL; ' +
    'for download and exit links that is what automatic tracking does, a custom link without a name cannot be told from others.',
  fix: "Call `s.tl(this, 'o', 'name of the link')` with type `o`, `d` or `e` and a name.",
  source: 'Adobe Analytics implementation guide, "tl", "Link type" and "Link name"; "Data collection query parameters"',
  examples: {
    passes: ['pe=lnk_o&pev2=tab', 'pe=lnk_d&pev1=https%3A%2F%2Fshop.example%2Fa.pdf', 'pe=lnk_e&pev1=https%3A%2F%2Fa.example'],
    fails: ['pe=lnk_x&pev1=https%3A%2F%2Fa.example', 'pe=lnk_o&pev1=https%3A%2F%2Fshop.example%2Fcart', 'pe=lnk_o', 'pe=lnk_e&pev2='],
    notApplied: ['pageName=home', 'pe=m_s&pev3=clip', 'pev2=AMACTION%3AFront%20View'],
  },
  applies: (hit) => hit.kind === 'link' || hit.kind === 'other',
  check(hit, report) {
    if (hit.kind === 'other') {
      const value = hit.value('linkType') ?? ''
      report({param: 'linkType', value, at: [0, value.length], message: 'pe is none of the known link types'})
    } else if (hit.value('linkName') === undefined) {
      if (hit.value('linkURL') === undefined) report({param: 'linkName', message: 'this link call has neither a name nor a URL'})
      else if (hit.linkType === 'custom') report({param: 'linkName', message: 'this custom link has no name, so reports show its URL'})
    }
  },
} satisfies HitRule
