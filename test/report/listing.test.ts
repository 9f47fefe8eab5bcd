import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {renderCsv, renderTable, sortRows} from '../../src/report/listing.js'
import {createStyle} from '../../src/report/style.js'

const rows = [
  {id: 'b', count: 10, name: 'Bé, "x"', done: true},
  {id: 'a', count: 9, name: null, done: false},
  {id: 'c', count: 9, name: 'C', done: null},
]

describe('sortRows', () => {
  test.each([
    [undefined, 'bac'],
    ['id', 'abc'],
    ['-id', 'cba'],
    ['count', 'acb'],
    ['-count', 'bac'],
    ['name', 'abc'],
  ])('by %s: %s', (sort, order) => {
    expect(
      sortRows(rows, sort)
        .map(({id}) => id)
        .join(''),
    ).toBe(order)
  })
})

describe('renderCsv', () => {
  test('quotes what needs it, and nothing else', () => {
    expect(renderCsv(rows, ['name', 'count', 'done'])).toBe('name,count,done\n"Bé, ""x""",10,yes\n,9,\nC,9,')
  })

  test('any text comes back from it', () => {
    const cell = fc.string({unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é')})
    fc.assert(
      fc.property(cell, cell, (one, two) => {
        expect(parseCsv(renderCsv([{one, two}], ['one', 'two']))).toEqual([
          ['one', 'two'],
          [one, two],
        ])
      }),
    )
  })
})

/** RFC 4180, written for this test alone. */
function parseCsv(text: string): string[][] {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)].filter(
    ({0: all, index}) => all !== '' || index < text.length,
  )
  const lines: string[][] = [[]]
  for (const [, quoted, plain, end] of cells) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\n') lines.push([])
  }
  if (text.endsWith(',')) lines.at(-1)?.push('')
  return lines
}

describe('renderTable', () => {
  const plain = createStyle({color: false, boxes: false, width: 80})
  const boxed = createStyle({color: false, boxes: true, width: 80})

  test('aligns columns in a pipe, numbers to the right', () => {
    expect(renderTable(rows, ['id', 'count'], plain)).toBe('ID  COUNT\nb      10\na       9\nc       9')
  })

  test('has boxes on a terminal, unless it is too narrow for them', () => {
    expect(renderTable(rows, ['id', 'count'], boxed)).toContain('│')
    const narrow = createStyle({color: false, boxes: true, width: 12})
    expect(renderTable(rows, ['id', 'count'], narrow)).toBe(renderTable(rows, ['id', 'count'], plain))
  })
})
