import {gzipSync} from 'node:zlib'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Damage} from '../../src/files/damage.js'
import {gunzip} from '../../src/files/gzip.js'
import {inChunks} from '../sources/read-text.js'

async function unpack(bytes: Uint8Array, chunkSize = 5000): Promise<{text: Buffer; damaged: Damage[]}> {
  const damaged: Damage[] = []
  const parts: Uint8Array[] = []
  for await (const part of gunzip(inChunks(bytes, chunkSize), (damage) => damaged.push(damage))) parts.push(part)
  return {text: Buffer.concat(parts), damaged}
}

const TEXT = Buffer.from(Array.from({length: 20_000}, (_, n) => `${n} ${Math.sin(n)}\n`).join(''))
const PACKED = gzipSync(TEXT)

test('what was compressed comes back, in any chunks, also as several members', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({maxLength: 300}), {minLength: 1, maxLength: 3}),
      fc.integer({min: 1, max: 100}),
      async (parts, chunkSize) => {
        const {text, damaged} = await unpack(Buffer.concat(parts.map((part) => gzipSync(part))), chunkSize)
        expect(text).toEqual(Buffer.concat(parts))
        expect(damaged).toEqual([])
      },
    ),
    {numRuns: 50},
  )
})

describe('damage', () => {
  test('what is cut gives all that stands before the cut', async () => {
    const cut = PACKED.length - 40_000
    const {text, damaged} = await unpack(PACKED.subarray(0, cut))
    expect(text.length).toBeGreaterThan(TEXT.length * 0.7)
    expect(TEXT.subarray(0, text.length).equals(text)).toBe(true)
    expect(damaged).toEqual([{record: null, reason: `the gzip data is cut: it ends at byte ${cut}, before its own end`, container: true}])
  })

  test.each([1, 8, 9])('what lacks its last %i bytes lacks no text but that', async (missing) => {
    const {text, damaged} = await unpack(PACKED.subarray(0, -missing))
    expect(text.length).toBeGreaterThanOrEqual(missing > 8 ? TEXT.length - 100 : TEXT.length)
    expect(damaged).toHaveLength(1)
  })

  test('a wrong checksum is told and costs no text', async () => {
    const wrong = Buffer.from(PACKED)
    wrong.writeUInt32LE(1, wrong.length - 8)
    const {text, damaged} = await unpack(wrong)
    expect(text.equals(TEXT)).toBe(true)
    expect(damaged).toMatchObject([{reason: expect.stringContaining('is damaged at or before byte'), container: true}])
  })

  test('what follows the data is told, unless it is padding', async () => {
    expect((await unpack(Buffer.concat([PACKED, Buffer.alloc(5000)]))).damaged).toEqual([])
    const {text, damaged} = await unpack(Buffer.concat([PACKED, Buffer.from('something else, of some length')]))
    expect(text.length).toBeGreaterThan(TEXT.length - 20_000)
    expect(damaged).toHaveLength(1)
  })

  test('any bytes at all do not throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({maxLength: 100}), fc.boolean(), async (bytes, isGzip) => {
        const {damaged} = await unpack(isGzip ? Buffer.concat([PACKED.subarray(0, 10), bytes]) : bytes, 7)
        expect(damaged.length).toBeLessThanOrEqual(1)
      }),
      {numRuns: 200},
    )
  })
})

test('an error of reading is passed on', async () => {
  async function* failing(): AsyncIterable<Uint8Array> {
    yield PACKED.subarray(0, 100)
    await Promise.resolve()
    throw new Error('disk')
  }
  await expect(
    (async () => {
      for await (const part of gunzip(failing(), () => undefined)) void part
    })(),
  ).rejects.toThrow('disk')
})

test('a bomb stays a stream', async () => {
  let length = 0
  let longest = 0
  const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024))
  for await (const part of gunzip(inChunks(bomb, 65_536), () => undefined)) {
    length += part.length
    longest = Math.max(longest, part.length)
  }
  expect(length).toBe(100 * 1024 * 1024)
  expect(longest).toBeLessThan(20 * 1024 * 1024)
})
