import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {afterAll, describe, expect, test} from 'vitest'
import {readSegmentRows} from '../../src/jobs/read-segment-file.js'
import {zipOf} from '../sources/make-zip.js'

/** Every encoding, delimiter, quoting and compression gives the same rows. */

const folder = mkdtempSync(join(tmpdir(), 'dc-delivered-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const ROWS = [
  {recipient: 'Zoë', message: 'M1', product: 'Schöne "Vase"'},
  {recipient: 'R2', message: 'M1', product: null},
  {recipient: 'R3', message: null, product: 'a,b;c\td|e'},
  {recipient: 'R4', message: 'M2', product: 'zwei\nZeilen'},
]
const NONE = ['Unspecified', '::unspecified::']

type Quoting = (cell: string, delimiter: string) => string
const QUOTINGS: Record<string, Quoting> = {
  quotes: (cell) => `"${cell.replaceAll('"', '""')}"`,
  'quotes where needed': (cell, delimiter) => (cell.includes(delimiter) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell),
  'quotes and backslashes': (cell) => `"${cell.replace(/["\\]/g, '\\$&')}"`,
  backslashes: (cell, delimiter) =>
    cell.replace(/[,;|\t\n\\"]/g, (letter) => (letter === delimiter || '\n\\"'.includes(letter) ? `\\${letter}` : letter)),
}
const ENCODINGS: Record<string, (text: string) => Buffer> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with its mark': (text) => Buffer.from(`\uFEFF${text}`),
  'UTF-16 LE': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16 BE': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  'Latin-1': (text) => Buffer.from(text, 'latin1'),
}
const PACKINGS: Record<string, (bytes: Buffer) => Buffer> = {
  plain: (bytes) => bytes,
  gzip: (bytes) => gzipSync(bytes),
  zip: (bytes) => zipOf({'purchases.csv': bytes}),
}

function write(delimiter: string, quote: Quoting, end: string): string {
  const rows = ROWS.map(({recipient, message, product}) => [recipient, message ?? NONE[0] ?? '', product ?? NONE[1] ?? ''])
  return [['Empfänger', 'Message ID', 'Produkt'], ...rows]
    .map((row) => row.map((cell) => quote(cell, delimiter)).join(delimiter) + end)
    .join('')
}

async function read(name: string, bytes: Uint8Array) {
  writeFileSync(join(folder, name), bytes)
  let header: string | null = null
  const rows = []
  const damage: unknown[] = []
  for await (const batch of readSegmentRows(name, {
    cwd: folder,
    onColumns: ({recipient}) => (header = recipient),
    onDamage: (each) => damage.push(each),
  }))
    rows.push(...batch)
  return {header, rows: rows.map(({recipient, message, product}) => ({recipient, message, product})), damage}
}

describe.each([',', '\t', ';', '|'])('delimiter %j', (delimiter) => {
  test.each(Object.keys(QUOTINGS))('%s', async (quoting) => {
    for (const end of ['\n', '\r\n']) {
      const text = write(delimiter, QUOTINGS[quoting] ?? ((cell) => cell), end)
      expect(await read('a.csv', Buffer.from(text))).toEqual({header: 'Empfänger', rows: ROWS, damage: []})
    }
  })
})

describe.each(Object.keys(ENCODINGS))('%s', (encoding) => {
  test.each(Object.keys(PACKINGS))('%s', async (packing) => {
    const bytes = ENCODINGS[encoding]?.(write(',', (cell) => `"${cell.replaceAll('"', '""')}"`, '\r\n')) ?? Buffer.alloc(0)
    expect(await read('b.csv', PACKINGS[packing]?.(bytes) ?? bytes)).toEqual({header: 'Empfänger', rows: ROWS, damage: []})
  })
})

test('what stands before damage is read, and the damage told', async () => {
  const text = `Recipient ID,Product\n${Array.from({length: 5000}, (_, index) => `R${index},P${Math.sin(index)}`).join('\n')}\n`
  const cut = gzipSync(text).subarray(0, -5000)
  const {rows, damage} = await read('cut.csv.gz', cut)
  expect(rows.length).toBeGreaterThan(1000)
  expect(damage).toContainEqual({record: null, reason: expect.stringContaining('is cut')})
})

test('a pinned column that is not there, and a file that is no table, are refused', async () => {
  writeFileSync(join(folder, 'c.csv'), 'a,b\n1,2\n')
  const rows = readSegmentRows('c.csv', {cwd: folder, columns: {product: 'Artikel'}})
  await expect(rows.next()).rejects.toMatchObject({code: 'unknown-column', message: expect.stringContaining('"a", "b"')})
  writeFileSync(join(folder, 'd.csv'), '<html><body>404</body></html>')
  await expect(readSegmentRows('d.csv', {cwd: folder}).next()).rejects.toMatchObject({code: 'not-a-table'})
  await expect(readSegmentRows('none.csv', {cwd: folder}).next()).rejects.toMatchObject({code: 'no-such-file'})
})

test('an empty file has no rows', async () => {
  expect((await read('e.csv', Buffer.alloc(0))).rows).toEqual([])
  expect((await read('f.csv.gz', gzipSync(''))).rows).toEqual([])
})
