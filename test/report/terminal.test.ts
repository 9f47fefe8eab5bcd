import {describe, expect, test} from 'vitest'
import {createStyle} from '../../src/report/style.js'
import {formatTerminal} from '../../src/report/terminal.js'
import {displayWidth} from '../../src/report/visible.js'
import {finding, input, options, resultOf} from '../support/sample-result.js'

const style = createStyle({color: false, boxes: true, width: 80})
const render = (...[result, parts = {}]: [ReturnType<typeof resultOf>, Parameters<typeof options>[0]?]) =>
  formatTerminal(result, {...options(parts), style})
const unwrapped = (text: string) => text.replace(/\n {11}(?=\S)/g, ' ')
const onPage = (page: string | null, record: number) => ({origin: {page, record}})

describe('a finding', () => {
  test('names page, place, hit, value and fix, with the caret under the bytes at fault', () => {
    const text = render(resultOf([finding({param: 'eVar12', wire: 'v12', value: ';a\n', span: [2, 3]})]))
    const lines = text.split('\n')
    expect(lines[0]).toMatch(/^── https:\/\/www\.shop\.example\/cart ─+ 1 error$/)
    expect(text).toContain('error  cart-add-without-products: scAdd has no product')
    expect(text).toContain('at  hits.har#2, page "Cart", 2026-09-04T08:03:09Z, JS-2.26.0, shopprod')
    const sent = lines.findIndex((line) => line.includes('eVar12 (v12) = ;a␊'))
    expect(lines[sent + 1]?.indexOf('^')).toBe(lines[sent]?.indexOf('␊'))
    expect(text).toContain('fix  Set `s.products` on the same image request.')
    expect(text).toContain('why  `dc explain cart-add-without-products`')
  })

  test('a hit without names, times or a value says so instead of printing null', () => {
    const text = render(
      resultOf([
        finding({value: null, wire: null, hit: {kind: 'link', pageName: null, time: null, library: null}, origin: {page: null}}),
        finding({ruleId: 'x', value: ''}),
      ]),
    )
    expect(text).toContain('hits.har: hits without a page URL')
    expect(text).toContain('at  hits.har#2, link without a name, shopprod')
    expect(text).toContain('products = (empty)')
    expect(text).not.toMatch(/null|undefined/)
  })

  test('escape sequences of a capture never reach the terminal', () => {
    const evil = '\u001B]0;owned\u0007\u001B[2J'
    const text = render(
      resultOf(
        [
          finding({
            value: evil,
            param: `c.${evil}`,
            origin: {page: evil, file: evil},
            hit: {pageName: evil, library: evil, reportSuites: [evil]},
          }),
        ],
        {
          inputs: [input({path: evil, damaged: [{record: 1, reason: evil}]})],
          notes: [evil],
        },
      ),
    )
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/)
  })

  test('no line is wider than the terminal, whatever the names', () => {
    const long = 'x'.repeat(300)
    const text = render(
      resultOf(
        [
          finding({
            param: `c.${long}`,
            value: long,
            span: [250, 260],
            message: long,
            origin: {page: long, file: long},
            hit: {pageName: long},
          }),
        ],
        {
          inputs: [input({path: long})],
        },
      ),
    )
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80)
  })

  test('the base name of a capture is enough unless two captures share it', () => {
    const inputs = [input({path: 'a/hits.har'}), input({path: 'b/hits.har'})]
    expect(render(resultOf([finding({origin: {file: 'a/hits.har'}})], {inputs: inputs.slice(0, 1)}))).toContain('at  hits.har#2')
    expect(render(resultOf([finding({origin: {file: 'a/hits.har'}})], {inputs}))).toContain('at  a/hits.har#2')
  })
})

