import {awaitedDays, servedDays} from '../signs/awaited-days.js'
import {namedDays, of, type Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {DELIVERY_FAULTS} from '../signs/delivery-faults.js'
import {filesOf, FILES_UNTIL_4TH, NO_FILES} from '../examples/delivery-examples.js'
import type {Fact} from '../evidence.js'
import {exampleDeliveries, exampleEvidence, exampleIntegration} from '../examples/examples.js'
import {exampleRun, exampleWarehouse} from '../examples/warehouse-examples.js'
import {runsInQuestion} from '../signs/runs-in-question.js'
import {factsOfWaiting, nextLook} from '../signs/wait-for-day.js'

export default {
  id: 'too-early',
  rows: ['NR-02'],
  summary: 'It is too early: the file may still come',
  why:
    'A day is built once it is over, in the time zone of the report suite. Data Warehouse promises no hour; it documents up to 72 hours, so a ' +
    'file that is late today may be there tomorrow.',
  owner: 'you',
  needs: [['files', 'account']],
  source: 'Data Warehouse, "Delivery time"',
  next: ['Look again at the time named', 'dc diagnose INTEGRATION'],
  judge(the): Judgement {
    const awaited = awaitedDays(the)
    const over = awaited.filter(({arrival}) => arrival === 'missing' || arrival === 'absent')
    const waiting = awaited.filter(({arrival}) => arrival === 'too-early' || arrival === 'overdue')
    const [first] = waiting
    if (over.length > 0) return {outcome: 'ruled-out', against: [of(placeOf(the), `the time of ${namedDays(over)} is over`)]}
    if (first === undefined) return judgeRest(awaited.length > 0, the)
    const isEarly = waiting.every(({arrival}) => arrival === 'too-early')
    const blocked = whyNoneWillCome(the, isEarly)
    if (blocked.length > 0) return {outcome: 'ruled-out', against: blocked}
    const because = factsOfWaiting(first, the)
    const recheckAt = nextLook(waiting, the)
    if (isEarly) return {outcome: 'matched', confidence: 'certain', because, recheckAt, isFault: false}
    const late = waiting.filter(({arrival}) => arrival === 'overdue')
    const fact = of(placeOf(the), `${namedDays(late)} ${late.length === 1 ? 'is' : 'are'} overdue, and the 72 hours are not over`)
    return {outcome: 'matched', confidence: 'possible', because: [fact, ...because], recheckAt, isFault: false}
  },
  examples: {
    matched: [
      {
        about: 'seven in the morning: yesterday is due at six, and may be late',
        evidence: exampleEvidence({asOf: '2026-10-09T07:00:00.000Z', deliveries: filesOf(1, 2, 3, 4, 5, 6, 7)}),
        confidence: 'certain',
      },
      {
        about: 'yesterday is overdue, and Data Warehouse may take 72 hours',
        evidence: exampleEvidence({asOf: '2026-10-09T20:00:00.000Z', deliveries: filesOf(1, 2, 3, 4, 5, 6, 7)}),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {about: 'a day is beyond 72 hours', evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH})},
      {
        about: 'the delivery of the day has failed: waiting brings nothing',
        evidence: exampleEvidence({
          asOf: '2026-10-09T07:00:00.000Z',
          deliveries: filesOf(1, 2, 3, 4, 5, 6, 7),
          warehouse: exampleWarehouse({runs: [exampleRun('2026-10-08', {status: 'error-failure-to-send'})]}),
        }),
      },
      {
        about: 'yesterday is overdue, and its report was handed over',
        evidence: exampleEvidence({
          asOf: '2026-10-09T20:00:00.000Z',
          deliveries: filesOf(1, 2, 3, 4, 5, 6, 7),
          warehouse: exampleWarehouse({runs: [exampleRun('2026-10-08')]}),
        }),
      },
      {
        about: 'whoever made the files does so no more',
        evidence: exampleEvidence({
          integration: exampleIntegration({carrier: {kind: 'retired-data-connector'}}),
          deliveries: exampleDeliveries({hasListing: true, from: '2026-10-08'}),
        }),
      },
    ],
    notChecked: [
      {about: 'nothing was listed', evidence: exampleEvidence({})},
      {about: 'the listing broke off', evidence: exampleEvidence({deliveries: {...NO_FILES, isListed: false}})},
    ],
  },
} satisfies Cause

function judgeRest(hasUnknown: boolean, the: Case): Judgement {
  const [served] = servedDays(the)
  if (hasUnknown || served === undefined) return {outcome: 'not-checked', reason: 'no day is known to lack its file', missing: ['files']}
  return {outcome: 'ruled-out', against: [of(served.files[0] ?? placeOf(the), 'no day lacks its file')]}
}

/** These say that a file is on its way, or nothing of its arrival. */
const NO_HINDRANCE = new Set(['still-processing', 'rate-limited', 'wrong-file', 'data-feed-file', 'no-implicit-view'])

/** What explains the day, so that waiting is no answer. Before a file is overdue, only what is likely counts. */
function whyNoneWillCome(the: Case, isEarly: boolean): Fact[] {
  const facts = DELIVERY_FAULTS.filter(({id}) => !NO_HINDRANCE.has(id)).flatMap((cause) => {
    if (!cause.needs.every((group) => group.some(the.has))) return []
    const judged = cause.judge(the)
    return judged.outcome === 'matched' && !(isEarly && judged.confidence === 'possible') ? judged.because : []
  })
  const completed = isEarly ? [] : runsInQuestion(the).filter(({status}) => status === 'completed')
  return [...facts, ...completed.map(({fact}) => fact)]
}

const placeOf = ({evidence}: Case): string => evidence.accounts[0]?.location ?? evidence.integration?.path ?? '--files'
