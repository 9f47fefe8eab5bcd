import {isTimeZone} from '../../segments/suite-time.js'
import {wallClockMs} from '../../segments/wall-clock.js'
import {of, ofIntegration, type Case} from '../case.js'
import type {Cause} from '../cause.js'
import {overlaps, shiftSigns} from '../signs/day-signs.js'
import type {Fact} from '../evidence.js'
import {exampleDeliveries, exampleEvidence, exampleIntegration} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'

const SHIFTED = exampleDeliveries({
  days: {
    '2026-10-04': {dayFrom: 'rows', arrivedAt: '2026-10-04T20:00:00.000Z'},
    '2026-10-05': {dayFrom: 'rows', arrivedAt: '2026-10-05T20:00:00.000Z'},
  },
})
const inBerlin = exampleIntegration({}, {timeZone: 'Europe/Berlin'})

export default {
  id: 'time-zone-shift',
  summary: 'Days are cut by another time zone than the report suite’s',
  why:
    'Days of a request are those of the report suite, or of the virtual suite it was made in, while the screen shows times of the user. Where the two ' +
    'differ, hours of one day arrive with the file of another, and every file seems a day off.',
  owner: 'you',
  needs: [['files', 'told']],
  rows: ['RW-23'],
  source: 'Analytics, "Manage Data Warehouse requests" (time zones) and "Data Warehouse" (virtual report suites)',
  next: [
    'Make the request in the report suite itself, or give the virtual suite its time zone',
    'Record the time zone by which files are due: dc configure INTEGRATION',
  ],
  judge(about) {
    const told = toldZone(about)
    const signs = signsOf(about)
    if (told !== undefined && told.isSame) return {outcome: 'ruled-out', against: [told.fact]}
    if (told !== undefined) return {outcome: 'matched', confidence: signs.length > 0 ? 'certain' : 'likely', because: [told.fact, ...signs]}
    // One such file may have been fetched by a request for today, or named by hand.
    const isToday = /today|hour/i.test(`${about.request?.preset ?? ''} ${about.request?.frequency ?? ''}`)
    if (signs.length > 1 && !isToday) return {outcome: 'matched', confidence: 'possible', because: signs.slice(0, 4)}
    return {
      outcome: 'not-checked',
      reason: 'the time zone of the request is not known (--fact request-zone=ZONE)',
      missing: ['told'],
      because: signs,
    }
  },
  examples: {
    matched: [
      {
        about: 'the request is in New York, the suite in Berlin',
        evidence: exampleEvidence({integration: inBerlin, told: {'request-zone': 'America/New_York'}}),
        confidence: 'likely',
      },
      {
        about: 'and files come before their day is over',
        evidence: exampleEvidence({deliveries: SHIFTED, integration: exampleIntegration(), told: {'request-zone': 'Asia/Tokyo'}}),
        confidence: 'certain',
      },
      {
        about: 'files come before their day is over',
        evidence: exampleEvidence({deliveries: SHIFTED, integration: exampleIntegration()}),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'both are in one zone, under two names',
        evidence: exampleEvidence({integration: inBerlin, told: {'request-zone': 'Europe/Paris'}}),
      },
    ],
    notChecked: [
      {about: 'nothing is known', evidence: exampleEvidence({})},
      {about: 'files come in order', evidence: exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-05': {dayFrom: 'rows'}}})})},
      {
        about: 'names tell the day of the delivery',
        evidence: exampleEvidence({
          integration: exampleIntegration(),
          deliveries: exampleDeliveries({
            days: {
              '2026-10-04': {dayFrom: 'rows', path: 'out/cart_20261005.csv'},
              '2026-10-05': {dayFrom: 'rows', path: 'out/cart_20261006.csv'},
            },
          }),
        }),
      },
      {
        about: 'the request is for today',
        evidence: exampleEvidence({
          deliveries: SHIFTED,
          integration: exampleIntegration(),
          warehouse: exampleWarehouse({requests: [exampleRequest({preset: 'Today'})]}),
        }),
      },
      {about: 'what was told is no time zone', evidence: exampleEvidence({integration: inBerlin, told: {'request-zone': 'here'}})},
    ],
  },
} satisfies Cause

/** Files of two days that share one: part of each day came with the next. Only of a suite whose zone is known days can be off. */
function signsOf(about: Case): Fact[] {
  if (about.evidence.integration?.timeZone == null) return []
  const halves = overlaps(about)
    .filter(({length}) => length === 2)
    .flatMap(({files}) =>
      files.map(({path, from, to}) =>
        of(path, `its rows are of ${from ?? '?'} and ${to ?? '?'}, and the next file has rows of both days' border, too`),
      ),
    )
  return [...shiftSigns(about), ...halves]
}

/** Whether the zone that was told cuts the days as the suite does, in winter and in summer. */
function toldZone(about: Case): {isSame: boolean; fact: Fact} | undefined {
  const told = about.told('request-zone')
  const suite = about.evidence.integration?.timeZone ?? null
  if (told === undefined || suite === null || !isTimeZone(told.value) || !isTimeZone(suite)) return undefined
  const year = about.evidence.asOf.slice(0, 4)
  const isSame = ['01-15', '07-15'].every(
    (day) => wallClockMs(`${year}-${day}`, '00:00', told.value) === wallClockMs(`${year}-${day}`, '00:00', suite),
  )
  const {origin} = ofIntegration(about, '')
  const fact = isSame
    ? {fact: `the days of the request are those of ${told.value}, as are those of the suite (${suite})`, origin: told.origin}
    : {fact: `the days of the request are those of ${told.value}, those of the suite are of ${suite} (${origin.file})`, origin: told.origin}
  return {isSame, fact}
}
