import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {SAMPLE_DEFECTS} from '../../src/connectors/sample-defects.js'
import {checkScript} from '../../src/landing/check/check-code.js'
import {lexScript} from '../../src/landing/check/lex-script.js'
import {scriptsOf} from '../../src/landing/check/scripts-of.js'
import {generateCode} from '../../src/landing/generate-code.js'

const check = (text: string, fault: Parameters<typeof checkScript>[1] = null) => checkScript({text, line: 1, isModule: false}, fault)
const ids = (text: string) => check(text).findings.map(({id}) => id)

/** The shape of the old plug-in: functions made of strings in pieces. Written for this test; `lower` is what the samples misprint. */
const plugIn = (lower = 'toLowerCase') =>
  `s.getQueryParam=new Function("p","d","u",""\n+"var s=this;return s.p_gpv(p,u)");\n` +
  `s.p_gvf=new Function("t","k",""\n+"if(t.${lower}()==k"\n+".toLowerCase())return t");\n`
const assign = (variable: string, parameter: string) => `s.${variable}=s.getQueryParam("${parameter}");`

describe('the published samples, as they were pasted', () => {
  test('four pages: a letter lost, and the recipient behind a comment', () => {
    const text = `${plugIn(' oLowerCase')}${assign('campaign', 'ET_CID')} //places cid in campaign ${assign('eVar2', 'ET_RID')} //places rid in eVar2`
    expect(check(text).findings).toMatchObject([
      {id: 'to-lower-case', severity: 'error', line: 4},
      {id: 'shared-template', severity: 'info'},
      {id: 'recipient-id-commented-out', severity: 'error', line: 6, message: expect.stringContaining('eVar2')},
    ])
  })
  test('two pages: one variable for both, the second behind a comment of its own line', () => {
    const filled = `${assign('eVar10', 'hq_m')}\n//places value from Message ID in eVarN variable ${assign('eVar10', 'hq_v')}\n//places value`
    expect(ids(filled)).toEqual(['recipient-id-commented-out', 'both-in-one-variable'])
    expect(ids(filled.replace('//places value from Message ID in eVarN variable ', ''))).toEqual(['both-in-one-variable'])
    const raw = filled.replaceAll('eVar10', 'eVarN').replaceAll(/hq_[mv]/g, '<insert the QS Param>')
    expect(ids(raw)).toEqual(['placeholder-left', 'recipient-id-commented-out', 'both-in-one-variable'])
  })
  test.each([
    ['a condition', `//if (!s.campaign) ${assign('campaign', 'b')}`],
    ['an example', `// Example: ${assign('eVar5', 'b')}`],
    ['what it was before', `${assign('eVar7', 'a')} // was ${assign('eVar7', 'b')}`],
    ['other code', `// var id = 1; ${assign('eVar5', 'b')}`],
    ['words about itself', `// no longer used ${assign('eVar5', 'b')}`],
  ])('what was taken out on purpose is no fault: %s', (_what, text) => {
    expect(ids(`${assign('campaign', 'a')}\n${text}`)).toEqual([])
  })
  test('two trackers, or twice the same, overwrite nothing', () => {
    expect(ids(`${assign('campaign', 'a')}\ns_group.campaign=s_group.Util.getQueryParam(\`b\`);`)).toEqual([])
    expect(ids(`${assign('campaign', 'a')}\n${assign('campaign', 'a')}`)).toEqual([])
  })
  test.each([
    's.campaign = new URLSearchParams(window.location.search).get("cid") || "";',
    's["campaign"] = s.Util.getQueryParam(`cid`);',
    "tracker.campaign = new URL(location.href).searchParams.get('cid');",
  ])('a copy is recognised however it is written: %s', (text) => {
    expect(check(text).recognised).toEqual([{kind: 'copy', line: 1, text: 'cid to campaign'}])
    expect(ids(text)).toEqual([])
    expect(ids(`${text}\n${text.replace('cid', 'rid')}`)).toEqual(['both-in-one-variable'])
  })
  test('one page: a remark in the code, and constants', () => {
    const text = `${assign('eVar8', 'MID')} // Message ID\n\nI am not sure, if that is useful, but\nmaybe.\ns.eVar10="May 10, 2012";\ns.eVar11="Post Click Product ID";`
    expect(check(text, {message: "Unexpected identifier 'am'", line: 3}).findings).toMatchObject([
      {id: 'remark-in-code', line: 3},
      {id: 'constant-post-click', line: 5, message: expect.stringContaining('2')},
    ])
    expect(ids('// I am not sure, if that is useful\ns.eVar10=when;')).toEqual([])
  })
  test('the purchase example: a line ends within the products string', () => {
    expect(check('s.products=";\ncat;1;50";\ns.events="purchase";', {message: 'Invalid token', line: 1}).findings).toMatchObject([
      {id: 'products-line-break', line: 1},
    ])
    expect(ids('s.products=";cat;1;50";')).toEqual([])
    expect(ids('s.products=";\\\ncat;1;50";')).toEqual([])
  })
  test('a comment without an end does not hide what stands below it', () => {
    expect(ids(`/*in the s_doPlugins function\n${assign('eVar1', 'a')}\n${assign('eVar1', 'b')}`)).toEqual([
      'comment-not-closed',
      'both-in-one-variable',
    ])
  })
  test('every defect of the catalogue has its check', () => {
    const known = [
      'to-lower-case',
      'recipient-id-commented-out',
      'both-in-one-variable',
      'remark-in-code',
      'constant-post-click',
      'shared-template',
    ]
    expect(SAMPLE_DEFECTS.map(({id}) => id).toSorted()).toEqual(known.toSorted())
  })
})