describe('many findings', () => {
  test('errors come before warnings on a page, pages in order of the capture', () => {
    const text = render(
      resultOf([
        finding({severity: 'warning', ruleId: 'late', ...onPage('https://a.example/', 1)}),
        finding({severity: 'error', ruleId: 'early', ...onPage('https://a.example/', 2)}),
        finding({severity: 'error', ruleId: 'other', ...onPage('https://b.example/', 3)}),
      ]),
    )
    expect(text.match(/https:\/\/\w|late:|early:|other:/g)).toEqual(['https://a', 'early:', 'late:', 'https://b', 'other:'])
  })

  test('the same on one page is told once, with a count and places', () => {
    const text = render(resultOf(Array.from({length: 13}, (_, record) => finding({origin: {record}}))))
    expect(text.match(/cart-add-without-products: /g)).toHaveLength(1)
    expect(text).toContain('and 12 more on this page (hits.har#1, #2, #3, …)')
  })

  test('another message or parameter on the page is told on its own', () => {
    const text = render(resultOf([finding(), finding({param: 'eVar1'}), finding({message: 'something else'})]))
    expect(text.match(/cart-add-without-products: /g)).toHaveLength(3)
    // They share one remedy.
    expect(text.match(/fix {2}/g)).toHaveLength(1)
  })

  test('500 findings of one kind stay readable, and the rare one among them is still shown', () => {
    const common = Array.from({length: 500}, (_, at) => finding({severity: 'warning', ...onPage(`https://www.shop.example/p/${at}`, at)}))
    const text = render(resultOf([...common, finding({ruleId: 'rare', ...onPage('https://www.shop.example/p/499', 499)})]))
    expect(text.split('\n').length).toBeLessThan(60)
    expect(text).toContain('and 497 more on 497 other pages (hits.har#3, #4, #5, …)')
    expect(text).toContain('rare: ')
    expect(text).toContain('Failed: 1 error and 500 warnings')
  })

  test('findings that were only counted are mentioned', () => {
    expect(unwrapped(render(resultOf([finding()], {truncated: {'cart-add-without-products': 1400}})))).toContain(
      '1,400 more findings of cart-add-without-products counted and not listed',
    )
  })
})

describe('the summary', () => {
  test('holds the rules at fault with counts, the worst first, and those that could not judge', () => {
    const text = render(
      resultOf([finding({ruleId: 'mild', severity: 'info'}), finding({ruleId: 'bad'})], {
        rules: [{id: 'open', outcome: 'unknown', hits: {pass: 0, fail: 0, notApplied: 0, unknown: 4}, reason: 'a body was not recorded'}],
      }),
    )
    expect(text.match(/│ (bad|mild|open) /g)).toEqual(['│ bad ', '│ mild ', '│ open '])
    expect(text).toMatch(/│ bad +│ error +│ +1 │ +1 of 1 │/)
    expect(text).toContain('unknown  open: a body was not recorded')
  })

  test('counts the hits at fault among those that could be judged', () => {
    const result = resultOf([finding()])
    const rules = result.rules.map((rule) => ({...rule, hits: {pass: 3, fail: 1, notApplied: 10, unknown: 500}}))
    expect(render({...result, rules})).toMatch(/│ +1 of 4 │/)
  })

  test('says what was read, what was not judged in words, what was damaged, and the notes', () => {
    const text = render(
      resultOf([], {
        inputs: [
          input({
            requests: 1234,
            hits: 4,
            merged: 2,
            skipped: {'other-host': 1227, odd: 1},
            damaged: [{record: 17, reason: 'not an object'}],
          }),
        ],
        notes: ['a note'],
        rules: [{id: 'x'}],
      }),
      {verdict: {exitCode: 0, because: ''}},
    )
    expect(unwrapped(text)).toContain('hits.har (har): 1,234 requests, of which 4 hits, 2 repeats after a redirect and 1,228 not judged')
    expect(text).toContain('1,227  other-host: a request to something else')
    expect(text).toMatch(/^ +1 {2}odd$/m)
    expect(text).toContain('damaged  hits.har#17: not an object')
    expect(text).toContain('note  a note')
  })

  test('a rule that broke down is named even though it passed', () => {
    expect(render(resultOf([], {rules: [{id: 'x', reason: 'the rule failed on record 7'}]}))).toContain(
      'broken  x: the rule failed on record 7',
    )
  })

  test('a hundred captures and a thousand bad records do not fill the screen', () => {
    const damaged = Array.from({length: 100}, (_, record) => ({record, reason: 'not JSON'}))
    const inputs = Array.from({length: 100}, (_, at) =>
      input({path: `${at}.har`, hits: at === 5 ? 0 : 4, damaged: at === 7 ? damaged : []}),
    )
    const text = render(resultOf([], {inputs, rules: [{id: 'x'}]}), {verdict: {exitCode: 0, because: ''}})
    expect(text.split('\n').length).toBeLessThan(20)
    expect(text).toContain('100 captures: 1,000 requests, of which 396 hits')
    expect(text).toContain('no hit in 5.har')
    expect(text).toContain('and 95 more records')
  })

  test('a clean capture gets a short calm result', () => {
    const text = render(resultOf([], {rules: [{id: 'x'}]}), {verdict: {exitCode: 0, because: ''}})
    expect(text.trim().split('\n')).toHaveLength(4)
    expect(text).toContain('✔ Passed: no fault in 4 hits, judged by 1 rule (exit code 0)')
  })

  test('--quiet leaves the findings, or the reason why there are none', () => {
    const result = resultOf([finding()])
    expect(render(result, {quiet: true})).not.toMatch(/read {2}|why {2}|Failed|┌/)
    expect(render(resultOf([], {rules: [{id: 'x'}]}), {quiet: true, verdict: {exitCode: 0, because: ''}}).trim()).toBe('')
    expect(
      render(resultOf([], {inputs: [input({hits: 0})]}), {quiet: true, verdict: {exitCode: 3, because: 'no hit was found'}}),
    ).toContain('no hit was found')
  })
})

