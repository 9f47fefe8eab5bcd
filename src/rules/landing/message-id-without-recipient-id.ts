import {findPageParameter} from '../../hits/page-parameters.js'
import type {Hit} from '../../hits/hit.js'
import {exampleContext} from '../example-site.js'
import {whyNoIntegration} from '../integrations.js'
import type {HitRule, RunContext} from '../rule.js'
import type {IntegrationFacts} from '../site-facts.js'
import {filledOnPage, landingSites, landingUrl} from './landing-sites.js'

/** The two ids a remarketing file is joined on, by role. */
const MESSAGE = ['messageId', 'campaignId']
const RECIPIENT = ['recipientId', 'emailAddress']

interface Link {
  integration: string
  url: string
  /** Parameters of the two ids. */
  message: {name: string; start: number; end: number}
  recipient: string
  /** The variable of the recipient, where page code could fill it from elsewhere. */
  variable: string | undefined
}

function linksOf(hit: Hit, context: RunContext): Link[] {
  if (hit.kind !== 'page') return []
  return landingSites(context).flatMap((site) => {
    const {integration, parameters, pairs} = site
    if (!hit.reportSuites.includes(integration.reportSuite)) return []
    const message = parameters.find(({role}) => MESSAGE.includes(role))
    const recipient = parameters.find(({role}) => RECIPIENT.includes(role))
    if (message === undefined || recipient === undefined) return []
    const url = landingUrl(hit, site)
    const found = url && findPageParameter(url, message.name)
    if (!url || !found) return []
    const variable = filledOnPage(site) ? pairs.find(({role}) => role === recipient.role)?.variable : undefined
    return [{integration: integration.id, url, message: found, recipient: recipient.name, variable}]
  })
}

const isKeyed = ({collection}: IntegrationFacts) =>
  [MESSAGE, RECIPIENT].every((roles) => collection?.parameters.some(({role}) => roles.includes(role)) === true)

export default {
  id: 'message-id-without-recipient-id',
  shape: 'hit',
  severity: 'warning',
  triggers: ['every-hit'],
  requires: ['body', 'whole'],
  summary: 'Link carries a message ID and no recipient ID',
  why:
    'Remarketing files are joined on both IDs. A row without a recipient ID reaches nobody, and the partner counts the visit for the message alone. ' +
    'Where other channels share the parameter, such links are healthy.',
  fix: 'Switch external tracking on in the partner’s product, so that every link of the mailing gets both parameters, and look for a redirect that drops one.',
  source: 'Data connectors, "Common Issues" of the e-mail partners (rows without recipient ID)',
  notReady: (context) =>
    whyNoIntegration(context, isKeyed, 'names a parameter for both the message and the recipient (collection.parameters)'),
  examples: {
    context: exampleContext(),
    passes: [
      'g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3DE1%26RID%3D77&v0=E1&v8=77',
      'g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3DE1&v0=E1&v8=77',
      {
        hits: ['g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3DE1%26RID%3D77'],
        context: exampleContext({collection: {mode: 'automated'}}),
      },
    ],
    fails: [
      'g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3DE1&v0=E1',
      'g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3DE1%26RID%3D&v0=E1',
      {hits: ['g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3DE1'], context: exampleContext({collection: {mode: 'automated'}})},
    ],
    notApplied: [
      'g=https%3A%2F%2Fwww.shop.example%2F&v0=E1',
      'g=https%3A%2F%2Fwww.shop.example%2F%3FRID%3D7&v8=7',
      'g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3DE1&v0=E1&pe=lnk_o&pev2=tab',
    ],
  },
  applies: (hit, context) => linksOf(hit, context).length > 0,
  check(hit, report, context) {
    for (const {integration, url, message, recipient, variable} of linksOf(hit, context)) {
      if (findPageParameter(url, recipient) !== undefined) continue
      if (variable !== undefined && hit.value(variable) !== undefined) continue
      report({
        param: 'pageURL',
        value: url,
        at: [message.start, message.end],
        message: `the URL carries the message in ${message.name} and no recipient in ${recipient}`,
        integration,
      })
    }
  },
} satisfies HitRule
