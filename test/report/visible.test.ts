import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {displayWidth, escaped, excerpt, visible, wrap} from '../../src/report/visible.js'

/** The piece of text above the carets. */
function aboveCaret({text, caret}: ReturnType<typeof excerpt>): string {
  if (caret === null) return ''
  let column = 0
  let above = ''
  for (const {segment: character} of new Intl.Segmenter('en').segment(text)) {
    if (column >= caret.column && column < caret.column + caret.width) above += character
    column += displayWidth(character)
  }
  return above
}

const unicode = {room: 60, unicode: true}

describe('visible', () => {
  test('control characters, odd blanks and invisible marks can be seen', () => {
    expect(visible('a\nb\tc\u001B[31m')).toBe('a␊b␉c␛[31m')
    expect(escaped('a\nb\tc\u001B[31m')).toBe('a\\nb\\tc\\x1B[31m')
    expect(visible('a\u200Bb\u202Ec\u00A0d\uD800e\u0085')).toBe('a\\u200Bb\\u202Ec\\u00A0d\\uD800e\\u0085')
  })

  test('an emoji keeps its joiners, other writing stays as it is', () => {
    expect(visible('👩‍👩‍👧 ключ 日本語 é')).toBe('👩‍👩‍👧 ключ 日本語 é')
  })

  test('whatever a capture holds, nothing that steers a terminal comes out', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), fc.boolean(), (text, unicode) => {
        expect(visible(text, {unicode})).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/)
      }),
    )
  })
})

describe('excerpt', () => {
  test.each([
    ['a plain value', ';cat;1;5', [1, 4], 'cat'],
    ['behind a line break', ';\ncat;1', [2, 5], 'cat'],
    ['a line break itself', ';\ncat', [1, 2], '␊'],
    ['behind wide characters', ';日本語;x', [5, 6], 'x'],
    ['wide characters', 'a日本b', [1, 3], '日本'],
    ['behind an emoji', '👩‍👩‍👧;x', [9, 10], 'x'],
    ['a leading blank', ' Home', [0, 1], '␠'],
    ['trailing blanks', 'Home  ', [4, 6], '␠␠'],
    ['blanks inside', 'a  b', [1, 3], '␠␠'],
    ['inside a surrogate pair', 'a😀b', [2, 3], '😀'],
  ] as const)('the caret stands under %s', (_name, value, span, above) => {
    expect(aboveCaret(excerpt(value, span, unicode))).toBe(above)
  })

  test('a place between characters gets one caret', () => {
    expect(excerpt('abc', [3, 3], unicode).caret).toEqual({column: 3, width: 1})
    expect(excerpt('', [0, 0], unicode)).toEqual({text: '', caret: {column: 0, width: 1}})
  })

  test('a long value is shown around the span, with an ellipsis on both sides', () => {
    const value = `${'x'.repeat(70_000)}token=abc${'y'.repeat(70_000)}`
    const shown = excerpt(value, [70_000, 70_009], unicode)
    expect(aboveCaret(shown)).toBe('token=abc')
    expect(shown.text).toMatch(/^…x+token=abcy+…$/)
    expect(displayWidth(shown.text)).toBe(60)
    expect(excerpt(value, [70_000, 70_009], {room: 60, unicode: false}).text).toMatch(/^\.{3}x+token=abcy+\.{3}$/)
  })

  test('without a span the beginning is shown', () => {
    expect(excerpt('abcdefgh', null, {room: 5, unicode: true})).toEqual({text: 'abcd…', caret: null})
  })

  test('any value and span fit the room, and the caret stays inside', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme'}), fc.nat(40), fc.nat(40), fc.integer({min: 16, max: 40}), (value, from, length, room) => {
        const start = Math.min(from, value.length)
        const {text, caret} = excerpt(value, [start, Math.min(start + length, value.length)], {room, unicode: true})
        expect(displayWidth(text)).toBeLessThanOrEqual(room)
        expect(caret?.column).toBeLessThanOrEqual(displayWidth(text))
        expect(caret?.width).toBeGreaterThan(0)
      }),
    )
  })
})

describe('wrap', () => {
  test('breaks at blanks, and inside a word only where it must', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three'])
    expect(wrap('https://www.shop.example/', 10)).toEqual(['https://ww', 'w.shop.exa', 'mple/'])
    expect(wrap('', 10)).toEqual([])
  })

  test('no line is too wide and no word is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.string({unit: 'grapheme', minLength: 1})), fc.integer({min: 4, max: 30}), (words, width) => {
        const text = words.join(' ')
        const lines = wrap(text, width)
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width)
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      }),
    )
  })
})