describe('the verdict', () => {
  const colored = createStyle({color: true, boxes: false, width: 80})
  const last = (...[result, parts]: Parameters<typeof render>) =>
    formatTerminal(result, {...options(parts), style: colored})
      .trimEnd()
      .split('\n\n')
      .at(-1) ?? ''
  const GREEN = '\u001B[32m'
  const good = {exitCode: 0 as const, because: 'no finding at or above --fail-on error'}

  test('is green when something was examined and nothing is at fault', () => {
    expect(last(resultOf([], {rules: [{id: 'x'}]}), {verdict: good})).toContain(GREEN)
    expect(last(resultOf([finding({severity: 'info'})]), {verdict: good})).toContain(GREEN)
  })

  test.each([
    ['no hit, accepted by --allow-empty', resultOf([], {inputs: [input({hits: 0})]}), {exitCode: 0 as const, because: 'no hit was found'}],
    ['no hit', resultOf([], {inputs: [input({hits: 0})]}), {exitCode: 3 as const, because: 'no hit was found'}],
    [
      'no rule that applied',
      resultOf([], {rules: [{id: 'x', outcome: 'not-applied'}]}),
      {exitCode: 0 as const, because: 'no rule applied'},
    ],
    [
      'a required event that never happened',
      resultOf([], {rules: [{id: 'x'}]}),
      {exitCode: 3 as const, because: 'event purchase never happened'},
    ],
    [
      'evidence that is missing',
      resultOf([], {rules: [{id: 'x', outcome: 'unknown'}]}),
      {exitCode: 4 as const, because: 'no body was recorded'},
    ],
    ['damage', resultOf([], {rules: [{id: 'x'}]}), {exitCode: 2 as const, because: 'the input is damaged'}],
    ['a defect', resultOf([], {rules: [{id: 'x'}]}), {exitCode: 70 as const, because: 'a rule failed'}],
    ['findings', resultOf([finding()]), {exitCode: 1 as const, because: 'findings'}],
    ['--fail-on never with findings', resultOf([finding()]), {exitCode: 0 as const, because: 'never'}],
  ])('is never green on %s', (name, result, verdict) => {
    const line = last(result, {verdict, failOn: name.startsWith('--fail-on never') ? 'never' : 'error'})
    expect(line).not.toContain(GREEN)
    expect(line).toContain(`(exit code ${verdict.exitCode})`)
  })
})

test('ASCII alone where nothing else is sure to be readable', () => {
  const ascii = createStyle({color: false, boxes: false, width: 80, unicode: false})
  const text = formatTerminal(resultOf([finding({value: `a\n${'b'.repeat(100)}`, span: [1, 2]})]), {...options(), style: ascii})
  expect(text).toMatch(/^[\n\x20-\x7E]+$/)
  expect(text).toContain('a\\nb')
})
