import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {isKnownHeader} from '../../../src/segments/column-words.js'
import {DELIMITERS, type Dialect} from '../../../src/segments/table/dialect.js'
import {cellText, type RaggedRecord, type RecordBatch} from '../../../src/segments/table/record-batch.js'
import {RecordScanner} from '../../../src/segments/table/record-scanner.js'
import {readTableHead} from '../../../src/segments/table/table-head.js'

const bytesOf = (text: string) => new TextEncoder().encode(text)

interface Scanned {
  rows: string[][]
  lines: number[]
  ragged: RaggedRecord[]
}

/** Reads a table as a stream of pieces of `size` bytes. */
function scan(text: string, dialect: Partial<Dialect> & {width: number}, size = 1_000_000): Scanned {
  const {width, ...rest} = dialect
  const bytes = bytesOf(text)
  const scanned: Scanned = {rows: [], lines: [], ragged: []}
  const full = {delimiter: 0x2c, quotes: true, escapes: false, carriageReturns: false, ...rest}
  const scanner = new RecordScanner({dialect: full, width, line: 1, onRagged: (record) => scanned.ragged.push(record)})
  const take = (batches: Iterable<RecordBatch>) => {
    for (const batch of batches) {
      for (let row = 0; row < batch.count; row++) {
        scanned.rows.push(Array.from({length: width}, (_, cell) => cellText(batch, row * width + cell)))
        scanned.lines.push(batch.lines[row] ?? 0)
      }
    }
  }
  for (let at = 0; at < bytes.length; at += size) take(scanner.read(bytes.subarray(at, at + size)))
  take(scanner.end())
  scanner.close()
  return scanned
}

const cell = fc
  .string({unit: fc.constantFrom('a', 'B', '7', ' ', 'ü', '"', ',', ';', '\t', '|', '\n', '\r\n', '\\', '商'), maxLength: 8})
  .map((text) => text.trim())
const table = fc
  .integer({min: 2, max: 4})
  .chain((width) => fc.array(fc.array(cell, {minLength: width, maxLength: width}), {minLength: 1, maxLength: 12}))

