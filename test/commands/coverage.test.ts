import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {coverageSchema} from '../../src/jobs/schemas/coverage.js'
import type {sampleIntegration} from '../support/integration.js'
import {HOME, LANDING, har, hit, workspaceIn, type Entry} from '../support/landing-capture.js'
import {runDc} from '../support/run-dc.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dc-coverage-'))
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const workspace = (name: string, integration?: Parameters<typeof sampleIntegration>[0]) => workspaceIn(folder, name, integration)
const automated = {mode: 'automated', parameters: {messageId: 'MID', recipientId: 'RID'}, landingPages: []} as const

describe('dc coverage', () => {
  const coverage = async (name: string, entries: readonly Entry[], integration?: Parameters<typeof sampleIntegration>[0]) => {
    const {exitCode, stdout, stderr} = await runDc(['coverage', 'spring-email', '-', '--json'], {
      cwd: workspace(name, integration),
      input: har(entries),
    })
    return {exitCode, stderr, result: coverageSchema.parse(JSON.parse(stdout))}
  }

  test('says of every mapped variable and event how often, and where first', async () => {
    const hits = [hit(HOME), hit(`${LANDING}&v0=E1&v12=77`), hit(`${HOME}&events=scAdd&products=%3Ba&v0=E1`)]
    const {exitCode, stderr, result} = await coverage('coverage-seen', hits)
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    expect(result).toMatchObject({command: 'coverage', integration: 'spring-email', reportSuite: 'shopprod', hits: 3})
    expect(result.items).toMatchObject([
      {slot: 'campaign', role: 'messageId', expected: 'required', hits: 2, first: {record: 1, value: 'E1'}},
      {slot: 'eVar12', hits: 1, first: {record: 1, page: 'https://www.shop.example/sale?MID=E1&RID=77'}},
      {slot: 'event20', role: 'sent', expected: 'not-on-hits', hits: 0, first: null},
      ...Array.from({length: 4}, () => ({kind: 'event', hits: 0})),
      {kind: 'segment', slot: 'scAdd', hits: 1, first: {record: 2}},
      {kind: 'segment', slot: 'purchase', first: null},
      {kind: 'segment', slot: 'prodView', first: null},
    ])
  })

  test('what is required and never seen makes it exit 1; no hit at all, 3', async () => {
    expect((await coverage('coverage-never', [hit(`${LANDING}&v0=E1`)])).exitCode).toBe(1)
    expect((await coverage('coverage-nothing', [hit(LANDING, 'other/1/JS-2.26.0')])).exitCode).toBe(3)
  })

  test('in automated mode the page URL is what shows the ids', async () => {
    const {exitCode, result} = await coverage('coverage-automated', [hit(LANDING)], {collection: automated})
    expect(exitCode).toBe(0)
    expect(result.items[0]).toMatchObject({slot: 'campaign', parameter: 'MID', hits: 1, first: {value: 'E1'}})
  })

  test('people get a table and why it ends as it does', async () => {
    const {exitCode, stdout, stderr} = await runDc(['coverage', 'spring-email', '-'], {
      cwd: workspace('coverage-table'),
      input: har([hit(`${LANDING}&v0=E1`)]),
    })
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/campaign\s+messageId\s+1 hit/)
    expect(stdout).toMatch(/eVar12\s+recipientId\s+never/)
    expect(stderr).toContain('eVar12 (recipientId)')
  })
})
