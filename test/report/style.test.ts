import {describe, expect, test} from 'vitest'
import {createStyle, styleFor} from '../../src/report/style.js'
import {displayWidth} from '../../src/report/visible.js'

const terminal = {isTTY: true, columns: 80}
const pipe = {}
const UTF8 = {LANG: 'en_GB.UTF-8'}

describe('colour', () => {
  test.each([
    ['a terminal', terminal, {}, false, true],
    ['a pipe', pipe, {}, false, false],
    ['a terminal with --no-color', terminal, {}, true, false],
    ['a terminal with NO_COLOR', terminal, {NO_COLOR: '1'}, false, false],
    ['a terminal with an empty NO_COLOR', terminal, {NO_COLOR: ''}, false, true],
    ['a dumb terminal', terminal, {TERM: 'dumb'}, false, false],
    ['a pipe with FORCE_COLOR', pipe, {FORCE_COLOR: '1'}, false, true],
    ['a terminal with FORCE_COLOR=0', terminal, {FORCE_COLOR: '0'}, false, false],
    ['FORCE_COLOR against NO_COLOR', pipe, {FORCE_COLOR: '1', NO_COLOR: '1'}, false, true],
    ['--no-color against FORCE_COLOR', terminal, {FORCE_COLOR: '1'}, true, false],
  ])('%s', (_name, stream, env, noColor, colored) => {
    const style = styleFor(stream, {env: {...UTF8, ...env}, noColor})
    expect(style.paint('error', 'x').includes('\u001B[')).toBe(colored)
    expect(style.bold('x').includes('\u001B[')).toBe(colored)
  })
})

describe('boxes and Unicode', () => {
  test.each([
    ['a terminal in a UTF-8 locale', terminal, UTF8, true],
    ['LC_ALL has the last word', terminal, {...UTF8, LC_ALL: 'C'}, false],
    ['a terminal without a locale', terminal, {}, false],
    ['a dumb terminal', terminal, {...UTF8, TERM: 'dumb'}, false],
    ['a pipe', pipe, UTF8, false],
  ])('%s', (_name, stream, env, boxes) => {
    const table = styleFor(stream, {env, noColor: true}).table(['rule', 'n'], [['a', '1']])
    expect(/[┌│]/.test(table)).toBe(boxes)
  })

  test('a table has no colour codes of its own when colour is off', () => {
    expect(createStyle({color: false, boxes: true, width: 80}).table(['a', 'b'], [['1', '2']])).not.toContain('\u001B')
  })

  test('a table is never wider than the terminal: its widest column wraps', () => {
    const table = createStyle({color: true, boxes: true, width: 60}).table(['id', 'what'], [['short', 'words '.repeat(40)]])
    expect(Math.max(...table.split('\n').map(displayWidth))).toBeLessThanOrEqual(60)
    expect(table.match(/words/g)).toHaveLength(40)
  })

  test('a plain table lines its columns up, numbers to the right', () => {
    const table = createStyle({color: false, boxes: false, width: 80}).table(
      ['rule', 'n'],
      [
        ['日本', '7'],
        ['abc', '1,204'],
      ],
      [1],
    )
    expect(table.split('\n')).toEqual(['rule      n', '日本      7', 'abc   1,204'])
  })
})

test('backticked code is coloured without its ticks, or left alone', () => {
  expect(createStyle({color: false, boxes: false, width: 80}).code('set `s.products`')).toBe('set `s.products`')
  expect(createStyle({color: true, boxes: false, width: 80}).code('set `s.products`')).not.toContain('`')
})
