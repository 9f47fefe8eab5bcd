import fc from 'fast-check'
import {Script} from 'node:vm'
import {describe, expect, test} from 'vitest'
import {decodeHit} from '../../src/hits/hit.js'
import {runPageScripts} from '../../src/jobs/run-page-scripts.js'
import {generateCode} from '../../src/landing/generate-code.js'
import {LIBRARIES, OBJECTS, PAGES, type CodeChoice} from '../../src/landing/library.js'
import type {LandingPlan} from '../../src/landing/plan.js'
import {readParameter} from '../../src/landing/read-parameters.js'
import {findMarkedCode} from '../../src/landing/script-text.js'
import {landingScripts} from '../../src/landing/test-script.js'

const plan = (changes: Partial<LandingPlan> = {}): LandingPlan => ({
  id: 'spring-email',
  partner: 'Silverpop Engage 2.0',
  copies: [
    {role: 'messageId', label: 'Mailing ID', parameter: 'MID', variable: 'campaign', key: 'message'},
    {role: 'recipientId', label: 'Silverpop ID', parameter: 'RID', variable: 'eVar12', key: 'recipient'},
  ],
  gaps: [],
  ...changes,
})
const CHOICES: CodeChoice[] = LIBRARIES.flatMap((library) =>
  PAGES.flatMap((page) => (library === 'web-sdk' ? OBJECTS : (['data'] as const)).map((object) => ({library, page, object}))),
)
const LANDING: CodeChoice = {library: 'appmeasurement', page: 'landing', object: 'data'}

/** The variables of the landing hit, by wire name. */
function land(
  url: string,
  {copies = plan().copies, before = '', consent}: {copies?: LandingPlan['copies']; before?: string; consent?: string} = {},
) {
  const choice = {...LANDING, consent}
  const code = before + generateCode(plan({copies}), choice)
  const {requests, fault} = runPageScripts(landingScripts({plan: plan({copies}), choice, code, alloy: undefined}), {
    url,
    consent: true,
    consentPath: [],
  })
  if (fault !== undefined) throw new Error(fault)
  const hit = decodeHit({url: requests[0]?.url ?? '', method: 'GET', bodyState: 'none', place: {file: 0, record: 0}})
  return Object.fromEntries(copies.map(({variable}) => [variable, hit?.value(variable)]))
}

describe('generated code', () => {
  test.each(CHOICES)('$library, $page, $object: parses, is ES5, marked and intact', (choice) => {
    const code = generateCode(plan(), {...choice, consent: 'shop.consent'})
    expect(() => new Script(code)).not.toThrow()
    const withoutText = code.replace(/"(?:\\.|[^"\\])*"|\/\/.*/g, '')
    expect(withoutText).not.toMatch(/\b(?:let|const|class|async|await|eval|Function)\b|=>|`|\?\.|\.\.\./)
    expect(findMarkedCode(code)).toMatchObject([
      {
        integration: 'spring-email',
        library: choice.library,
        page: choice.page,
        object: choice.library === 'web-sdk' ? choice.object : null,
        intact: true,
      },
    ])
    expect(generateCode(plan(), {...choice, consent: 'shop.consent'})).toBe(code)
  })

  test('the mark tells a changed line from changed blanks', () => {
    const code = generateCode(plan(), LANDING)
    expect(findMarkedCode(code.replaceAll('\n', '\r\n  '))[0]?.intact).toBe(true)
    expect(findMarkedCode(code.replace('eVar12', 'eVar13'))[0]?.intact).toBe(false)
  })

  test('whatever names are called, they stay text', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', minLength: 1}), fc.string({unit: 'binary'}), (parameter, partner) => {
        const nasty = ['*/alert(1)//', '</script><script>', '");alert(1);("', '\u2028alert(1)', '<!--'].join(parameter)
        const copies = plan().copies.map((copy) => ({...copy, parameter: nasty}))
        const code = generateCode(plan({copies, partner: nasty + partner}), LANDING)
        expect(() => new Script(code)).not.toThrow()
        expect(code).not.toMatch(/<\/script|<!--/i)
        expect(findMarkedCode(code)).toMatchObject([{intact: true}])
        expect(code.split(/[\n\u2028\u2029]/).filter((line) => line.startsWith('alert'))).toEqual([])
      }),
      {numRuns: 50},
    )
  })
})

describe('reading the address', () => {
  test.each([
    ['?MID=1&RID=2', '1', '2'],
    ['?mid=1&Rid=2', '1', '2'],
    ['?MID=&MID=%20&MID=1&RID=2&RID=3', '1', '2'],
    ['?MID=1&RID=2#MID=9?RID=9', '1', '2'],
    ['?xMID=7&MIDx=8', undefined, undefined],
    ['?MID&RID=', undefined, undefined],
    ['?MID=a%2Bb%3D%3D&RID=%2541', 'a+b==', '%41'],
    ['?MID=a+b&RID=%C3%A9%zz', 'a b', 'é%zz'],
    ['?MID=a=b&RID=%E9%C3%A9', 'a=b', '%E9%C3%A9'],
    ['?x=1&amp;MID=1&amp;RID=2', '1', '2'],
    ['?M%49D=1&RID=D%3DUser-Agent', '1', undefined],
    ['?MID=%00%0A1%0D&RID=%09', '1', undefined],
    ['', undefined, undefined],
  ])('%s', (query, message, recipient) => {
    expect(land(`https://www.shop.example/${query}`)).toEqual({campaign: message, eVar12: recipient})
  })

  test('agrees with the yardstick on any query', () => {
    const piece = fc.oneof(
      {weight: 3, arbitrary: fc.constantFrom('&MID=', '&rid=')},
      {
        weight: 3,
        arbitrary: fc.constantFrom('=', '&', '%', '%C3%A9', '%E2%82', '%zz', '+', '#', '?', '&amp;', 'D%3D', 'D=', '%00', '%20', 'x'),
      },
      {weight: 1, arbitrary: fc.string()},
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const url = `https://www.shop.example/?${pieces.join('').replace(/[\p{Cs}\s]/gu, '')}`
        expect(land(url)).toEqual({campaign: readParameter(url, 'MID') || undefined, eVar12: readParameter(url, 'RID') || undefined})
      }),
      {numRuns: 60},
    )
  })
})

describe('on a page with other code', () => {
  test('the doPlugins of the site runs first', () => {
    const before = 's.doPlugins = function (s) { s.eVar12 = "from the site"; s.campaign = "from the site"; };\n'
    expect(land('https://www.shop.example/?MID=1', {before})).toEqual({campaign: '1', eVar12: 'from the site'})
  })

  test.each([
    ['a value that is true', 'window.shop = {ok: true};', '1'],
    ['a function that says yes', 'window.shop = {ok: function () { return this === window.shop; }};', '1'],
    ['a function that says something else', 'window.shop = {ok: function () { return "yes"; }};', undefined],
    ['nothing there', '', undefined],
    ['no object', 'window.shop = null;', undefined],
  ])('consent: %s', (_what, before, message) => {
    expect(land('https://www.shop.example/?MID=1', {before: `${before}\n`, consent: 'shop.ok'})['campaign']).toBe(message)
  })
})
