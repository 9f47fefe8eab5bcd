import {existsSync} from 'node:fs'
import {mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import * as fc from 'fast-check'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {diagnose} from '../../src/diagnosis/diagnose.js'
import {exampleDeliveries, exampleEvidence, exampleIntegration} from '../../src/issues/examples/examples.js'
import {CAUSES, ISSUES} from '../../src/issues/issues.js'
import {redact} from '../../src/issues/redaction/redact.js'
import {openTokens, tokensOf} from '../../src/jobs/redaction-key.js'
import {readBundle} from '../../src/jobs/read-bundle.js'
import {checkBundleTarget, saveBundle} from '../../src/jobs/save-bundle.js'
import {diagnoseSchema} from '../../src/jobs/schemas/diagnose.js'
import {evidenceSchema} from '../../src/jobs/schemas/evidence.js'
import {createWorkspace} from '../../src/workspace/workspace.js'
import {makeZip} from '../sources/make-zip.js'
import {errorOf} from '../support/error-of.js'
import {anyEvidence} from '../support/evidence.js'

let cwd: string
let options: Parameters<typeof saveBundle>[2]
const EVIDENCE = exampleEvidence({
  integration: exampleIntegration(),
  deliveries: exampleDeliveries({days: {'2026-10-05': {rowsWithProduct: 0}}}),
  collectors: [{evidence: 'files', what: 'out', outcome: 'collected', code: null, detail: null}],
})

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'dc-bundle-'))
  options = {cwd, overwrite: false, isRedacted: true, dc: '9.9.9'}
})
afterAll(() => rm(cwd, {recursive: true}))

const fail = (code: string, message?: RegExp) =>
  expect.objectContaining({code, ...(message !== undefined && {message: expect.stringMatching(message)})})

describe('what is saved is read', () => {
  test.each(['case', 'deep/er/case.zip'])('as %s', async (target) => {
    const written = await saveBundle(EVIDENCE, target, options)
    expect(written).toEqual(target.endsWith('.zip') ? [target] : ['case/evidence.json', 'case/README.txt', 'case/manifest.json'])
    expect(await readBundle(target, cwd)).toEqual({evidence: EVIDENCE, isRedacted: true, notes: []})
  })

  test('any evidence, also hidden, in both forms', async () => {
    const emails = fc.oneof(fc.emailAddress(), fc.constantFrom('cart', 'Jane Doe'))
    await fc.assert(
      fc.asyncProperty(anyEvidence(emails), fc.constantFrom('any', 'any.zip'), fc.boolean(), async (raw, target, isRedacted) => {
        const evidence = isRedacted ? redact(raw, tokensOf('key')) : raw
        await saveBundle(evidence, target, {...options, overwrite: true, isRedacted})
        const read = await readBundle(target, cwd)
        expect(read.evidence).toEqual(evidence)
        expect(read.isRedacted).toBe(isRedacted)
      }),
      {numRuns: 30},
    )
  })

  test('the examples of all causes fit the schema, and so do their diagnoses', () => {
    for (const {examples} of CAUSES) {
      for (const {evidence, about} of Object.values(examples).flat()) {
        expect([about, evidenceSchema.safeParse(evidence).error]).toEqual([about, undefined])
        expect([about, diagnoseSchema.safeParse(diagnose(evidence, ISSUES)).error]).toEqual([about, undefined])
      }
    }
  })

  test('the same evidence gives the same bytes', async () => {
    await saveBundle(EVIDENCE, 'one.zip', options)
    await saveBundle(EVIDENCE, 'two.zip', options)
    expect((await readFile(join(cwd, 'one.zip'))).equals(await readFile(join(cwd, 'two.zip')))).toBe(false)
    await saveBundle(EVIDENCE, 'x/one.zip', options)
    expect((await readFile(join(cwd, 'one.zip'))).equals(await readFile(join(cwd, 'x/one.zip')))).toBe(true)
  })

  test('the readme says what is hidden, or that nothing is', async () => {
    await saveBundle(EVIDENCE, 'shown', {...options, isRedacted: false})
    expect(await readFile(join(cwd, 'shown/README.txt'), 'utf8')).toContain('NOTHING IS HIDDEN')
    expect(await readFile(join(cwd, 'case/README.txt'), 'utf8')).toMatch(
      /spring-email[\s\S]*What is hidden[\s\S]*dc diagnose --evidence case\n/,
    )
  })

  test('evidence alone, and a folder that was packed as a whole', async () => {
    expect(await readBundle('case/evidence.json', cwd)).toMatchObject({
      evidence: EVIDENCE,
      isRedacted: null,
      notes: [expect.stringContaining('without a manifest')],
    })
    const members = await Promise.all(
      ['evidence.json', 'manifest.json'].map(async (name) => ({name: `case/${name}`, bytes: await readFile(join(cwd, 'case', name))})),
    )
    await writeFile(join(cwd, 'packed.zip'), makeZip(members).zip)
    expect(await readBundle('packed.zip', cwd)).toEqual({evidence: EVIDENCE, isRedacted: true, notes: []})
  })
})

