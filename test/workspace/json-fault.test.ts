import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {findJsonFault} from '../../src/workspace/json-fault.js'

describe('findJsonFault', () => {
  test.each([
    ['a comma too many', '{\n  "a": 1,\n}', 3],
    ['a comma too few', '{\n  "a": 1\n  "b": 2\n}', 3],
    ['a text without its end', '{\n  "a": "x,\n  "b": 1\n}', 2],
    ['a comment', '{\n  // note\n  "a": 1\n}', 2],
    ['an end that is missing', '{\n  "a": [1,\n  2\n', 4],
    ['nothing at all', '', 1],
    ['something behind the end', '{}\n{}', 2],
    ['the wrong bracket', '{\n"a": [1}\n}', 2],
  ])('names the line of %s', (_what, text, line) => {
    expect(findJsonFault(text)).toMatchObject({line})
  })

  test('knows the marks of a merge, and keys that come twice', () => {
    const merged = '{\n<<<<<<< ours\n  "a": 1\n=======\n  "a": 2\n>>>>>>> theirs\n}'
    expect(findJsonFault(merged)).toEqual({line: 2, message: 'a merge conflict is not resolved'})
    expect(findJsonFault('{"a": 1,\n "b": {"a": 2},\n "a": 3}')).toMatchObject({line: 3, message: expect.stringContaining('"a"')})
    expect(findJsonFault('[{"a": 1}, {"a": 2}]')).toBeUndefined()
  })

  test('finds no fault in what is JSON, and one in what is not', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (json, indent) => {
        expect(findJsonFault(JSON.stringify(JSON.parse(json), null, indent))).toBeUndefined()
      }),
    )
    fc.assert(
      fc.property(fc.json({maxDepth: 2}), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', 'x', '\\', '0', '\n'), (json, place, put) => {
        const at = place % (json.length + 1)
        const text = json.slice(0, at) + put + json.slice(at + 1)
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        fc.pre(!isJson)
        expect(findJsonFault(text)).toBeDefined()
      }),
    )
  })
})
