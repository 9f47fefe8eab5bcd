import {mkdtemp, readFile, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {codeSchema, codeTestSchema} from '../../src/jobs/schemas/code.js'
import {testCode} from '../../src/jobs/test-code.js'
import {LIBRARIES, OBJECTS} from '../../src/landing/library.js'
import type {Integration} from '../../src/mapping/integration.js'
import {change} from '../../src/workspace/store.js'
import {createWorkspace} from '../../src/workspace/workspace.js'
import {sampleIntegration} from '../support/integration.js'
import {EMAIL_PARTNERS, landingIntegration} from '../support/landing.js'
import {draft} from '../support/mapping.js'
import {runDc} from '../support/run-dc.js'

const ALLOY = 'test/fixtures/alloy/alloy-2.33.1.min.js'
let root: string
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'dc-code-')))
  const workspace = await createWorkspace(join(root, 'dc'), root)
  const put: Integration[] = [
    sampleIntegration(),
    ...EMAIL_PARTNERS.map((partner) => landingIntegration(partner)),
    draft('emarsys', {id: 'unfinished', variables: [{role: 'messageId', variable: 'eVar8'}]}),
    draft('appfigures', {id: 'apps'}),
    landingIntegration('lyris', {id: 'by-rules', collection: {...landingIntegration('lyris').collection, mode: 'automated'}, segments: []}),
  ]
  await change(workspace, () => ({action: 'added', put}), {who: 'a test'})
})
afterAll(() => rm(root, {recursive: true}))

const dc = (...args: string[]) => runDc(args, {cwd: root, env: {DC_SETTINGS: join(root, 'settings')}})

const CHOICES = LIBRARIES.flatMap((library) => (library === 'web-sdk' ? OBJECTS : (['data'] as const)).map((object) => ({library, object})))

describe('the code of every e-mail partner sends both ids', () => {
  test.each(EMAIL_PARTNERS.flatMap((partner) => CHOICES.map((choice) => ({partner, ...choice}))))(
    '$partner, $library, $object',
    async ({partner, library, object}) => {
      const {result, exitCode} = await testCode(`${partner}-mail`, {library, object}, root)
      expect(result.cases.filter(({outcome}) => outcome === 'fail')).toEqual([])
      expect(exitCode).toBe(0)
      const clean = result.cases[0]
      expect(result.copies.flatMap(({key}) => key ?? [])).toEqual(['message', 'recipient'])
      expect(clean?.hits[0]).toMatchObject({
        step: 'landing',
        kind: 'page',
        values: Object.fromEntries(result.copies.map(({variable}, index) => [variable, `${index === 0 ? 'M' : 'R'}-10${index + 1}`])),
      })
      expect(result.cases.map(({id}) => id)).toEqual(expect.arrayContaining(['no-consent', 'product-page', 'cart-page', 'purchase-page']))
    },
  )

  test.each(OBJECTS)('with the real Web SDK, %s', async (object) => {
    const {result} = await testCode('spring-email', {library: 'web-sdk', object, alloy: ALLOY, workspace: join(root, 'dc')}, process.cwd())
    expect(result.cases.filter(({outcome}) => outcome === 'fail')).toEqual([])
    expect(result.ranAgainst).toBe('alloy')
    expect(result.cases[0]?.hits[0]?.body).toContain('https://ns.adobe.com/experience/alloy')
  })
})