describe('nothing of others is written over', () => {
  test('a folder with other files, a file, an archive of something else', async () => {
    await mkdir(join(cwd, 'mine'))
    await writeFile(join(cwd, 'mine/letter.txt'), 'dear')
    await writeFile(join(cwd, 'plain'), 'text')
    await writeFile(join(cwd, 'other.zip'), makeZip([{name: 'a.txt', bytes: Buffer.from('a')}]).zip)
    await mkdir(join(cwd, 'folder.zip'))
    for (const target of ['mine', 'plain', 'other.zip', 'folder.zip']) {
      await expect(saveBundle(EVIDENCE, target, {...options, overwrite: true})).rejects.toEqual(fail('not-a-bundle'))
    }
    expect(await readdir(join(cwd, 'mine'))).toEqual(['letter.txt'])
    expect(await readFile(join(cwd, 'plain'), 'utf8')).toBe('text')
  })

  test('an older bundle only when asked to, an empty folder at once', async () => {
    for (const target of ['again', 'again.zip']) {
      await saveBundle(EVIDENCE, target, options)
      await expect(saveBundle(EVIDENCE, target, options)).rejects.toEqual(fail('bundle-exists'))
      await expect(checkBundleTarget(target, options)).rejects.toEqual(fail('bundle-exists'))
      await saveBundle({...EVIDENCE, told: {'rate-limited': 'no'}}, target, {...options, overwrite: true})
      expect((await readBundle(target, cwd)).evidence.told).toEqual({'rate-limited': 'no'})
    }
    await writeFile(join(cwd, 'again/notes.txt'), 'mine')
    await expect(saveBundle(EVIDENCE, 'again', {...options, overwrite: true})).rejects.toEqual(fail('not-a-bundle', /holds other files/))
    await mkdir(join(cwd, 'empty'))
    await saveBundle(EVIDENCE, 'empty', options)
    expect(await readdir(join(cwd, 'empty'))).toEqual(['README.txt', 'evidence.json', 'manifest.json'])
  })

  test('evidence that could not be read again is not written', async () => {
    await expect(saveBundle({...EVIDENCE, asOf: 'yesterday'}, 'bad', options)).rejects.toThrow('asOf')
    expect(existsSync(join(cwd, 'bad'))).toBe(false)
  })
})

