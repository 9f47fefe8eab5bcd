import type {Hit} from '../../hits/hit.js'
import type {Param} from '../../hits/params.js'
import {TRAITS} from '../../hits/traits.js'
import type {HitRule, RunContext} from '../rule.js'

const MACRO = /%%[^%\s]+%%|\{\{.+?\}\}|\$\{.+?\}|\[\[.+?\]\]/s

export default {
  id: 'campaign-unresolved-macro',
  shape: 'hit',
  severity: 'error',
  triggers: ['campaign', 'eVar'],
  summary: 'Merge field of a mailing not filled in',
  why: 'The mailing was sent with the name of the field instead of its value, so all its recipients share one tracking code and no metric finds its message.',
  fix: 'Correct the field in the link of the mailing, and send a test to see it filled.',
  source:
    'Getting Started with Analytics data connectors, landing page code: the ID in the link is the ID in reports (merge fields as e-mail services write them)',
  examples: {
    passes: ['v0=E1', 'v0=50%25%20off', 'v0=E1%7Cspring'],
    fails: [
      'v0=%25%25MID%25%25',
      'v0=%%MID%%',
      'v0=%7B%7Bcampaign.id%7D%7D',
      'v0=%24%7Bcid%7D',
      'v0=nl_%5B%5Bid%5D%5D',
      'v0=D%3Dv5&v5=%7B%7Bid%7D%7D',
    ],
    notApplied: ['v5=%7B%7Bid%7D%7D', 'pageName=home'],
  },
  applies: (hit, context) => hit.has('campaign') || mappedVariables(hit, context).some((name) => hit.has(name)),
  check(hit, report, context) {
    for (const param of hit.flagged) {
      if ((param.traits & (TRAITS.macro | TRAITS.dynamic)) === 0 || !isCampaign(param, hit, context)) continue
      const source = (param.traits & TRAITS.dynamic) === 0 ? param : hit.dynamicSource(hit.text(param))
      // A copy of another mapped variable is reported there.
      if (source === undefined || (source !== param && isCampaign(source, hit, context))) continue
      const decoded = MACRO.exec(hit.text(source))
      // `%%DEID%%` as it stood in the link: decoding takes `%DE` for an escape, so the raw text decides.
      const macro = decoded ?? MACRO.exec(hit.raw.slice(source.start, source.end))
      if (macro === null) continue
      report({
        param: source,
        at: [macro.index, macro.index + macro[0].length],
        raw: decoded === null,
        message: 'the value is the name of a merge field, not what it stands for',
      })
    }
  },
} satisfies HitRule

/** `campaign`, and what an integration of this report suite has mapped. */
function isCampaign(param: Param, hit: Hit, context: RunContext): boolean {
  if (param.start === param.end) return false
  return param.name === 'campaign' || (param.name.startsWith('eVar') && mappedVariables(hit, context).includes(param.name))
}

const NOTHING: readonly string[] = []

/** eVars that an integration of this report suite has mapped. */
function mappedVariables({reportSuites}: Hit, {integrations}: RunContext): readonly string[] {
  if (integrations === undefined) return NOTHING
  return integrations
    .filter(({reportSuite}) => reportSuites.includes(reportSuite))
    .flatMap(({variables}) => variables.map(({variable}) => variable))
    .filter((name) => name.startsWith('eVar'))
}
