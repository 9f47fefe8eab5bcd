import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {DistinctCounter} from '../../src/segments/distinct-counter.js'

test('counts exactly up to its cap', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({min: 0, max: 5}), fc.integer({min: -2, max: 2})), {maxLength: 200}), (keys) => {
      const counter = new DistinctCounter()
      for (const [low, high] of keys) counter.add(low, high)
      const seen = new Map<string, number>()
      for (const key of keys) seen.set(key.join(), (seen.get(key.join()) ?? 0) + 1)
      expect(counter.counts).toEqual({
        distinct: seen.size,
        repeated: [...seen.values()].filter((count) => count > 1).length,
        extra: keys.length - seen.size,
        estimated: false,
      })
    }),
  )
})

test('estimates beyond it, within a few per cent', () => {
  const counter = new DistinctCounter(4096)
  const mix = (value: number) => {
    const mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
    return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  }
  for (let round = 0; round < 2; round++)
    for (let key = 0; key < 100_000; key++) if (round === 0 || key % 2 === 0) counter.add(mix(key), mix(key + 7_000_000))
  const {distinct, repeated, extra, estimated} = counter.counts
  expect(estimated).toBe(true)
  for (const [value, expected] of [
    [distinct, 100_000],
    [repeated, 50_000],
    [extra, 50_000],
  ] as const)
    expect(Math.abs(value - expected) / expected).toBeLessThan(0.1)
})