describe('dc code', () => {
  test('prints the code alone; as JSON with what it copies', async () => {
    const {stdout, stderr, exitCode} = await dc('code', 'Spring e-mail')
    expect({stderr, exitCode}).toEqual({stderr: '', exitCode: 0})
    expect(stdout).toMatch(/^\/\*! dc code spring-email appmeasurement landing [0-9a-f]{14} \*\/\n/)
    const {code, copies} = codeSchema.parse(JSON.parse((await dc('code', 'spring-email', '--json')).stdout))
    expect(code).toBe(stdout)
    expect(copies).toContainEqual({role: 'recipientId', parameter: 'RID', variable: 'eVar12'})
  })

  test('--write makes a file, replaces its own code in one, and leaves any other alone', async () => {
    const file = join(root, 'site.js')
    expect((await dc('code', 'spring-email', '--write', 'site.js')).exitCode).toBe(0)
    await writeFile(file, `// mine\n${(await readFile(file, 'utf8')).replace('eVar12', 'eVar99')}// mine, too\n`)
    expect((await dc('code', 'spring-email', '--write', 'site.js')).exitCode).toBe(0)
    const text = await readFile(file, 'utf8')
    expect(text).toMatch(/^\/\/ mine\n[\s\S]*"eVar12"[\s\S]*\n\/\/ mine, too\n$/)
    const refused = await dc('code', 'spring-email', '--page', 'cart', '--write', 'site.js', '--json')
    expect(refused.exitCode).toBe(2)
    expect(JSON.parse(refused.stdout)).toMatchObject({error: {code: 'file-exists', where: 'site.js'}})
    expect(await readFile(file, 'utf8')).toBe(text)
  })

  test('says all that is missing at once, with the commands that supply it', async () => {
    const {exitCode, stdout} = await dc('code', 'unfinished', '--json')
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      error: {
        code: 'landing-incomplete',
        suggestions: [
          'dc configure unfinished --parameter messageId=NAME',
          'dc map variables unfinished --set recipientId=eVarN',
          'dc configure unfinished --parameter recipientId=NAME',
        ],
      },
    })
  })

  test('a partner whose links carry nothing; a consent that is no path', async () => {
    expect(JSON.parse((await dc('code', 'apps', '--json')).stdout)).toMatchObject({error: {code: 'no-landing-parameters'}})
    expect((await dc('code', 'spring-email', '--consent', 'alert(1)')).exitCode).toBe(2)
  })

  test('notes: processing rules do the same; nobody asked for the segment', async () => {
    expect((await dc('code', 'by-rules')).stderr).toContain('processing rules')
    expect((await dc('code', 'by-rules', '--page', 'cart')).stderr).toContain('dc configure by-rules --segment cart-abandonment')
  })
})

describe('dc code test', () => {
  test('an address that carries both ids; one that does not is exit 1', async () => {
    const good = await dc('code', 'test', 'spring-email', '--url', 'https://www.shop.example/x?mid=4711&rid=08%2F15', '--json')
    expect(good.exitCode).toBe(0)
    expect(codeTestSchema.parse(JSON.parse(good.stdout)).cases).toMatchObject([
      {hits: [{values: {campaign: '4711', eVar12: '08/15'}}, {}, {}, {}]},
    ])
    const bad = await dc('code', 'test', 'spring-email', '--url', 'https://www.shop.example/x?MID=4711')
    expect(bad.exitCode).toBe(1)
    expect(bad.stdout).toContain('carries no RID')
    expect((await dc('code', 'test', 'spring-email', '--url', 'shop.example')).exitCode).toBe(2)
  })

  test('the page shows the hit as it would be sent', async () => {
    const {stdout, exitCode} = await dc('code', 'test', 'spring-email')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/landing +page +campaign=M-101, eVar12=R-102\n/)
    expect(stdout).toMatch(/\/b\/ss\/\S+&v0=M-101&v12=R-102&AQE=1/)
  })

  test('a Web SDK that is none, or for another library', async () => {
    await writeFile(join(root, 'no-sdk.js'), 'while (true) { break }\nthis.is.no.sdk()')
    const broken = await dc('code', 'test', 'spring-email', '--library', 'web-sdk', '--alloy', 'no-sdk.js')
    expect(broken.exitCode).toBe(1)
    expect(broken.stdout).toContain('the script fails')
    expect((await dc('code', 'test', 'spring-email', '--alloy', 'no-sdk.js')).exitCode).toBe(2)
    expect((await dc('code', 'test', 'spring-email', '--library', 'web-sdk', '--alloy', 'missing.js')).exitCode).toBe(2)
  })
})
