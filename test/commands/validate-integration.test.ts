import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {RULES} from '../../src/rules/index.js'
import type {ValidationResult} from '../../src/validation/result.js'
import {HOME, LANDING, har, hit, page, workspaceIn, type Entry} from '../support/landing-capture.js'
import type {sampleIntegration} from '../support/integration.js'
import {runDc} from '../support/run-dc.js'

/** Rules that know the integration, end to end: a planted fault is found by the built `dc`, the repaired capture passes. */

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dc-integration-'))
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const workspace = (name: string, integration?: Case['integration']) => workspaceIn(folder, name, integration)

interface Case {
  fault: readonly Entry[]
  repaired: readonly Entry[]
  integration?: Parameters<typeof sampleIntegration>[0]
}

const automated = {
  mode: 'automated',
  parameters: {messageId: 'MID', recipientId: 'RID'},
  landingPages: ['https://www.shop.example/*'],
} as const
const deep = `https%3A%2F%2Fwww.shop.example%2F${'a'.repeat(300)}%3FMID%3DE1%26RID%3D77`
const ads = {
  id: 'display-ads',
  partner: 'dfa',
  variables: [{role: 'trackingCode', variable: 'campaign'}],
  collection: {mode: 'integrate-module', parameters: {clickThrough: 'dfaid'}, landingPages: []},
} as const

const CASES: Readonly<Record<string, Case>> = {
  'segment-event-not-seen': {
    fault: [hit(`${HOME}&events=prodView&products=%3Ba`)],
    repaired: [
      hit(`${HOME}&events=prodView&products=%3Ba`),
      hit(`${HOME}&events=scAdd&products=%3Ba`),
      hit(`${HOME}&events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1&cc=EUR`),
    ],
  },
  'products-evar-invalid': {
    fault: [hit(`${HOME}&events=prodView&products=%3Ba%3B%3B%3B%3BeVar4%3Dx`)],
    repaired: [hit(`${HOME}&events=prodView&products=%3Ba%3B%3B%3B%3BeVar3%3Dx`)],
  },
  'products-event-undeclared': {
    fault: [hit(`${HOME}&events=prodView&products=%3Ba%3B%3B%3Bevent20%3D2`)],
    repaired: [hit(`${HOME}&events=prodView%2Cevent20&products=%3Ba%3B%3B%3Bevent20%3D2`)],
  },
  'event-not-enabled': {fault: [hit(`${HOME}&events=event50`)], repaired: [hit(`${HOME}&events=event1`)]},
  'event-counter-decimal': {fault: [hit(`${HOME}&events=event1%3D2.5`)], repaired: [hit(`${HOME}&events=event1%3D2`)]},
  'event-serial-missing': {fault: [hit(`${HOME}&events=event3`)], repaired: [hit(`${HOME}&events=event3%3AA1`)]},
  'currency-missing': {
    fault: [hit(`${HOME}&events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1`)],
    repaired: [hit(`${HOME}&events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1&cc=EUR`)],
  },
  'landing-variable-missing': {fault: [hit(`${LANDING}&v0=E1`)], repaired: [hit(`${LANDING}&v0=E1&v12=77`)]},
  'landing-variable-mismatch': {fault: [hit(`${LANDING}&v0=E2&v12=77`)], repaired: [hit(`${LANDING}&v0=e1&v12=77`)]},
  'landing-variable-late': {
    fault: [hit(LANDING), hit(`${HOME}&pe=lnk_o&pev2=tab&v0=E1&v12=77`)],
    repaired: [hit(`${LANDING}&v0=E1&v12=77`), hit(`${HOME}&pe=lnk_o&pev2=tab&v0=E1&v12=77`)],
  },
  'landing-param-too-deep': {
    fault: [hit(`g=${deep.slice(0, 255)}&-g=${deep.slice(255)}`, 'shopprod/1/H.25.2')],
    repaired: [hit(LANDING, 'shopprod/1/H.25.2')],
    integration: {collection: automated},
  },
  'landing-page-untagged': {
    fault: [
      page('https://www.shop.example/sale?MID=E1&RID=77'),
      page('https://www.shop.example/next'),
      hit('g=https%3A%2F%2Fwww.shop.example%2Fnext'),
    ],
    repaired: [page('https://www.shop.example/sale?MID=E1&RID=77'), hit(`${LANDING}&v0=E1&v12=77`), page('https://www.shop.example/next')],
  },
  'landing-redirect-lost-param': {
    fault: [page('https://www.shop.example/r?MID=E1&RID=77', 'https://www.shop.example/'), page('https://www.shop.example/'), hit(HOME)],
    repaired: [
      page('https://www.shop.example/r?MID=E1&RID=77', '/sale?MID=E1&RID=77'),
      page('https://www.shop.example/sale?MID=E1&RID=77'),
      hit(`${LANDING}&v0=E1&v12=77`),
    ],
  },
  'message-id-without-recipient-id': {
    fault: [hit('g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3DE1&v0=E1')],
    repaired: [hit(`${LANDING}&v0=E1&v12=77`)],
  },
  'campaign-conflict-dfa': {
    fault: [hit('g=https%3A%2F%2Fwww.shop.example%2F%3Fdfaid%3D1&v0=spring')],
    repaired: [hit('g=https%3A%2F%2Fwww.shop.example%2F%3Fdfaid%3D1')],
    integration: ads,
  },
  'timestamp-policy': {fault: [hit(`${HOME}&ts=1788480000`)], repaired: [hit(HOME)]},
  'link-variables-missing': {
    fault: [hit(`${HOME}&pe=lnk_o&pev2=Add%20to%20cart`)],
    repaired: [hit(`${HOME}&pe=lnk_o&pev2=Add%20to%20cart&events=scAdd&products=%3Ba`)],
  },
  'rsid-unexpected': {fault: [hit(HOME, 'shopolder/1/JS-2.26.0')], repaired: [hit(HOME, 'shopolder,shopprod/1/JS-2.26.0')]},
  'rsid-environment': {fault: [hit(HOME, 'shopdev/1/JS-2.26.0')], repaired: [hit(HOME)]},
  'collection-host-unexpected': {
    fault: [hit(HOME, 'shopprod/1/JS-2.26.0', 'https://shopprod.112.2o7.net')],
    repaired: [hit(HOME)],
  },
}

