import {describe, expect, test} from 'vitest'
import {
  exampleDeliveries,
  exampleEvidence,
  exampleHit,
  exampleHitDay,
  exampleHits,
  exampleIntegration,
  exampleVariable,
} from '../../src/issues/examples/examples.js'
import {exampleSuite} from '../../src/issues/examples/suite-examples.js'
import {causesUnder, matchedUnder, presenceOf} from '../support/matched-causes.js'

const ISSUE = 'no-recipient-ids'
const DAY = '2026-10-05'
const NONE = exampleDeliveries({days: {[DAY]: {rowsWithRecipient: 0}}})
const EVENTS = [exampleHitDay(DAY, {events: 4, withoutRecipient: 4})]

describe('the symptom', () => {
  const presence = (file: Parameters<typeof exampleDeliveries>[0]['days']) =>
    presenceOf(
      ISSUE,
      exampleEvidence({deliveries: exampleDeliveries(file === undefined ? {} : {days: file}), integration: exampleIntegration()}),
    )

  test('shows in files without recipients, of every segment, and in fields that nobody filled', () => {
    expect(presence({[DAY]: {rowsWithRecipient: 0}})).toBe(true)
    expect(presence({[DAY]: {segment: 'form-abandonment', rowsWithRecipient: 3}})).toBe(true)
    expect(presence({[DAY]: {rowsWithMergeTag: 5}})).toBe(true)
  })

  test('does not show in files that have them, and is unknown without files', () => {
    expect(presence({[DAY]: {}})).toBe(false)
    expect(presence(undefined)).toBe('unknown')
  })
})

test('never set and lost now and then are two causes, and never both', () => {
  const never = exampleHits({recipient: exampleVariable({hits: 0, landings: 3, landingsThatSet: 0, lost: exampleHit()}), days: EVENTS})
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries: NONE, hits: never}))).toEqual(['recipient-never-set certain'])
  const lost = exampleHits({recipient: exampleVariable({hits: 2, landings: 3, landingsThatSet: 1, lost: exampleHit()}), days: EVENTS})
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries: NONE, hits: lost}))).toEqual(['parameter-lost likely'])
})

test('what was seen is told: the landing page that loses it, and how many', () => {
  const hits = exampleHits({
    recipient: exampleVariable({hits: 0, landings: 3, landingsThatSet: 0, lost: exampleHit({name: null})}),
    days: EVENTS,
  })
  const [first] = causesUnder(ISSUE, exampleEvidence({deliveries: NONE, hits}))
  expect(first?.because.map(({fact}) => fact)).toEqual([
    'none of 10 hits sets eVar12',
    '3 landing pages had RID in the URL, and none sets eVar12, not even https://www.shop.example/cart at 10:00:00 UTC, sent by JS-2.26.0',
    '4 hits with an event of a segment have no recipient',
  ])
})

test('a snapshot decides what hits cannot', () => {
  const suite = (parts: Parameters<typeof exampleSuite>[0]) =>
    exampleEvidence({deliveries: NONE, integration: exampleIntegration({}, {suite: exampleSuite(parts)})})
  expect(matchedUnder(ISSUE, suite({variable: 'eVar12', enabled: false}))).toEqual(['variable-disabled certain'])
  expect(matchedUnder(ISSUE, suite({variable: 'eVar12', type: 'counter'}))).toEqual(['counter-variable certain'])
  expect(matchedUnder(ISSUE, suite({variable: 'eVar12', expiration: 'page-view'}))).toEqual(['recipient-expired likely'])
  expect(matchedUnder(ISSUE, suite({variable: 'eVar12', expiration: '30 days'}))).toEqual([])
})

test('the tracking code alone does not settle of what type both ids are', () => {
  const integration = exampleIntegration({}, {suite: exampleSuite({variable: 'eVar50'})})
  const counter = causesUnder(ISSUE, exampleEvidence({deliveries: NONE, integration})).find(({id}) => id === 'counter-variable')
  expect(counter?.outcome).toBe('not-checked')
})

test('the address stands for the recipient where no ID is mapped', () => {
  const integration = exampleIntegration({variables: [{role: 'emailAddress', variable: 'eVar3'}]})
  const cause = causesUnder(ISSUE, exampleEvidence({deliveries: NONE, integration})).find(({id}) => id === 'recipient-not-mapped')
  expect(cause).toMatchObject({outcome: 'ruled-out', against: [{fact: 'the recipient is mapped to eVar3'}]})
})
