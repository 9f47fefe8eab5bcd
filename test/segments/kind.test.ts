import {describe, expect, test} from 'vitest'
import {recogniseColumns} from '../../src/segments/columns.js'
import {judgeKind, type KindEvidence} from '../../src/segments/kind.js'
import {sampleIntegration} from '../support/integration.js'

const integration = sampleIntegration()

function judge(names: string[], changes: Partial<KindEvidence> & {filled?: number} = {}) {
  const {filled = 100, hasIntegration = true, ...rest} = changes
  const content = {
    rows: 100,
    totalsRows: 0,
    rowsWithProduct: 100,
    rowsWithRecipient: filled,
    rowsWithMessage: 100,
    rowsWithMergeTag: 0,
    rowsWithEmail: 0,
    rowsWithTestId: 0,
    recipients: null,
    tuples: null,
    days: null,
    examples: {product: [], recipient: [], mergeTag: [], email: [], testId: [], duplicate: []},
  }
  const {kind, confidence, signals, missing} = judgeKind({
    table: recogniseColumns(names, [], hasIntegration ? {integration} : {}),
    content,
    hasIntegration,
    days: {from: '2026-10-05', to: '2026-10-05'},
    comments: 0,
    hasCompanion: false,
    siblings: 0,
    isAtDelivery: null,
    ...rest,
  })
  return {kind, confidence, missing, points: Object.fromEntries(signals.map(({signal, points}) => [signal, points]))}
}

const GENUINE = ['Mailing ID', 'eVar12', 'Product', 'Cart Additions']

test('mapped columns, recipients and the metrics of segments make a segment file', () => {
  expect(judge(GENUINE)).toMatchObject({
    kind: 'segment',
    confidence: 'certain',
    missing: [],
    points: {'only-mapped-columns': 4, 'segment-metrics': 2, 'recipient-filled': 2, 'one-day': 1},
  })
})

test('one variable that is not mapped decides for a report, whatever else speaks against it', () => {
  expect(judge([...GENUINE, 'Search (eVar7)'], {siblings: 2, isAtDelivery: true})).toMatchObject({
    kind: 'data-warehouse',
    confidence: 'certain',
    points: {'unmapped-variable': -5},
  })
})

describe('other evidence', () => {
  test.each<[string, string[], Partial<KindEvidence> & {filled?: number}, string, Record<string, number>]>([
    [
      'a general dimension and a metric of reports',
      [...GENUINE, 'Browser', 'Visits'],
      {},
      'data-warehouse',
      {'general-dimension': -4, 'other-metric': -2},
    ],
    ['visitor ID without access', [...GENUINE, 'Visitor ID', 'Page Views'], {}, 'data-warehouse', {'general-dimension': -4}],
    ['several days alone settle nothing', GENUINE, {days: {from: '2026-10-01', to: '2026-10-07'}}, 'unknown', {'several-days': -3}],
    ['nor does a comment', GENUINE, {comments: 2}, 'unknown', {'report-comment': -1}],
    ['nor a header nobody knows', [...GENUINE, 'Whatever'], {}, 'unknown', {}],
    ['too few recipients', GENUINE, {filled: 94}, 'segment', {}],
    ['three files of a day', GENUINE, {siblings: 2}, 'segment', {'sibling-files': 2}],
    ['where the files are delivered', GENUINE, {isAtDelivery: true}, 'segment', {'delivery-place': 1}],
  ])('%s', (_what, names, changes, kind, points) => {
    const judged = judge(names, changes)
    expect(judged.kind).toBe(kind)
    expect(judged.points).toMatchObject(points)
  })

  test('too few recipients give no points', () => {
    expect(judge(GENUINE, {filled: 94}).points).not.toHaveProperty('recipient-filled')
  })
})

test('without an integration the usual names speak for a segment, less surely, and a number in a header proves nothing', () => {
  expect(judge(['Recipient ID', 'Message ID', 'Product'], {hasIntegration: false})).toMatchObject({kind: 'segment', confidence: 'possible'})
  const open = judge(['Recipient ID', 'Product', 'Search (eVar7)'], {hasIntegration: false})
  expect(open.kind).toBe('unknown')
  expect(open.missing[0]).toContain('--integration')
  expect(open.missing.length).toBeLessThanOrEqual(2)
})
