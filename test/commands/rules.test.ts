import {describe, expect, test} from 'vitest'
import {explainRule} from '../../src/jobs/explain-topic.js'
import {formatRulesByArea} from '../../src/report/rule-list.js'
import {createStyle} from '../../src/report/style.js'
import {displayWidth} from '../../src/report/visible.js'
import {RULE_AREAS, RULES} from '../../src/rules/index.js'
import {runDc} from '../support/run-dc.js'

interface ListedRule {
  id: string
  severity: string
  area: string
}

async function listed(...flags: string[]): Promise<ListedRule[]> {
  const {exitCode, stdout} = await runDc(['rules', '--json', ...flags])
  expect(exitCode).toBe(0)
  return (JSON.parse(stdout) as {rules: ListedRule[]}).rules
}

describe('dc rules', () => {
  test('in a pipe: a header and one line per rule, without colour or boxes', async () => {
    const {exitCode, stdout, stderr} = await runDc(['rules'])
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(RULES.length + 1)
    expect(lines[0]).toMatch(/^id +severity +area +summary$/)
    expect(lines).toContainEqual(expect.stringMatching(/^cart-add-without-products +error +commerce +\w/))
    expect(stdout).not.toMatch(/\u001B|[│┌]/)
  })

  test('--json lists every rule with its texts inside one object', async () => {
    const {stdout} = await runDc(['rules', '--json'])
    const list = JSON.parse(stdout) as {rules: ListedRule[]}
    expect(list).toMatchObject({schemaVersion: 1, command: 'rules'})
    expect(list.rules.map(({id}) => id).toSorted()).toEqual(RULES.map(({id}) => id))
    expect(list.rules.find(({id}) => id === 'cart-add-without-products')).toMatchObject({area: 'commerce', why: expect.any(String)})
  })

  test('filters narrow the list together, in every form of output', async () => {
    const rules = await listed('--severity', 'error', '--area', 'commerce', '--search', 'CART addition')
    expect(rules.map(({id}) => id)).toContain('cart-add-without-products')
    for (const rule of rules) expect(rule).toMatchObject({severity: 'error', area: 'commerce'})
    expect(rules.length).toBeLessThan(RULES.length)
    const {stdout} = await runDc([
      'rules',
      '--severity',
      'error',
      '--area',
      'commerce',
      '--search',
      'CART addition',
      '--csv',
      '--columns',
      'id',
    ])
    expect(
      stdout
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.trim()),
    ).toEqual(rules.map(({id}) => id))
  })

  test('--sort decides the order', async () => {
    expect((await listed('--sort', 'id')).map(({id}) => id)).toEqual(RULES.map(({id}) => id))
    const severities = (await listed('--sort', 'severity')).map(({severity}) => severity)
    expect(severities).toEqual(
      severities.toSorted((a, b) => ['error', 'warning', 'info'].indexOf(a) - ['error', 'warning', 'info'].indexOf(b)),
    )
  })

  test('--csv quotes what holds commas and quotes', async () => {
    const {stdout} = await runDc(['rules', '--csv', '--columns', 'id,source', '--search', 'cart-add-without-products'])
    expect(stdout).toContain('id,source\r\n')
    expect(stdout).toContain('cart-add-without-products,"Getting Started with Analytics data connectors, ""')
  })

  test('an unknown area exits 2 and names the areas; a filter that leaves nothing says so', async () => {
    const {exitCode, stderr} = await runDc(['rules', '--area', 'comerce'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--area commerce')
    const none = await runDc(['rules', '--search', 'no rule says this'])
    expect(none).toMatchObject({exitCode: 0, stdout: ''})
    expect(none.stderr).toContain('No rule is like that')
  })
})

test.each([40, 80, 120])('on a terminal of %i columns rules stand under their area and no line is too long', (width) => {
  const text = formatRulesByArea(RULES.map(explainRule), createStyle({color: false, boxes: true, width}))
  for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(width, 60))
  for (const {id} of RULES) expect(text).toContain(id)
})

test('every rule has an area', () => {
  expect(Object.keys(RULE_AREAS)).toEqual(RULES.map(({id}) => id))
})