/** Where the configuration makes it another than the rule's own. */
const SEVERITIES: Readonly<Record<string, string>> = {'products-event-undeclared': 'error', 'products-evar-invalid': 'warning'}

async function validate(at: string, entries: readonly Entry[], args: readonly string[] = []): Promise<ValidationResult> {
  const {stdout} = await runDc(['validate', '-', '--json', ...args], {cwd: at, input: har(entries)})
  return JSON.parse(stdout) as ValidationResult
}

describe.each(Object.entries(CASES))('%s', (id, {fault, repaired, integration}) => {
  test('is found, with the integration it concerns', async () => {
    const at = workspace(`${id}-fault`, integration)
    const {findings} = await validate(at, fault)
    const found = findings.filter(({ruleId}) => ruleId === id)
    expect(found.length).toBeGreaterThan(0)
    for (const each of found) expect([null, integration?.id ?? 'spring-email']).toContain(each.integration)
    const usual = RULES.find((rule) => rule.id === id)?.severity
    expect(found[0]?.severity).toBe(SEVERITIES[id] ?? usual)
  })

  test('passes when repaired, and nothing else is an error', async () => {
    const {findings, rules} = await validate(workspace(`${id}-repaired`, integration), repaired)
    expect(findings.filter(({ruleId, severity}) => ruleId === id || severity === 'error')).toEqual([])
    expect(rules.find((rule) => rule.id === id)).toMatchObject({outcome: 'pass'})
  })
})

test('every rule that asks the workspace has its case', () => {
  expect(RULES.filter((rule) => rule.notReady !== undefined && CASES[rule.id] === undefined).map(({id}) => id)).toEqual([])
})

test('the finding names the integration, the page and the variable', async () => {
  const {findings} = await validate(workspace('names'), CASES['landing-variable-missing']?.fault ?? [])
  expect(findings.find(({ruleId}) => ruleId === 'landing-variable-missing')).toMatchObject({
    integration: 'spring-email',
    param: 'eVar12',
    origin: {record: 0, page: 'https://www.shop.example/sale?MID=E1&RID=77'},
  })
})

test('a page without a hit is a finding about the document', async () => {
  const {findings} = await validate(workspace('document'), CASES['landing-page-untagged']?.fault ?? [])
  expect(findings.find(({ruleId}) => ruleId === 'landing-page-untagged')).toMatchObject({
    integration: 'spring-email',
    origin: {record: 0},
    hit: {kind: 'document', url: 'https://www.shop.example/sale?MID=E1&RID=77'},
    value: 'https://www.shop.example/sale?MID=E1&RID=77',
    span: [30, 36],
  })
})

test('with a Web SDK call in the capture nothing is said of what it may have sent', async () => {
  const edge = {url: 'https://edge.adobedc.net/ee/v1/interact?configId=1', method: 'POST', status: 200}
  const body = JSON.parse(har([...(CASES['landing-page-untagged']?.fault ?? []), hit(`${LANDING}&v0=E1`), edge])) as {
    log: {entries: {request: {method: string; url: string}}[]}
  }
  for (const {request} of body.log.entries) if (request.url === edge.url) request.method = 'POST'
  const {stdout} = await runDc(['validate', '-', '--json'], {cwd: workspace('edge'), input: JSON.stringify(body)})
  const {rules} = JSON.parse(stdout) as ValidationResult
  expect(rules.find(({id}) => id === 'landing-variable-missing')).toMatchObject({outcome: 'unknown'})
})

test('a paused integration asks nothing', async () => {
  const {findings, rules} = await validate(workspace('paused', {status: 'paused'}), CASES['landing-variable-missing']?.fault ?? [])
  expect(findings.filter(({integration}) => integration !== null)).toEqual([])
  expect(rules.find(({id}) => id === 'landing-variable-missing')).toMatchObject({
    outcome: 'not-applied',
    reason: expect.stringContaining('paused'),
  })
})

test('without a workspace these rules do not apply, which is said once', async () => {
  const {rules, notes} = await validate(folder, CASES['landing-variable-missing']?.fault ?? [])
  expect(rules.find(({id}) => id === 'landing-variable-missing')).toMatchObject({
    outcome: 'not-applied',
    reason: expect.stringContaining('no workspace'),
  })
  expect(notes.filter((note) => note.includes('generic rules only'))).toHaveLength(1)
})