describe('a bundle from a stranger', () => {
  const write = async (name: string, change: (evidence: Record<string, unknown>) => unknown, manifest = {}) => {
    await rm(join(cwd, name), {recursive: true, force: true})
    await saveBundle(EVIDENCE, name, options)
    const at = (member: string) => join(cwd, name, member)
    const parsed = JSON.parse(await readFile(at('evidence.json'), 'utf8')) as Record<string, unknown>
    await writeFile(at('evidence.json'), JSON.stringify(change(parsed)))
    await writeFile(
      at('manifest.json'),
      JSON.stringify({...(JSON.parse(await readFile(at('manifest.json'), 'utf8')) as object), ...manifest}),
    )
  }

  test('changed since: said, and judged all the same', async () => {
    await write('changed', (evidence) => ({...evidence, told: {'rate-limited': 'yes'}}))
    expect(await readBundle('changed', cwd)).toMatchObject({
      evidence: {told: {'rate-limited': 'yes'}},
      notes: [expect.stringContaining('its checksum differs')],
    })
  })

  test('faults are named by their place, without what stands there', async () => {
    await write('faulty', (evidence) => ({...evidence, asOf: 'hunter2', told: {'rate-limited': 5}, '\u001B[31mx': 1}))
    await expect(readBundle('faulty', cwd)).rejects.toEqual(
      fail('invalid-bundle', /faulty\/evidence\.json: this is no evidence[\s\S]*asOf: [\s\S]*told\.rate-limited: /),
    )
    await expect(readBundle('faulty', cwd)).rejects.toEqual(expect.objectContaining({message: expect.not.stringMatching(/hunter2|\u001B/)}))
  })

  test('of a newer dc, of something else, cut, missing', async () => {
    await write('newer', (evidence) => ({...evidence, version: 2}))
    await expect(readBundle('newer', cwd)).rejects.toEqual(fail('newer-version'))
    await write('newer-manifest', (evidence) => evidence, {version: 3})
    await expect(readBundle('newer-manifest', cwd)).rejects.toEqual(fail('newer-version'))
    await write('another', (evidence) => evidence, {kind: 'holiday'})
    await expect(readBundle('another', cwd)).rejects.toEqual(fail('invalid-bundle'))
    await writeFile(join(cwd, 'cut.zip'), (await readFile(join(cwd, 'one.zip'))).subarray(0, 800))
    await expect(readBundle('cut.zip', cwd)).rejects.toEqual(fail('zip-unreadable'))
    await expect(readBundle('nowhere', cwd)).rejects.toEqual(fail('no-such-file'))
    await expect(readBundle('mine', cwd)).rejects.toEqual(fail('not-a-bundle'))
  })

  test('a link in it leads nowhere, and what a file holds is not repeated', async () => {
    await writeFile(join(cwd, 'secret.txt'), 'hunter2 is the password')
    await mkdir(join(cwd, 'linked'))
    await symlink(join(cwd, 'secret.txt'), join(cwd, 'linked/evidence.json'))
    await expect(readBundle('linked', cwd)).rejects.toEqual(fail('not-a-bundle'))
    await expect(readBundle('secret.txt', cwd)).rejects.toEqual(
      expect.objectContaining({code: 'not-json', message: expect.not.stringContaining('hunter2')}),
    )
  })

  test('an archive that grows without end is left', async () => {
    const zeros = Buffer.alloc(200 * 1024 * 1024, 0x20)
    await writeFile(join(cwd, 'bomb.zip'), makeZip([{name: 'evidence.json', bytes: zeros}]).zip)
    await expect(readBundle('bomb.zip', cwd)).rejects.toEqual(fail('invalid-bundle'))
  })

  test('a command in a reference is never run', async () => {
    const marker = join(cwd, 'ran')
    await write('command', (evidence) => {
      const integration = structuredClone(EVIDENCE.integration)
      return {
        ...evidence,
        integration: {...integration, integration: {...integration?.integration, inputs: {key: {secret: `cmd:touch ${marker}`}}}},
      }
    })
    const {evidence} = await readBundle('command', cwd)
    diagnose(evidence, ISSUES)
    expect(existsSync(marker)).toBe(false)
  })

  test('what passes can be judged, whatever it says', () => {
    const odd = fc.oneof(
      fc.constantFrom(null, 0, -1, '', 'constructor', '__proto__', '2026-02-30', '2026-10-05', '9999-12-31', 'Europe/Berlin', true, 1e300),
      fc.string(),
    )
    fc.assert(
      fc.property(anyEvidence(), fc.nat(), odd, (evidence, at, value) => {
        const parsed = evidenceSchema.safeParse(replaceLeaf(evidence, at, value))
        expect(parsed.success ? errorOf(() => diagnose(parsed.data, ISSUES)) : undefined).toBeUndefined()
      }),
      {numRuns: 150},
    )
  })
})

test('tokens of a workspace last; without one they are of one run', async () => {
  const workspace = await createWorkspace(join(cwd, 'dc'), cwd)
  const [one, two] = await Promise.all([openTokens(workspace), openTokens(workspace)])
  expect(one('user', 'jane')).toBe((await openTokens(workspace))('user', 'jane'))
  expect(two('user', 'jane')).toMatch(/^[0-9a-f]{10}$/)
  expect((await openTokens(undefined))('user', 'jane')).not.toBe((await openTokens(undefined))('user', 'jane'))
  expect(await readFile(join(cwd, 'dc/.gitignore'), 'utf8')).toContain('.state/')
})

/** The value with its n-th leaf replaced. */
function replaceLeaf(value: unknown, at: number, by: unknown): unknown {
  const leaves = countLeaves(value)
  let index = leaves === 0 ? 0 : at % leaves
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map((each) => visit(each))
    if (typeof node === 'object' && node !== null) return Object.fromEntries(Object.entries(node).map(([key, each]) => [key, visit(each)]))
    return index-- === 0 ? by : node
  }
  return visit(value)
}

function countLeaves(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 1
  return Object.values(node).reduce((sum: number, each) => sum + countLeaves(each), 0)
}