describe('what else breaks', () => {
  test('the old plug-in beside AppMeasurement, unless s.pt is there', () => {
    expect(ids(`${plugIn()}var s = new AppMeasurement();`)).toEqual(['plug-in-needs-h-code'])
    expect(ids(`${plugIn()}s.pt=new Function("x","");var s = new AppMeasurement();`)).toEqual([])
    expect(ids(plugIn())).toEqual([])
  })
  test('Analytics code that does not parse; a stranger that does not is none of our business', () => {
    expect(check(`${assign('eVar1', 'a')}\nif (`, {message: 'Unexpected end of input', line: 2}).findings).toMatchObject([
      {id: 'does-not-parse', line: 2, message: expect.stringContaining('Unexpected end of input')},
    ])
    expect(check('if (', {message: 'Unexpected end of input', line: 1})).toMatchObject({findings: [], isAnalytics: false})
  })
})

describe('no false alarm', () => {
  test.each([
    ['a fallback', `if(!s.campaign)${assign('campaign', 'cid')}\nif(!s.campaign)${assign('campaign', 'icid')}`],
    ['two branches', `if(a){${assign('eVar1', 'a')}}else{${assign('eVar1', 'b')}}`],
    ['a line taken out', `${assign('eVar1', 'a')}\n// ${assign('eVar1', 'b')}`],
    ['a word after it', `${assign('eVar1', 'a')} // takes the id`],
    ['a block taken out', `${assign('eVar1', 'a')}\n/* was: ${assign('eVar1', 'b')} */`],
    ['text in a string', `${assign('eVar1', 'a')}\nvar u="https://x.example/ places s.eVar2";`],
    ['a regular expression with quotes', `var r=x.match(/["'/]/);${assign('eVar1', 'a')} return /['"]\\//.test(y);`],
    ['a quote in a regular expression behind a word', `${assign('eVar1', 'a')}\nreturn /["]/.test(y);//;${assign('eVar1', 'b')}`],
    ['the letter in place, in pieces', `${plugIn()}var f="k.t"\n+"oLowerCase()";`],
  ])('%s', (_what, text) => {
    expect(ids(text)).toEqual([])
  })
})

describe('code of dc', () => {
  const plan = {
    id: 'spring-email',
    partner: 'Silverpop',
    gaps: [],
    copies: [{role: 'messageId', label: 'Mailing ID', parameter: 'M"ID', variable: 'campaign', key: 'message' as const}],
  }
  const landing = generateCode(plan, {library: 'appmeasurement', page: 'landing', object: 'data'})
  test('is recognised, with what it copies', () => {
    expect(check(`var a;\n${landing}`)).toMatchObject({
      deployed: [{integration: 'spring-email', intact: true, line: 2, copies: [{parameter: 'M"ID', variable: 'campaign'}]}],
      findings: [],
    })
  })
  test('that was changed, or lost its end', () => {
    expect(ids(landing.replace('+/g', '+/'))).toEqual(['dc-code-changed'])
    expect(check(landing.replace('/*! dc code end */', '')).deployed).toHaveLength(1)
  })
  test('with the product of the example still in it', () => {
    const purchase = generateCode(plan, {library: 'web-sdk', page: 'purchase', object: 'xdm'})
    expect(ids(purchase)).toEqual(['placeholder-left'])
    expect(ids(purchase.replace('"PRODUCT-ID"', 'item.sku').replace('"ORDER-ID"', 'order.id'))).toEqual([])
    expect(ids(generateCode(plan, {library: 'appmeasurement', page: 'cart', object: 'data'}))).toEqual([])
  })
})

describe('scripts of a page', () => {
  test('inline ones with their lines, external ones by address, data left out', () => {
    const page = `<!DOCTYPE html>\n<script src="/s_code.js?a=1&amp;b=2"></script>\n<script type="application/ld+json">{}</script>\n<script data-x="a>b">\nvar a;\n</script><script type=module>import "x"</script>`
    expect(scriptsOf(page)).toEqual({
      form: 'page',
      scripts: [
        {text: '\nvar a;\n', line: 4, isModule: false},
        {text: 'import "x"', line: 6, isModule: true},
      ],
      external: ['/s_code.js?a=1&b=2'],
    })
    expect(scriptsOf('var a = 1 < b;')).toMatchObject({form: 'script', scripts: [{line: 1, isModule: false}]})
    expect(scriptsOf("// x\nimport {start} from './start.js'\nstart()").scripts).toMatchObject([{isModule: true}])
  })
})

test('any text at all is read without a throw, and comments keep their place', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '/*',
      '*/',
      '//',
      '"',
      "'",
      '`',
      '\\',
      '\n',
      '/',
      's.eVar1=s.getQueryParam("a");',
      '<script>',
      '</script>',
      '/*! dc code a b c 00000000000000 */',
    ),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      for (const script of scriptsOf(text).scripts) checkScript(script, {message: 'x', line: 3})
      expect(lexScript(text).code).toHaveLength(text.length)
    }),
    {numRuns: 300},
  )
})
