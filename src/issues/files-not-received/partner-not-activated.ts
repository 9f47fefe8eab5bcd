import {cameFact, judgeTold, newestServed} from '../signs/awaited-days.js'
import {ofIntegration} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {ALL_FILES, NO_FILES} from '../examples/delivery-examples.js'
import {exampleEvidence, exampleIntegration, examplePartner} from '../examples/examples.js'

const NEEDY = {partner: examplePartner({needsActivation: true})}

export default {
  id: 'partner-not-activated',
  summary: 'The partner has not switched the integration on, on its side',
  why:
    'Several partners have somebody of their own switch an integration on once it is set up. Until then they neither collect files nor hand any ' +
    'on, and nothing here shows it.',
  owner: 'partner',
  needs: [['integration', 'told']],
  source: "Partners' pages (Silverpop, Responsys, Lyris and others), deploying the integration",
  next: [
    'Tell your contact at the partner that the integration is set up, and ask for a word when it is switched on',
    'Then note it in the integration: dc configure INTEGRATION',
    'dc diagnose --ticket partner',
  ],
  judge(the): Judgement {
    const {integration, partner} = the.evidence.integration ?? {}
    const newest = newestServed(the)
    if (newest !== undefined) return {outcome: 'ruled-out', against: [cameFact(newest)]}
    const told = the.told('partner-activated')?.value
    const confirmed = integration?.partnerConfirmed ?? null
    if (confirmed !== null) {
      const fact = ofIntegration(the, `the partner confirmed on ${confirmed.on} that it is switched on`)
      if (told === 'no')
        return {outcome: 'not-checked', reason: 'what was said and what is recorded contradict each other', against: [fact]}
      return {outcome: 'ruled-out', against: [fact]}
    }
    const judged = judgeTold(the, {
      name: 'partner-activated',
      bad: 'no',
      is: 'the partner has not switched the integration on',
      isNot: 'the partner has switched the integration on',
    })
    const needs =
      partner?.needsActivation === true ? [ofIntegration(the, `${partner.name} has to switch it on, and nobody has confirmed that`)] : []
    if (judged.outcome === 'matched') return {...judged, because: [...judged.because, ...needs]}
    return judged.outcome === 'not-checked' ? {...judged, because: needs} : judged
  },
  examples: {
    matched: [
      {
        about: 'the partner was asked, and has not',
        evidence: exampleEvidence({
          integration: exampleIntegration({}, NEEDY),
          deliveries: NO_FILES,
          told: {'partner-activated': 'no'},
        }),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {
        about: 'the partner has confirmed it',
        evidence: exampleEvidence({
          integration: exampleIntegration({partnerConfirmed: {by: 'A contact', on: '2026-09-20'}}, NEEDY),
          deliveries: NO_FILES,
        }),
      },
      {about: 'files came', evidence: exampleEvidence({integration: exampleIntegration({}, NEEDY), deliveries: ALL_FILES})},
    ],
    notChecked: [
      {
        about: 'nobody has confirmed it, which proves nothing',
        evidence: exampleEvidence({integration: exampleIntegration({}, NEEDY), deliveries: NO_FILES}),
      },
    ],
  },
} satisfies Cause
