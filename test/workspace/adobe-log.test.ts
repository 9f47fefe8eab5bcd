import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {momentOf, parseAdobeLog} from '../../src/workspace/adobe-log.js'

describe("Adobe's activity log", () => {
  test.each([
    ['Metric data imported successfully (13 Row(s)).', {kind: 'metrics', outcome: 'done', rows: 13}],
    ['Metrics Data imported successfully', {kind: 'metrics', outcome: 'done', rows: null}],
    ['Classification data imported successfully (1,448 Row(s)).', {kind: 'classifications', outcome: 'done', rows: 1448}],
    ['Classification data import started. Review', {kind: 'classifications', outcome: 'started'}],
    ['Metric Data exported successfully', {kind: 'export', outcome: 'done'}],
    ['Error code: 0', {kind: 'export', outcome: 'failed', code: 0}],
    ['Error 1', {kind: 'metrics', outcome: 'failed', code: 1}],
    ['ERROR #3 - no rows', {kind: 'metrics', outcome: 'nothing', code: 3}],
    ['code=4', {kind: 'classifications', outcome: 'failed', code: 4}],
    ['Error code 7', {kind: 'unknown', code: null}],
    ['The mapping was changed', {kind: 'unknown', outcome: 'unknown', text: 'The mapping was changed'}],
  ])('%s', (text, entry) => expect(parseAdobeLog(text).entries).toMatchObject([entry]))

  test.each([
    ['a tab', 'Metric data imported successfully\tSep 4, 2013 3:14 AM'],
    ['CSV', '"Metric data imported successfully","Sep 4, 2013 3:14 AM"'],
    ['the date first', 'Sep 4, 2013 3:14 AM  Metric data imported successfully'],
    ['two lines', 'Metric data imported successfully\nSep 4, 2013 3:14 AM'],
    ['a heading above', 'Data In\nEvent Date\nMetric data imported successfully Sep 4, 2013 3:14 AM'],
    ['line ends of Windows', '\uFEFFEvent\tDate\r\nMetric data imported successfully\tSep 4, 2013 3:14 AM\r\n'],
  ])('a row with %s', (_how, text) => {
    const {entries} = parseAdobeLog(text)
    expect(entries).toMatchObject([{kind: 'metrics', text: 'Metric data imported successfully', date: 'Sep 4, 2013 3:14 AM'}])
  })

  test.each([
    ['Sep 4, 2013 3:14 AM', '2013-09-04T03:14:00.000Z'],
    ['September 4, 2013', '2013-09-04T00:00:00.000Z'],
    ['4 Sep 2013 15:14', '2013-09-04T15:14:00.000Z'],
    ['09/04/2013 03:14 PM', '2013-09-04T15:14:00.000Z'],
    ['9/4/13', '2013-09-04T00:00:00.000Z'],
    ['25/12/2013', '2013-12-25T00:00:00.000Z'],
    ['04.09.2013 03:14', '2013-09-04T03:14:00.000Z'],
    ['2013-09-04T03:14:05Z', '2013-09-04T03:14:05.000Z'],
    ['2013-09-04 03:14 +02:00', '2013-09-04T01:14:00.000Z'],
    ['13/13/2013', undefined],
  ])('the date %s', (date, iso) => expect(momentOf(date)?.toISOString()).toBe(iso))

  test('any text at all is read without a throw, and a very long line is cut', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 300}), (text) => {
        for (const {date} of parseAdobeLog(text).entries) if (date !== null) momentOf(date)
      }),
    )
    expect(parseAdobeLog(`${'x'.repeat(10_000)}\ny`).entries.map(({text}) => text.length)).toEqual([500, 1])
  })
})
