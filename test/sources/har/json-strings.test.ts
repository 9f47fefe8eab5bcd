import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {decodeJsonString, skipSlowly, skipString, STILL_OPEN, STILL_OPEN_ESCAPED} from '../../../src/sources/har/json-strings.js'
import {searchableBuffer} from '../../../src/sources/har/quote-scan.js'

/** Texts with long plain stretches, where the search changes its ways, and with quotes and backslashes between them. */
const text = fc
  .array(
    fc.oneof(
      fc.nat(9000).map((length) => 'x'.repeat(length)),
      fc.nat(5000).map((length) => '\\'.repeat(length)),
      fc.nat(900).map((times) => '\\"x'.repeat(times)),
      fc.constantFrom('"', '\\', '\\"', '\\\\', '\n', 'é', '😀'),
      fc.string({unit: 'binary'}),
    ),
    {maxLength: 8},
  )
  .map((parts) => parts.join(''))

/** Position after the string, found in two chunks. */
function skipInTwo(bytes: Buffer, cut: number): number {
  const after = skipString(bytes.subarray(0, cut), 1, cut)
  if (after > 0) return after
  const from = after === STILL_OPEN_ESCAPED ? 1 : 0
  const rest = bytes.subarray(cut)
  const found = skipString(rest, from, rest.length)
  return found > 0 ? cut + found : found
}

test('a string ends where JSON says, wherever the chunks part it', () => {
  fc.assert(
    fc.property(text, fc.string(), fc.nat(), (content, behind, part) => {
      const written = Buffer.from(JSON.stringify(content))
      const bytes = Buffer.concat([written, Buffer.from(behind)])
      expect(skipInTwo(bytes, 1 + (part % written.length))).toBe(written.length)
    }),
    {numRuns: 1000},
  )
})

test('a processor without vector instructions finds the same end', () => {
  fc.assert(
    fc.property(text, fc.nat(), (content, part) => {
      const written = Buffer.from(JSON.stringify(content))
      const end = 1 + (part % written.length)
      expect(skipSlowly(written, 1, end)).toBe(skipString(written, 1, end))
    }),
    {numRuns: 1000},
  )
})

test('a string that need not be copied ends at the same byte', () => {
  const bytes = searchableBuffer(100_000)
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (content, from, part) => {
      const written = Buffer.from(JSON.stringify(content))
      const start = from % 200
      const end = start + 1 + (part % written.length)
      written.copy(bytes, start)
      const after = skipSlowly(written, 1, end - start)
      expect(skipString(bytes, start + 1, end)).toBe(after > 0 ? after + start : after)
    }),
    {numRuns: 1000},
  )
})

test('a string without an end stays open', () => {
  const open = Buffer.from(`"${'x'.repeat(1000)}`)
  expect(skipString(open, 1, open.length)).toBe(STILL_OPEN)
  const escaped = Buffer.from(`"${'x'.repeat(1000)}\\\\\\`)
  expect(skipString(escaped, 1, escaped.length)).toBe(STILL_OPEN_ESCAPED)
})

test('what JSON writes is decoded', () => {
  fc.assert(
    fc.property(text, (content) => {
      const written = Buffer.from(JSON.stringify(content))
      expect(decodeJsonString(written, 1, written.length - 1, true)).toBe(content)
    }),
  )
})
