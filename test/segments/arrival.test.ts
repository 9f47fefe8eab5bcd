import {describe, expect, test} from 'vitest'
import {dueMs, judgeArrivals, type Deliveries, type Schedule} from '../../src/segments/arrival.js'
import {formatInZone, wallClockMs} from '../../src/segments/wall-clock.js'

const schedule: Schedule = {
  expectedBy: '06:00',
  timeZone: 'UTC',
  from: '2026-10-01',
  until: null,
  days: 'daily',
  emptyFile: 'unknown',
  isPaused: false,
}
const deliveries: Deliveries = {
  arrivedMs: new Map(),
  isListed: true,
  keptFrom: null,
  emptiedBefore: null,
  unread: new Map(),
  looksMs: [],
  hasDaylessFile: false,
  qualified: new Set(),
  failed: new Set(),
}
const at = (time: string) => Date.parse(`${time}:00Z`)

function judge(day: string, now: string, changes: {schedule?: Partial<Schedule>; deliveries?: Partial<Deliveries>} = {}) {
  const [judged] = judgeArrivals([day], {...schedule, ...changes.schedule}, {...deliveries, ...changes.deliveries}, at(now))
  return {arrival: judged?.arrival, hours: (judged?.graceMs ?? 0) / 3_600_000, recheck: judged?.recheckAtMs}
}

const arrived = (...times: [day: string, time: string][]) => ({arrivedMs: new Map(times.map(([day, time]) => [day, at(time)]))})

describe('the words', () => {
  test.each([
    ['before the grace is over', '2026-10-06T11:59', 'too-early', '2026-10-06T12:00'],
    ['at its end', '2026-10-06T12:00', 'overdue', '2026-10-09T06:00'],
    ['before 72 hours are over', '2026-10-09T05:59', 'overdue', '2026-10-09T06:00'],
    ['after them', '2026-10-09T06:00', 'absent', null],
  ])('no file, %s', (_when, now, arrival, recheck) => {
    expect(judge('2026-10-05', now)).toMatchObject({arrival, recheck: recheck === null ? null : at(recheck)})
  })

  test('a file within the grace is received, one after it late', () => {
    expect(judge('2026-10-05', '2026-10-20T00:00', {deliveries: arrived(['2026-10-05', '2026-10-06T12:00'])}).arrival).toBe('received')
    expect(judge('2026-10-05', '2026-10-20T00:00', {deliveries: arrived(['2026-10-05', '2026-10-06T12:01'])}).arrival).toBe('late')
  })

  test('missing only where a file was owed', () => {
    const later = arrived(['2026-10-06', '2026-10-07T05:00'])
    const now = '2026-10-07T07:00'
    expect(judge('2026-10-05', now, {deliveries: later}).arrival).toBe('absent')
    expect(judge('2026-10-05', now, {deliveries: {...later, qualified: new Set(['2026-10-05'])}}).arrival).toBe('missing')
    expect(judge('2026-10-05', now, {deliveries: later, schedule: {emptyFile: 'sent'}}).arrival).toBe('missing')
    expect(judge('2026-10-05', now, {deliveries: {failed: new Set(['2026-10-05'])}, schedule: {emptyFile: 'sent'}}).arrival).toBe('missing')
    expect(judge('2026-10-05', now, {schedule: {emptyFile: 'sent'}}).arrival).toBe('overdue')
  })

  test.each<[string, Partial<Schedule>]>([
    ['before the first day', {from: '2026-10-06'}],
    ['after the last', {until: '2026-10-04'}],
    ['while the integration is paused', {isPaused: true}],
    // A Monday.
    ['on a day of the week without one', {days: ['tuesday', 'sunday']}],
  ])('not expected %s', (_when, changes) => {
    expect(judge('2026-10-05', '2026-11-01T00:00', {schedule: changes}).arrival).toBe('not-expected')
  })

  test.each<[string, Partial<Deliveries>]>([
    ['the listing broke off', {isListed: false}],
    ['the day is no longer kept', {keptFrom: '2026-10-06'}],
    ['the receiver takes files away', {emptiedBefore: '2026-10-06'}],
  ])('unknown when %s', (_why, changes) => {
    expect(judge('2026-10-05', '2026-11-01T00:00', {deliveries: changes, schedule: {emptyFile: 'sent'}}).arrival).toBe('unknown')
  })

  test('somebody who looked in time knows that nothing was there to take away', () => {
    const looked = {emptiedBefore: '2026-10-06', looksMs: [at('2026-10-07T09:00')]}
    expect(judge('2026-10-05', '2026-11-01T00:00', {deliveries: looked, schedule: {emptyFile: 'sent'}}).arrival).toBe('missing')
  })
})

describe('grace', () => {
  const past = (hours: number[]) =>
    arrived(
      ...hours.map((each, index): [string, string] => {
        const day = `2026-10-${String(index + 1).padStart(2, '0')}`
        return [day, new Date(dueMs(day, schedule) + each * 3_600_000).toISOString().slice(0, 16)]
      }),
    )

  test.each([
    ['six deliveries say nothing', [9, 9, 9, 9, 9, 9], 6],
    ['seven do', [9, 9, 9, 9, 9, 9, 9], 9],
    ['the slowest of seven counts', [1, 1, 1, 1, 1, 1, 11], 11],
    ['early ones count as in time, and two hours are the least', [-3, -3, -3, -3, -3, -3, -3], 2],
    ['a day is the most', [1, 1, 1, 1, 1, 1, 40], 24],
    ['of twenty-one the slowest does not', [...Array.from({length: 20}, () => 3), 20], 3],
  ])('%s', (_what, hours, grace) => {
    expect(judge('2026-10-28', '2026-10-29T00:00', {deliveries: past(hours)}).hours).toBe(grace)
  })

  test('later days do not change the answer about a day', () => {
    expect(judge('2026-10-03', '2026-10-29T00:00', {deliveries: past([9, 9, 9, 9, 9, 9, 9, 9])}).hours).toBe(6)
  })
})

describe('wall clocks', () => {
  test.each([
    ['Europe/Berlin', '2026-03-28', '06:00', '2026-03-28T06:00:00+01:00'],
    ['Europe/Berlin', '2026-03-29', '06:00', '2026-03-29T06:00:00+02:00'],
    // Skipped: half past two is half past three.
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T03:30:00+02:00'],
    // Twice: the first.
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T02:30:00+02:00'],
    ['America/Los_Angeles', '2026-11-01', '01:30', '2026-11-01T01:30:00-07:00'],
    ['Asia/Kolkata', '2026-10-05', '06:00', '2026-10-05T06:00:00+05:30'],
    ['Pacific/Kiritimati', '2026-10-05', '00:00', '2026-10-05T00:00:00+14:00'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-04T02:45:00+11:00'],
  ])('%s %s %s', (zone, day, time, expected) => {
    expect(formatInZone(wallClockMs(day, time, zone), zone)).toBe(expected)
  })

  test('due the day after, whatever the clock does in that night', () => {
    expect(new Date(dueMs('2026-10-24', {expectedBy: '06:00', timeZone: 'Europe/Berlin'})).toISOString()).toBe('2026-10-25T05:00:00.000Z')
    expect(new Date(dueMs('2026-10-23', {expectedBy: '06:00', timeZone: 'Europe/Berlin'})).toISOString()).toBe('2026-10-24T04:00:00.000Z')
  })
})
