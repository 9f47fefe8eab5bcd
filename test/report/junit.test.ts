import {XMLParser, XMLValidator} from 'fast-xml-parser'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {formatJunit} from '../../src/report/junit.js'
import {escapeXml} from '../../src/report/xml.js'
import type {ValidationResult} from '../../src/validation/result.js'
import {finding, input, options, resultOf} from '../support/sample-result.js'

type Node = {[key: string]: Node[] | Node | string | undefined}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
  parseTagValue: false,
  trimValues: false,
  alwaysCreateTextNode: true,
  htmlEntities: true,
  isArray: (name) => ['testsuite', 'testcase', 'failure', 'error', 'skipped', 'system-out'].includes(name),
})

// What the schema of the Jenkins xUnit plug-in (junit-10.xsd) allows: elements with their attributes, required ones marked.
const SCHEMA: Readonly<Record<string, {attributes: readonly string[]; children: readonly string[]}>> = {
  testsuites: {attributes: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite']},
  testsuite: {
    attributes: [
      'name!',
      'tests!',
      'failures!',
      'errors!',
      'skipped',
      'time',
      'timestamp',
      'hostname',
      'id',
      'package',
      'file',
      'log',
      'url',
      'group',
    ],
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
  },
  testcase: {attributes: ['name!', 'time', 'classname', 'group'], children: ['skipped', 'error', 'failure', 'system-out', 'system-err']},
  failure: {attributes: ['type', 'message'], children: []},
  error: {attributes: ['type', 'message'], children: []},
  skipped: {attributes: ['type', 'message'], children: []},
  'system-out': {attributes: [], children: []},
}

function checkSchema(name: string, node: Node): void {
  const schema = SCHEMA[name]
  if (schema === undefined) throw new Error(`${name} is no element of the schema`)
  const attributes = Object.keys(node)
    .filter((key) => key.startsWith('@'))
    .map((key) => key.slice(1))
  for (const attribute of attributes) expect(schema.attributes.map((one) => one.replace('!', ''))).toContain(attribute)
  for (const required of schema.attributes.filter((one) => one.endsWith('!'))) expect(attributes).toContain(required.slice(0, -1))
  if (node['@time'] !== undefined) expect(node['@time']).toMatch(/^\d{0,3}(\.\d*)?$/)
  for (const [key, value] of Object.entries(node)) {
    if (key.startsWith('@') || key === '#text') continue
    expect(schema.children).toContain(key)
    for (const child of (Array.isArray(value) ? value : [value]) as Node[]) checkSchema(key, child)
  }
}

interface Suite {
  name: string
  cases: {name: string; classname: string; kind: 'passed' | 'failure' | 'error' | 'skipped'; message: string; text: string}[]
}

const nodes = (value: Node[string]): Node[] => (Array.isArray(value) ? value : [])
const text = (value: Node[string]): string => (typeof value === 'string' ? value : '')

/** Reads a report as a CI system would, after checking it: well-formed, within the schema, counts right, no name twice. */
function read(result: ValidationResult, parts: Parameters<typeof options>[0] = {}): Suite[] {
  const xml = formatJunit(result, options(parts))
  expect(XMLValidator.validate(xml)).toBe(true)
  const root = (parser.parse(xml) as {testsuites: Node}).testsuites
  checkSchema('testsuites', root)
  const suites = nodes(root['testsuite']).map((suite) => {
    const cases = nodes(suite['testcase']).map((node) => {
      const kind = (['failure', 'error', 'skipped'] as const).find((one) => node[one] !== undefined) ?? ('passed' as const)
      const [child] = nodes(node[kind === 'passed' ? 'system-out' : kind])
      return {
        name: text(node['@name']),
        classname: text(node['@classname']),
        kind,
        message: text(child?.['@message']),
        text: text(child?.['#text']),
      }
    })
    const number = (kind: string) => String(cases.filter((one) => one.kind === kind).length)
    expect(suite).toMatchObject({
      '@tests': String(cases.length),
      '@failures': number('failure'),
      '@errors': number('error'),
      '@skipped': number('skipped'),
    })
    return {name: text(suite['@name']), cases}
  })
  const names = suites.flatMap(({cases}) => cases.map(({classname, name}) => `${classname} ${name}`))
  expect(new Set(names).size).toBe(names.length)
  return suites
}

const isRed = (suites: Suite[]) => suites.some(({cases}) => cases.some(({kind}) => kind === 'failure' || kind === 'error'))
const isGreen = (suites: Suite[]) => !isRed(suites) && suites.some(({cases}) => cases.some(({kind}) => kind === 'passed'))
const good = {verdict: {exitCode: 0 as const, because: ''}}

describe('a run with findings', () => {
  test('a rule at fault is one failing case that lists every finding with what it takes to find and fix it', () => {
    const [suite] = read(resultOf([finding({value: 'a\n<b>&"', origin: {record: 2}}), finding({origin: {record: 9}})]))
    const failed = suite?.cases.find(({kind}) => kind === 'failure')
    expect(suite?.name).toBe('hits.har')
    expect(failed).toMatchObject({
      name: 'cart-add-without-products: Cart addition sent without a product',
      message: 'scAdd has no product on its image request (hits.har#2 and 1 more)',
    })
    for (const part of [
      'file: hits.har',
      'record: 2',
      'record: 9',
      'page: https://www.shop.example/cart',
      'param: products',
      'value: a␊<b>&"',
      'fix: Set',
    ])
      expect(failed?.text).toContain(part)
  })

  test('findings below the fail level do not make the report red, and are not lost', () => {
    const suites = read(resultOf([finding({severity: 'warning'})]), good)
    expect(isGreen(suites)).toBe(true)
    expect(suites[0]?.cases.find(({name}) => name.startsWith('cart-add'))?.text).toContain('warning: scAdd has no product')
    expect(isRed(read(resultOf([finding({severity: 'warning'})]), {failOn: 'warning'}))).toBe(true)
  })

  test('unknown and not applied rules are skipped with the reason', () => {
    const [suite] = read(
      resultOf([], {
        rules: [
          {id: 'open', outcome: 'unknown', reason: 'no body'},
          {id: 'away', outcome: 'not-applied', reason: 'no hit of its kind'},
          {id: 'fine'},
        ],
      }),
      good,
    )
    expect(suite?.cases.slice(1).map(({name, kind, message}) => [name, kind, message])).toEqual([
      ['open', 'skipped', 'unknown: no body'],
      ['away', 'skipped', 'not applied: no hit of its kind'],
      ['fine', 'passed', ''],
    ])
  })

  test('every capture has its suite; a finding is in that of its own', () => {
    const inputs = [input({path: 'a.har'}), input({path: 'b/b.har'})]
    const suites = read(resultOf([finding({origin: {file: 'b/b.har'}})], {inputs}))
    expect(suites.map(({name, cases}) => [name, cases.map(({kind}) => kind)])).toEqual([
      ['a.har', ['passed', 'passed']],
      ['b/b.har', ['passed', 'failure']],
    ])
  })

  test('a capture that may hold findings beyond the listed ones does not pass', () => {
    const inputs = [input({path: 'a.har'}), input({path: 'b.har'})]
    const suites = read(resultOf([finding({origin: {file: 'a.har'}})], {inputs, truncated: {'cart-add-without-products': 5}}))
    expect(suites[1]?.cases.map(({kind}) => kind)).toEqual(['passed', 'skipped'])
  })
})

describe('green and red', () => {
  test('a clean run holds a passing case even when no rule has anything to say', () => {
    expect(isGreen(read(resultOf([], {rules: [{id: 'x'}]}), good))).toBe(true)
  })

  test.each([
    ['no hit', resultOf([], {inputs: [input({hits: 0})]}), 3],
    ['no request', resultOf([], {inputs: [input({requests: 0, hits: 0, skipped: {}})]}), 3],
    ['no capture at all', resultOf([], {inputs: []}), 3],
    ['no rule that applied', resultOf([], {rules: [{id: 'x', outcome: 'not-applied'}]}), 3],
    ['a required event that never happened', resultOf([], {rules: [{id: 'x'}]}), 3],
    ['nothing but unknown', resultOf([], {rules: [{id: 'x', outcome: 'unknown'}]}), 4],
    ['damage', resultOf([], {rules: [{id: 'x'}], inputs: [input({damaged: [{record: null, reason: 'cut'}]})]}), 2],
    ['a rule that broke down', resultOf([], {rules: [{id: 'x'}]}), 70],
    ['findings that were only counted', resultOf([], {rules: [{id: 'x', outcome: 'fail'}]}), 1],
  ] as const)('%s is red', (_name, result, exitCode) => {
    expect(isRed(read(result, {verdict: {exitCode, because: 'because'}}))).toBe(true)
  })

  test('an empty run that --allow-empty accepts is neither red nor green', () => {
    const suites = read(resultOf([], {inputs: [input({hits: 0})]}), {verdict: {exitCode: 0, because: 'no hit was found'}})
    expect([isGreen(suites), isRed(suites)]).toEqual([false, false])
  })

  test('one empty capture beside a good one is skipped', () => {
    const suites = read(resultOf([], {inputs: [input({path: 'a.har'}), input({path: 'b.har', hits: 0})], rules: [{id: 'x'}]}), good)
    expect(suites[1]?.cases.map(({kind}) => kind)).toEqual(['skipped'])
    expect(isRed(suites)).toBe(false)
  })
})

describe('XML', () => {
  test('the same result gives the same bytes', () => {
    expect(formatJunit(resultOf([finding()]), options())).toBe(formatJunit(resultOf([finding()]), options()))
  })

  test('any text of a capture leaves the report well-formed and comes back as it was, but for what XML cannot hold', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => {
        const [suite] = read(resultOf([finding({message: text, value: text, origin: {page: text}})]))
        const kept = text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
        expect(suite?.cases.find(({kind}) => kind === 'failure')?.message).toBe(`${kept} (hits.har#2)`)
      }),
    )
  })

  test('escapeXml leaves no bare markup and no forbidden character', () => {
    expect(escapeXml(`<a b="c" d='e'>&\u0000\n]]>`)).toBe('&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;\uFFFD&#10;]]&gt;')
  })
})
