import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {cutAtNewlines, eachLine, MAX_LINE_BYTES, readLines, type LineChunk} from '../../src/sources/lines.js'
import {urlListFormat} from '../../src/sources/url-list.js'
import {inChunks, readText} from './read-text.js'

async function cut(bytes: Uint8Array, chunkSize: number, targetBytes: number): Promise<LineChunk[]> {
  const chunks: LineChunk[] = []
  for await (const chunk of cutAtNewlines(inChunks(bytes, chunkSize), targetBytes)) chunks.push(chunk)
  return chunks
}

function linesOf(chunks: readonly LineChunk[]): [number, string][] {
  const lines: [number, string][] = []
  for (const chunk of chunks) {
    eachLine(
      chunk,
      (line, number) => lines.push([number, line]),
      (number) => lines.push([number, '(too long)']),
    )
  }
  return lines
}

test('chunks hold whole lines and the number of their first', async () => {
  const chunks = await cut(Buffer.from('one\ntwo\r\n\nfour'), 1, 5)
  expect(linesOf(chunks)).toEqual([
    [1, 'one'],
    [2, 'two'],
    [3, ''],
    [4, 'four'],
  ])
  expect(chunks.length).toBeGreaterThan(1)
})

test('a chunk owns its buffer, so that it can be handed to a worker while the rest is still read', async () => {
  const source = Buffer.from('one\ntwo\nthree\nfour\n')
  for await (const chunk of cutAtNewlines(inChunks(source, 7), 4)) {
    expect(chunk.bytes.byteOffset).toBe(0)
    structuredClone(chunk.bytes, {transfer: [chunk.bytes.buffer]})
  }
  expect(source.toString()).toBe('one\ntwo\nthree\nfour\n')
})

test('the chunks are the bytes, and the lines the same, however the bytes arrive', async () => {
  const bytes = fc.array(fc.constantFrom(10, 13, 65, 0xc3, 0xa9, 0xff), {maxLength: 60}).map((list) => Uint8Array.from(list))
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({min: 1, max: 9}), fc.integer({min: 1, max: 20}), async (content, chunkSize, targetBytes) => {
      const chunks = await cut(content, chunkSize, targetBytes)
      const expected = content.includes(10) ? content : content.map((byte) => (byte === 13 ? 10 : byte))
      expect(Buffer.concat(chunks.map((chunk) => chunk.bytes))).toEqual(Buffer.from(expected))
      expect(linesOf(chunks)).toEqual(linesOf([{bytes: new Uint8Array(expected), firstLine: 1}]))
    }),
  )
})

test('without a line feed in the first megabyte, lines end at carriage returns and keep their numbers', async () => {
  expect(linesOf(await cut(Buffer.from('one\rtwo\r\rfour'), 3, 5))).toEqual([
    [1, 'one'],
    [2, 'two'],
    [3, ''],
    [4, 'four'],
  ])
  const megabyte = 1024 * 1024
  for (const chunkSize of [1000, megabyte, 3 * megabyte]) {
    for (const targetBytes of [700_000, 2 * megabyte]) {
      const countOf = async (text: string): Promise<number> => linesOf(await cut(Buffer.from(text), chunkSize, targetBytes)).length
      expect(await countOf(`${'a\r'.repeat(megabyte / 2)}b\nc\r`)).toBe(megabyte / 2 + 2)
      expect(await countOf(`${'a\r'.repeat(megabyte / 2 - 1)}b\nc\rd`)).toBe(2)
    }
  }
})

test('a line beyond the limit is damage by name, costs no memory, and the lines around it are read', async () => {
  async function* bytes(): AsyncIterable<Uint8Array> {
    await Promise.resolve()
    yield Buffer.from('https://a.example/1\n')
    for (let sent = 0; sent < 60 * 1024 * 1024; sent += 1024 * 1024) yield Buffer.alloc(1024 * 1024, 'x')
    yield Buffer.from('\nhttps://a.example/3\n')
  }
  let largest = 0
  for await (const chunk of cutAtNewlines(bytes())) largest = Math.max(largest, chunk.bytes.length)
  expect(largest).toBeLessThan(1024)
  const input = {file: 0, name: 'x', bytes: bytes(), sibling: async () => undefined}
  const batches = []
  for await (const batch of readLines(urlListFormat, input)) batches.push(batch)
  expect(batches.flatMap((batch) => batch.requests.map((request) => request.place.record))).toEqual([1, 3])
  expect(batches.flatMap((batch) => batch.damaged)).toEqual([{record: 2, reason: 'the line is longer than 8 MB'}])
})

test.each([MAX_LINE_BYTES, MAX_LINE_BYTES + 1])('a line of %i bytes is judged alike whatever the chunks', async (size) => {
  const content = Buffer.concat([Buffer.from('a\n'), Buffer.alloc(size, 'x'), Buffer.from('\nb')])
  const lengths = async (chunkSize: number): Promise<[number, number | string][]> =>
    linesOf(await cut(content, chunkSize, 1000)).map(([number, line]) => [number, line.startsWith('(') ? line : line.length])
  const expected = size > MAX_LINE_BYTES ? '(too long)' : size
  for (const chunkSize of [content.length, 1024 * 1024, 3_000_001]) {
    expect(await lengths(chunkSize)).toEqual([
      [1, 1],
      [2, expected],
      [3, 1],
    ])
  }
})

test('invalid UTF-8 is read with replacement characters and keeps the line numbers', async () => {
  const bytes = Buffer.from([...Buffer.from('https://a.example/\xff', 'latin1'), 0xc3, 10, ...Buffer.from('https://a.example/2\n')])
  const {requests} = await readText(urlListFormat, bytes, 1)
  expect(requests.map(({url, place}) => [url, place.record])).toEqual([
    ['https://a.example/\ufffd\ufffd', 1],
    ['https://a.example/2', 2],
  ])
})
