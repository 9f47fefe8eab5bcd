import type {Cause} from '../cause.js'
import {ofIntegration, type Case} from '../case.js'
import type {Fact} from '../evidence.js'
import {exampleEvidence, exampleIntegration} from '../examples/examples.js'
import {mappedSlots} from '../signs/mapped-slots.js'
import {isAsked} from '../signs/asked.js'
import {exampleSuite} from '../examples/suite-examples.js'
import type {Allocation} from '../../mapping/integration.js'

const ASKED = {issue: 'wrong-rows', segment: null, from: null, to: null}
const RECENT = {...exampleSuite({variable: 'eVar12', allocation: 'most-recent'})}
const inSuite = (allocation: Allocation | null) => exampleIntegration({}, {suite: exampleSuite({variable: 'eVar12', allocation})})
const bothRecent = exampleIntegration(
  {},
  {
    suite: {
      ...RECENT,
      variables: [
        ...RECENT.variables,
        {variable: 'campaign', name: null, enabled: true, type: 'text', allocation: 'most-recent', expiration: null},
      ],
    },
  },
)

export default {
  id: 'credited-to-another-message',
  summary: 'The allocation of the variable credits another mailing than the last',
  why:
    'With allocation Original value an event is credited to the first mailing that brought the recipient, with Linear to all of them, so rows name ' +
    'a message that is not the last one.',
  owner: 'you',
  needs: [['integration']],
  rows: ['RW-15'],
  source: 'Analytics, "Conversion variables (eVar)", Allocation',
  next: [
    'Decide which mailing is to be credited, and set the allocation (Admin, Report suites, Conversion variables); it does not change the past',
    'dc segments preview CAPTURE --integration ID --allocation message=last',
  ],
  judge(about) {
    const known = allocationsOf(about)
    const others = known.filter(({allocation}) => allocation !== 'most-recent')
    if (others.length > 0) {
      const because = others.map(({fact}) => fact)
      // It is a choice somebody made: whether rows are thought wrong for it only the user can say.
      if (isAsked(about, 'wrong-rows')) return {outcome: 'matched', confidence: 'possible', because}
      return {outcome: 'not-checked', reason: 'whether rows name the wrong message is not said (--issue wrong-rows)', missing: [], because}
    }
    if (known.length > 0 && known.length >= idsOf(about).length) return {outcome: 'ruled-out', against: known.map(({fact}) => fact)}
    return {outcome: 'not-checked', reason: 'the allocation of recipient and message is not known', missing: ['suite']}
  },
  examples: {
    matched: [
      {
        about: 'the first value is credited, and rows are said to be wrong',
        evidence: exampleEvidence({question: ASKED, integration: inSuite('original')}),
        confidence: 'possible',
      },
    ],
    ruledOut: [{about: 'the last value is credited', evidence: exampleEvidence({question: ASKED, integration: bothRecent})}],
    notChecked: [
      {about: 'no integration is known', evidence: exampleEvidence({})},
      {about: 'nothing is known of the suite', evidence: exampleEvidence({question: ASKED, integration: exampleIntegration()})},
      {about: 'nobody says that rows are wrong', evidence: exampleEvidence({integration: inSuite('original')})},
    ],
  },
} satisfies Cause

const IDS: readonly string[] = ['recipientId', 'emailAddress', 'messageId', 'campaignId']

const idsOf = ({evidence: {integration}}: Case) => (integration?.integration.variables ?? []).filter(({role}) => IDS.includes(role))

/** By the suite, else by the integration. */
function allocationsOf(about: Case): {allocation: Allocation; fact: Fact}[] {
  const slots = mappedSlots(about)
  return idsOf(about).flatMap(({variable, role, allocation: own}) => {
    const slot = slots.find((each) => each.variable === variable)
    const bySuite = slot?.known.allocation ?? null
    if (slot !== undefined && bySuite !== null) return [{allocation: bySuite, fact: slot.say(`has the allocation ${bySuite}`)}]
    return own === undefined ? [] : [{allocation: own, fact: ofIntegration(about, `${variable} (${role}) has the allocation ${own}`)}]
  })
}
