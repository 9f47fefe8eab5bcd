import type {Hit} from '../../hits/hit.js'
import type {Param} from '../../hits/params.js'
import {TRAITS} from '../../hits/traits.js'
import {findEmail} from '../../hits/personal-data.js'
import type {ParamRule, RunContext} from '../rule.js'
import {contentStart} from './address.js'

const CONTACT = /^\s*mailto:/i

export default {
  id: 'pii-email',
  shape: 'param',
  severity: 'warning',
  // An address in a URL may be escaped once more than the URL: then only its escaped percent sign shows.
  traits: ['at', 'encoding'],
  summary: 'E-mail address sent to Adobe Analytics',
  why: 'An e-mail address identifies a person directly. What was collected is hard to remove again, and travels on in reports, data feeds and deliveries to partners.',
  fix: 'Send the recipient ID or a hash (SHA-256 of the lower-case address), and take the address out of the page URL before it is tracked.',
  source: 'Data Privacy labels for Analytics variables, "Identity data labels" (data that identifies a person directly)',
  examples: {
    passes: [
      'v7=55502f40dc8b7c769880b10874abc9d0',
      'v7=logo%402x.png',
      'g=https%3A%2F%2Fcdn.example%2Fnpm%2Fjquery%403.4.1.min.js',
      'g=https%3A%2F%2Fshop.example%2F%40jane',
      'pe=lnk_e&pev1=mailto%3Asales%40shop.example&pev2=sales%40shop.example',
      'c.&a.&activitymap.&link=sales%40shop.example&.activitymap&.a&.c&pageName=contact',
      'v1=D%3Dv7&v7=hash',
      'foo=a%40b.example&v7=x',
    ],
    fails: [
      'v7=a%40b.example',
      'v7=a@b.example',
      'c.&user=jane.doe%2Bnews%40mail.shop.example&.c',
      'g=https%3A%2F%2Fshop.example%2F%3Fu%3Djane%40doe.example',
      'g=https%3A%2F%2Fshop.example%2F%3Femail%3Djane%2540doe.example',
      `g=https%3A%2F%2Fshop.example%2F${'a'.repeat(230)}&-g=%3Femail%3Djane%40doe.example`,
      'r=https%3A%2F%2Fmail.example%2F%3Fto%3Djane%40doe.example',
    ],
    notApplied: ['mid=12345678901234567890123456789012345678'],
  },
  check(param, hit, report, context) {
    if (!param.isSiteText) return
    const found = param.name === 'pageURL' || param.name === 'pageURLRest' ? inPageUrl(param, hit) : inText(param, hit)
    if (found === undefined || isMapped(param.name, hit, context)) return
    report({param, at: found, message: 'an e-mail address stands in the value'})
  },
} satisfies ParamRule

function inText(param: Param, hit: Hit): readonly [number, number] | undefined {
  const text = hit.text(param)
  const from = contentStart(text)
  if (from === text.length || CONTACT.test(text)) return undefined
  // A link is often named by its address: the shop's own, for everybody to see.
  if (param.name === 'linkName' && CONTACT.test(hit.value('linkURL') ?? '')) return undefined
  return findEmail(text, from)
}

/** The address of the page comes in two halves; what stands before its query may end in the first. */
function inPageUrl(param: Param, hit: Hit): readonly [number, number] | undefined {
  const url = hit.pageUrl ?? ''
  const found = findEmail(url, contentStart(url))
  if (found === undefined || param.name === 'pageURL') return found
  // Reported with the first half where that half is looked at too, else here, in its own text.
  const first = hit.param('pageURL')
  if (first === undefined || (first.traits & (TRAITS.at | TRAITS.encoding)) !== 0) return undefined
  const before = hit.text(first).length
  return [found[0] - before, found[1] - before]
}

function isMapped(name: string, hit: Hit, context: RunContext): boolean {
  if (context.integrations === undefined) return false
  return context.integrations.some(
    ({reportSuite, variables}) =>
      hit.reportSuites.includes(reportSuite) && variables.some(({role, variable}) => role === 'emailAddress' && variable === name),
  )
}