describe('what is written is read, in any pieces', () => {
  test('with quotes', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(...DELIMITERS),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({min: 1, max: 60}),
        (rows, {byte, name}, end, size) => {
          const text = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(name) + end).join('')
          expect(scan(text, {width: rows[0]?.length ?? 0, delimiter: byte}, size).rows).toEqual(rows)
        },
      ),
    )
  })

  test('with backslashes', () => {
    const escape = (text: string, delimiter: string) =>
      text.replace(/[,;|\t\n\r\\"]/g, (letter) => ('\\"\n\r'.includes(letter) || letter === delimiter ? `\\${letter}` : letter))
    fc.assert(
      fc.property(table, fc.constantFrom(...DELIMITERS), fc.integer({min: 1, max: 60}), (rows, {byte, name}, size) => {
        const text = rows.map((row) => `${row.map((each) => escape(each, name)).join(name)}\n`).join('')
        fc.pre(rows.every((row) => row.some((each) => each !== '')))
        expect(scan(text, {width: rows[0]?.length ?? 0, delimiter: byte, escapes: true}, size).rows).toEqual(rows)
      }),
    )
  })

  test('any bytes at all end, and do so without a throw', () => {
    fc.assert(
      fc.property(
        fc.string({unit: 'binary', maxLength: 200}),
        fc.integer({min: 1, max: 4}),
        fc.integer({min: 1, max: 50}),
        (text, width, size) => {
          const {rows, ragged} = scan(text, {width}, size)
          expect(rows.length + ragged.length).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })
})

describe('records that do not fit', () => {
  test('a backslash where none is expected costs nothing', () => {
    expect(scan('a,b\nc\\,d,e\n"x \\"y, z\\" w",q\nC:\\,f\n', {width: 2}).rows).toEqual([
      ['a', 'b'],
      ['c,d', 'e'],
      ['x "y, z" w', 'q'],
      ['C:\\', 'f'],
    ])
    // As many cells either way: what stands behind a closing quote gives it away.
    expect(scan('"x \\"y\\" w",q\n', {width: 2}).rows).toEqual([['x "y" w', 'q']])
  })

  test('a quote that is never closed costs no row', () => {
    expect(scan('a,"b\nc,d\ne,f\n', {width: 2}).rows).toEqual([
      ['a', '"b'],
      ['c', 'd'],
      ['e', 'f'],
    ])
  })

  test('rows with too many or too few cells are told with their line, the others are read', () => {
    const {rows, lines, ragged} = scan('a,b\n\n"two\nlines",c\nx,y,z\nonly\nlast,row', {width: 2})
    expect(rows).toEqual([
      ['a', 'b'],
      ['two\nlines', 'c'],
      ['last', 'row'],
    ])
    expect(lines).toEqual([1, 3, 7])
    expect(ragged).toEqual([
      {line: 5, cells: 3},
      {line: 6, cells: 1},
    ])
  })

  test('a delimiter at the end of each row is none', () => {
    expect(scan('a,b,\nc,d,\n', {width: 2})).toMatchObject({
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
      ragged: [],
    })
  })

  test('dates with a comma and without quotes are one cell', () => {
    expect(scan('January 1, 2026,r,m\nJanuary 1, 2026, Hour 3,r,m\n', {width: 3}).rows).toEqual([
      ['January 1, 2026', 'r', 'm'],
      ['January 1, 2026, Hour 3', 'r', 'm'],
    ])
  })
})

describe('the head of a table', () => {
  const head = (text: string) => readTableHead(bytesOf(text), {isAll: true, isKnown: isKnownHeader})

  test.each([
    ['commas', 'Recipient ID,Product\nR1,P1\n', ','],
    ['tabs', 'Recipient ID\tProduct\nR1\tP1\n', '\t'],
    ['semicolons and decimal commas', 'Recipient ID;Product;Revenue\nR1;P1;12,50\nR2;P2;1,00\n', ';'],
    ['pipes', 'Recipient ID|Product\nR1|P1,P2\n', '|'],
    ['what Excel is told', 'sep=;\nRecipient ID;Product\nR1;P1\n', ';'],
  ])('%s', (_what, text, delimiter) => {
    const found = head(text)
    expect(String.fromCharCode(found?.dialect.delimiter ?? 0)).toBe(delimiter)
    expect(found?.names.slice(0, 2)).toEqual(['Recipient ID', 'Product'])
  })

  test('comments before the header are none of it, and do not count as rows', () => {
    const text = '# Report: a, b, c, d\n# Date: January 1, 2026\n\nRecipient ID,Message ID,Product\nR1,M1,P1\n'
    expect(head(text)).toMatchObject({names: ['Recipient ID', 'Message ID', 'Product'], dataLine: 5, sample: [['R1', 'M1', 'P1']]})
    expect(head(text)?.comments).toHaveLength(2)
  })

  test('a file without a header loses no row', () => {
    expect(head('R1,17,P1\nR2,18,P2\n')).toMatchObject({
      hasHeader: false,
      names: ['column 1', 'column 2', 'column 3'],
      dataAt: 0,
      dataLine: 1,
    })
  })

  test('a header alone, and one column alone', () => {
    expect(head('Recipient ID,Product\n')).toMatchObject({hasHeader: true, sample: []})
    expect(head('Recipient ID\nR1\nR2\n')).toMatchObject({names: ['Recipient ID'], sample: [['R1'], ['R2']]})
  })

  test('lines that end in a carriage return', () => {
    expect(head('Recipient ID,Product\rR1,P1\r')).toMatchObject({names: ['Recipient ID', 'Product'], sample: [['R1', 'P1']]})
  })

  test('prose is no table', () => {
    expect(head('Dear partner\nplease find enclosed\n')).toBeNull()
  })
})
