import {of} from '../case.js'
import type {Cause} from '../cause.js'
import {counted, firstFacts, isWholeCapture} from '../signs/delivered-ids.js'
import {exampleDeliveries, exampleEvidence, exampleHitDay, exampleHits} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'
import {captureOf} from '../signs/missing-products.js'

const DAY = '2026-10-05'
const EMPTY = exampleDeliveries({days: {'2026-10-04': {}, [DAY]: {rows: 0, digest: null}}})
const hits = (rows: number, isComplete = false) =>
  exampleHits({isComplete, days: [exampleHitDay(DAY, {events: rows, rows, rowsInDoubt: 0})]})

export default {
  id: 'no-rows-that-day',
  summary: 'The file is empty because nobody qualified on that day',
  why:
    'A request can be told to send a file for a day without data as well: then a header alone, or nothing at all, arrives, and the delivery went ' +
    'as it should.',
  owner: 'you',
  needs: [['files']],
  rows: ['RW-26'],
  source: 'Analytics, "Data Warehouse", "Report options" (send a file even if there are no data)',
  next: [
    'Treat it as a delivery without rows, and record the habit, so that it is expected',
    'dc configure INTEGRATION',
    'dc segments preview CAPTURE --integration ID --day DAY',
  ],
  judge(about) {
    const days = about.daysWith('empty')
    if (days.length === 0) return {outcome: 'not-checked', reason: 'no file without rows is there', missing: ['files']}
    const capture = captureOf(about)
    const owed = days.flatMap(({segment, day}) => {
      const {rows = 0} = about.hitsOf(segment, day) ?? {}
      return rows > 0 ? [of(capture, `hits of ${day} make ${counted(rows, 'row')} of ${segment}`)] : []
    })
    if (owed.length > 0) return {outcome: 'ruled-out', against: owed}
    const empty = firstFacts(
      days,
      ({day, files: [path = day]}) => of(path, `the file of ${day} has no row`),
      (count) => `so have the files of ${count} more days`,
    )
    const isCounted =
      isWholeCapture(about) &&
      days.every(({segment, day}) => {
        const of = about.hitsOf(segment, day)
        return of !== undefined && of.rows === 0 && of.rowsInDoubt === 0
      })
    if (isCounted) {
      const because = [...empty, of(capture, 'all hits of these days were captured, and none makes a row')]
      return {outcome: 'matched', confidence: 'certain', because, isFault: false}
    }
    const {request} = about
    const told = about.told('empty-file')
    const sends = told === undefined ? (request?.sendsEmptyFile ?? null) : told.value === 'sent'
    const origin = told?.origin ?? request?.origin
    if (sends === true && origin !== undefined) {
      const because = [...empty, {fact: 'the request sends a file for a day without data, too', origin}]
      return {outcome: 'matched', confidence: 'likely', because, isFault: false}
    }
    if (sends === false && origin !== undefined)
      return {outcome: 'ruled-out', against: [{fact: 'the request sends no file for a day without data', origin}]}
    return {
      outcome: 'not-checked',
      reason: 'whether a file is sent for a day without data is not known (--fact empty-file=sent|not-sent)',
      missing: ['request', 'hits', 'told'],
      because: empty,
    }
  },
  examples: {
    matched: [
      {
        about: 'all hits of the day make no row',
        evidence: exampleEvidence({deliveries: EMPTY, hits: hits(0, true)}),
        confidence: 'certain',
      },
      {
        about: 'the request sends empty files',
        evidence: exampleEvidence({deliveries: EMPTY, warehouse: exampleWarehouse({requests: [exampleRequest({sendsEmptyFile: true})]})}),
        confidence: 'likely',
      },
      {
        about: 'somebody looked it up',
        evidence: exampleEvidence({deliveries: EMPTY, told: {'empty-file': 'sent'}}),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {about: 'hits of the day make rows', evidence: exampleEvidence({deliveries: EMPTY, hits: hits(3), told: {'empty-file': 'sent'}})},
      {
        about: 'the request sends no empty files',
        evidence: exampleEvidence({deliveries: EMPTY, warehouse: exampleWarehouse({requests: [exampleRequest({sendsEmptyFile: false})]})}),
      },
    ],
    notChecked: [
      {about: 'no files were given', evidence: exampleEvidence({})},
      {about: 'every file has rows', evidence: exampleEvidence({deliveries: exampleDeliveries({days: {[DAY]: {}}})})},
      {about: 'nothing tells whether empty files are sent', evidence: exampleEvidence({deliveries: EMPTY})},
    ],
  },
} satisfies Cause
