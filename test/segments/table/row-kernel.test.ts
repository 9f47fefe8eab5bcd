import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {ContentCounter, type TableContent} from '../../../src/segments/content.js'
import {DELIMITERS} from '../../../src/segments/table/dialect.js'
import {cellText} from '../../../src/segments/table/record-batch.js'
import {RecordScanner} from '../../../src/segments/table/record-scanner.js'
import {RowSpace} from '../../../src/segments/table/row-space.js'

const vectors = new RowSpace()
const bytewise = new RowSpace({vectors: false})

/** What cells hold: words that mean something to the counts, and whatever else may end a cell, quote it, or be trimmed off it. */
const part = fc.oneof(
  fc.constantFrom('a', 'B', '7', '0', '12', ' ', 'ü', '商', '@', '%', '{', '|', '\t', ';', ',', '"', '\\', '\r', '\u00a0', '\0'),
  fc.constantFrom('None', '::unspecified::', 'unspecified', 'Total', 'Summe', 'test1', 'undefined', '%%ID%%', 'jane@shop.example'),
  fc.integer({min: 0, max: 99_999}).map((id) => `R${id}`),
  fc.nat(70).map((length) => 'Recipient-'.repeat(7).slice(0, length)),
  fc.string({unit: 'binary', maxLength: 6}),
)
const cell = fc.array(part, {maxLength: 3}).map((parts) => parts.join(''))
const dates = fc.constantFrom('2026-11-22', '2026-11-23', 'November 22, 2026', '', 'soon')

/** Mostly as the dialect wants it, now and then as it comes. */
function written(text: string, how: number, delimiter: string): string {
  if (how === 0) return text
  const isOdd = text.includes(delimiter) || /["\r\n]/.test(text)
  return how === 1 || isOdd ? `"${text.replaceAll('"', '""')}"` : text
}

const table = fc.record({
  rows: fc.array(fc.tuple(dates, fc.array(fc.tuple(cell, fc.nat(5)), {minLength: 5, maxLength: 5})), {maxLength: 30}),
  width: fc.integer({min: 1, max: 6}),
  delimiter: fc.constantFrom(...DELIMITERS),
  quotes: fc.boolean(),
  escapes: fc.boolean(),
  carriageReturns: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n', '\n', ',\n', '\n\n'),
  keys: fc.record({
    recipient: fc.integer({min: -1, max: 5}),
    message: fc.integer({min: -1, max: 5}),
    product: fc.integer({min: -1, max: 5}),
    date: fc.constantFrom(0, -1),
  }),
  pieces: fc.integer({min: 1, max: 400}),
})
type Table = typeof table extends fc.Arbitrary<infer T> ? T : never

function bytesOf({rows, width, delimiter: {name}, lineEnd}: Table): Uint8Array {
  const lines = rows.map(([date, cells]) =>
    [written(date, 1, name), ...cells.map(([text, how]) => written(text, how, name))].slice(0, width).join(name),
  )
  return new TextEncoder().encode(lines.map((line) => line + lineEnd).join(''))
}

interface Read {
  cells: string[][]
  lines: number[]
  ragged: unknown[]
  rows: string
  content: TableContent
}

function readAll(space: RowSpace, asked: Table): Read {
  const {width, delimiter, quotes, escapes, carriageReturns, pieces} = asked
  const bytes = bytesOf(asked)
  const inside = (column: number) => (column < width ? column : -1)
  const {recipient, message, product, date} = asked.keys
  const keys = {recipient: inside(recipient), message: inside(message), product: inside(product), date}
  const counter = new ContentCounter(keys)
  const read: Read = {cells: [], lines: [], ragged: [], rows: '', content: counter.content}
  const scanner = new RecordScanner({
    dialect: {delimiter: delimiter.byte, quotes, escapes, carriageReturns},
    width,
    line: 2,
    space,
    onRagged: (record) => read.ragged.push(record),
    onRows: (rows) => (read.rows += Buffer.from(rows).toString('latin1')),
  })
  const take = (batches: ReturnType<RecordScanner['read']>) => {
    for (const batch of batches) {
      counter.add(batch)
      for (let row = 0; row < batch.count; row++) {
        read.cells.push(Array.from({length: width}, (_, at) => cellText(batch, row * width + at)))
        read.lines.push(batch.lines[row] ?? 0)
      }
    }
  }
  for (let at = 0; at < bytes.length; at += pieces) take(scanner.read(bytes.subarray(at, at + pieces)))
  take(scanner.end())
  return {...read, content: counter.content}
}

describe('a processor without vector instructions', () => {
  test('comes to the same, whatever the table and wherever it is cut', () => {
    fc.assert(
      fc.property(table, (asked) => {
        const [one, other] = [readAll(vectors, asked), readAll(bytewise, asked)]
        expect(one).toEqual(other)
        expect(one.rows).toBe(Buffer.from(bytesOf(asked)).toString('latin1'))
      }),
      {numRuns: 1500},
    )
  })

  test('finds the same plain records, hashes and flags in any bytes', () => {
    const letters = fc.constantFrom(...'aB7 ,,,\n\n"\r\\;@%None\u{1f600}ü'.split(''))
    fc.assert(
      fc.property(
        fc.string({unit: letters, maxLength: 400}),
        fc.integer({min: 1, max: 4}),
        fc.boolean(),
        fc.nat(5),
        (text, width, quotes, from) => {
          const results = [vectors, bytewise].map((space) => {
            const bytes = new TextEncoder().encode(text)
            space.bytes.fill(0x2c, 0, bytes.length + 128).set(bytes)
            space.columns.set([0, 1, 2, 3].map((column) => (column < width ? column : -1)))
            const at = space.kernel.plain(from, bytes.length, 0, 40 * width, width, 0x2c, quotes ? 0x22 : -1)
            const filled = space.filled[0] ?? 0
            const count = filled / width
            space.kernel.keys(count, width, 1, 3)
            const of = (area: Int32Array | Uint16Array, end: number) => [...area.subarray(0, end)]
            return {
              at,
              starts: of(space.starts, filled),
              ends: of(space.ends, filled),
              hashes: of(space.hashes, count * 4),
              flags: of(space.flags, count),
              lists: [space.notable, space.recipients, space.tuples].map((list, index) => of(list, space.listed[index] ?? 0)),
            }
          })
          expect(results[0]).toEqual(results[1])
        },
      ),
      {numRuns: 1500},
    )
  })
})

test('a record longer than a piece is read whole; one that never ends costs its line alone', () => {
  const long = 'x'.repeat(300_000)
  const text = `"a\n${long}",b\n"c,d\n${`${'y'.repeat(98)},\n`.repeat(12_000)}`
  for (const space of [vectors, bytewise]) {
    const scanner = new RecordScanner({
      dialect: {delimiter: 0x2c, quotes: true, escapes: false, carriageReturns: false},
      width: 2,
      line: 1,
      space,
      onRagged: () => undefined,
    })
    const cells: string[] = []
    let count = 0
    for (const batches of [scanner.read(new TextEncoder().encode(text)), scanner.end()]) {
      for (const batch of batches) {
        for (let row = 0; row < batch.count && count + row < 2; row++) cells.push(cellText(batch, row * 2), cellText(batch, row * 2 + 1))
        count += batch.count
      }
    }
    expect(count).toBe(12_002)
    expect(cells).toEqual([`a\n${long}`, 'b', '"c', 'd'])
  }
})
