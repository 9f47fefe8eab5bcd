import {appendFile, mkdir, mkdtemp, rm, symlink, utimes, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {probeFolder} from '../../../src/collectors/account/probe-folder.js'

let top = ''
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'dc-folder-'))
  const out = join(top, 'out')
  await mkdir(join(out, 'october'), {recursive: true})
  await mkdir(join(top, 'empty'))
  await writeFile(join(out, 'october', 'old.csv'), 'x')
  await utimes(join(out, 'october', 'old.csv'), 1_790_000_000, 1_790_000_000)
  await writeFile(join(out, 'new\u001B.csv'), 'four')
  await writeFile(join(out, '.hidden'), 'x')
  await symlink('/etc', join(out, 'link'))
})
afterAll(() => rm(top, {recursive: true}))

const OPTIONS = {display: 'file:out', secondLookMs: 0}

test('a folder with what lies below it', async () => {
  const account = await probeFolder(join(top, 'out'), OPTIONS)
  expect(account).toMatchObject({location: 'file:out', kind: 'folder', host: null, failure: null})
  expect(account.steps.map(({step, outcome}) => [step, outcome])).toEqual([
    ['directory', 'ok'],
    ['list', 'ok'],
    ['space', 'ok'],
  ])
  expect(account.listing).toMatchObject({files: 2, bytes: 5, folders: 1, isComplete: true, newest: {name: 'new\\u{1b}.csv'}})
  expect(account.listing?.oldest).toMatchObject({name: 'october/old.csv', modifiedAt: new Date(1_790_000_000_000).toISOString()})
  expect(account.space?.freeBytes).toBeGreaterThan(0)
})

test('an empty one, one that is not there, and a file', async () => {
  expect(await probeFolder(join(top, 'empty'), OPTIONS)).toMatchObject({failure: null, listing: {files: 0, newest: null, elsewhere: []}})
  expect((await probeFolder(join(top, 'away'), OPTIONS)).failure).toMatchObject({step: 'directory', code: 'no-directory', reply: 'ENOENT'})
  expect((await probeFolder(join(top, 'out', 'new\u001B.csv'), OPTIONS)).failure).toMatchObject({code: 'not-a-directory'})
})

test('a file that grows between two looks', async () => {
  const path = join(top, 'out', 'cart.csv.part')
  await writeFile(path, 'a')
  const work = probeFolder(join(top, 'out'), {...OPTIONS, secondLookMs: 300})
  setTimeout(() => void appendFile(path, 'more'), 100)
  expect((await work).listing?.partials).toMatchObject([{name: 'cart.csv.part', sizeBytes: 5, isGrowing: true}])
  await rm(path)
})
