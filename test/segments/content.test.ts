import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {findEmail} from '../../src/hits/personal-data.js'
import {isKnownHeader} from '../../src/segments/column-words.js'
import {recogniseColumns} from '../../src/segments/columns.js'
import {ContentCounter, type TableContent} from '../../src/segments/content.js'
import {RecordScanner} from '../../src/segments/table/record-scanner.js'
import {readTableHead} from '../../src/segments/table/table-head.js'

function countRows(text: string): TableContent {
  const bytes = new TextEncoder().encode(text)
  const head = readTableHead(bytes, {isAll: true, isKnown: isKnownHeader})
  if (head === null) throw new Error('no table')
  const counter = new ContentCounter(recogniseColumns(head.names, head.sample, {}).keys)
  const scanner = new RecordScanner({dialect: head.dialect, width: head.names.length, line: head.dataLine, onRagged: () => undefined})
  for (const batch of scanner.read(bytes.subarray(head.dataAt))) counter.add(batch)
  for (const batch of scanner.end()) counter.add(batch)
  scanner.close()
  return counter.content
}

const file = (...rows: string[]) => countRows(['Recipient ID,Message ID,Product,Date', ...rows, ''].join('\n'))

test('no value is no value, however it is spelt', () => {
  const rows = [
    'R1,M1,,',
    'R2,M1,None,',
    'R3,M1,unspecified,',
    'R4,M1,::unspecified::,',
    'R5,M1,"  ",',
    'R6,M1,Nonesuch,',
    ',M1,P1,',
    '::Unspecified::,,P1,',
  ]
  expect(file(...rows)).toMatchObject({
    rows: 8,
    rowsWithProduct: 3,
    rowsWithRecipient: 6,
    rowsWithMessage: 7,
    examples: {product: [2, 3, 4], recipient: [8, 9]},
  })
})

test('totals are no rows, wherever they stand; a recipient called so is one', () => {
  expect(file('Total,,,', 'R1,M1,P1,', 'Total,M1,P1,', 'Summe,,,', ',,Gesamt,')).toMatchObject({rows: 2, totalsRows: 3})
})

test('fields of mailings, addresses and test ids', () => {
  const rows = [
    '%%RID%%,M1,P1,',
    '{{id}},M1,P1,',
    'R1,*|MSG|*,P1,',
    'R2,100% wool,P1,',
    'jane@shop.example,M1,P1,',
    'test1,M1,P1,',
    '0000,M1,P1,',
    'undefined,M1,P1,',
    'Testarossa,M1,P1,',
  ]
  expect(file(...rows)).toMatchObject({rowsWithMergeTag: 3, rowsWithEmail: 1, rowsWithTestId: 3})
})

test('addresses are those that findEmail finds', () => {
  const label = fc.constantFrom('jane', 'a.b+c', 'x'.repeat(65), 'shop', 'example', 'com', 'js', 'png', 'de', '-a', 'ü', '@', '2x', '')
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.array(label, {maxLength: 2}), fc.array(label, {maxLength: 4})), {minLength: 1, maxLength: 8}),
      (pairs) => {
        const cells = pairs.map(([before, after]) => `${before.join('.')}@${after.join('.')}`)
        const found = cells.filter((text) => findEmail(text) !== undefined)
        expect(file(...cells.map((text) => `${text},M1,P1,`)).rowsWithEmail).toBe(found.length)
      },
    ),
  )
})

describe('repeated rows', () => {
  test('of recipient, message and product, whatever the case', () => {
    const {recipients, tuples} = file('R1,M1,P1,', 'r1,m1,p1,', 'R1,M1,P2,', 'R2,M1,P1,')
    expect(tuples).toEqual({distinct: 3, repeated: 1, extra: 1, estimated: false})
    expect(recipients).toEqual({distinct: 2, repeated: 1, extra: 2, estimated: false})
  })

  test('cells are not run together', () => {
    expect(file('R1,1M,P1,', 'R11,M,P1,', 'R1,M1,P,', 'R1,M,1P,').tuples?.extra).toBe(0)
  })
})

test('the days of all rows', () => {
  expect(file('R1,M1,P1,"January 3, 2026"', 'R1,M1,P2,"January 1, 2026"', 'R1,M1,P3,soon').days).toEqual({
    from: '2026-01-01',
    to: '2026-01-03',
    unreadable: 1,
  })
  expect(file('R1,M1,P1,').days).toBeNull()
  // In turns: what was read once is known again, and what was no date is none again.
  expect(file('R1,M1,P1,2026-01-01', 'R2,M1,P1,soon', 'R3,M1,P1,2026-01-02', 'R4,M1,P1,soon', 'R5,M1,P1,2026-01-01').days).toEqual({
    from: '2026-01-01',
    to: '2026-01-02',
    unreadable: 2,
  })
  // The date of a row of totals is passed over, that of the row behind it is read.
  expect(file('R1,M1,P1,2026-01-01', 'Total,,,2026-01-02', 'R3,M1,P1,2026-01-02').days?.to).toBe('2026-01-02')
})
