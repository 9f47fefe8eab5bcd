import {chmod, link, mkdir, mkdtemp, readdir, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {gzipSync} from 'node:zlib'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {CapturedRequest} from '../../src/hits/captured-request.js'
import {readLines} from '../../src/sources/lines.js'
import {openCaptures, type OpenedCaptures, type OpenedInput} from '../../src/sources/open-captures.js'
import {HIT, inChunks} from './read-text.js'

const HAR = JSON.stringify({log: {version: '1.2', creator: {name: 'x'}, entries: [{request: {method: 'GET', url: HIT}}]}})
/** An archive with one stored member, `hits.har`; made by hand, as nothing here writes zip. */
const ZIP = zipOf('hits.har', HAR)

let cwd: string
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'dc-open-'))
})
afterEach(() => rm(cwd, {recursive: true, force: true}))

async function put(files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(cwd, name, '..'), {recursive: true})
    await writeFile(join(cwd, name), content)
  }
}

function open(paths: string[], stdin = '', inputFormat?: string): Promise<OpenedCaptures> {
  return openCaptures({
    paths,
    cwd,
    stdin: Readable.from(inChunks(Buffer.from(stdin, 'latin1'), 100)),
    ...(inputFormat !== undefined && {inputFormat}),
  })
}

async function read(input: OpenedInput | undefined): Promise<CapturedRequest[]> {
  const requests: CapturedRequest[] = []
  if (!input?.format) return requests
  const capture = input.open()
  for await (const batch of input.format.kind === 'lines' ? readLines(input.format, capture) : input.format.open(capture))
    requests.push(...batch.requests)
  await input.close()
  return requests
}

const named = ({inputs}: OpenedCaptures): [string, string | undefined][] =>
  inputs.map((input) => [input.name, input.error?.code ?? (input.empty ? 'empty' : input.format?.id)])

test('a file: name, format, size, and its requests with the index of the input', async () => {
  await put({'a/hits.txt': `${HIT}\n`, 'b.har': HAR})
  const opened = await open(['./a/hits.txt', join(cwd, 'b.har')])
  expect(named(opened)).toEqual([
    ['a/hits.txt', 'url-list'],
    ['b.har', 'har'],
  ])
  expect(opened.inputs[0]?.sizeBytes).toBe(HIT.length + 1)
  expect(await read(opened.inputs[0])).toMatchObject([{url: HIT, place: {file: 0, record: 1}}])
  expect(await read(opened.inputs[1])).toMatchObject([{url: HIT, place: {file: 1, record: 0}}])
})

test('a folder is read to its depth, in order; what is no capture is named and no error', async () => {
  await put({
    'in/z.txt': HIT,
    'in/a/b.har': HAR,
    'in/logo.png': Buffer.from('89504e470d0a1a0a00', 'hex'),
    'in/empty.log': '',
    'in/.hidden.txt': HIT,
    'in/node_modules/x.txt': HIT,
  })
  const opened = await open(['in'])
  expect(named(opened)).toEqual([
    ['in/a/b.har', 'har'],
    ['in/z.txt', 'url-list'],
  ])
  expect(opened.inputs.map(({index}) => index)).toEqual([0, 1])
  expect(opened.skippedFiles).toEqual([
    {name: 'in/empty.log', looksLike: 'an empty file'},
    {name: 'in/logo.png', looksLike: 'a PNG image'},
  ])
})

test('globs', async () => {
  await put({'x/a.har': HAR, 'x/b.har': HAR, 'x/c.txt': HIT, 'odd[1].txt': HIT})
  expect(named(await open(['x/*.har']))).toEqual([
    ['x/a.har', 'har'],
    ['x/b.har', 'har'],
  ])
  expect(named(await open(['odd[1].txt']))).toEqual([['odd[1].txt', 'url-list']])
  expect(named(await open(['**/*.none']))).toEqual([['**/*.none', 'no-such-file']])
})

test('the same file twice is read once, also through a link, a folder or a glob', async () => {
  await put({'a.txt': HIT})
  await symlink('a.txt', join(cwd, 'link.txt'))
  await link(join(cwd, 'a.txt'), join(cwd, 'hard.txt'))
  const opened = await open(['a.txt', './a.txt', 'link.txt', '.', '*.txt', '-', '-'], HIT)
  expect(named(opened)).toEqual([
    ['a.txt', 'url-list'],
    ['-', 'url-list'],
  ])
  expect(opened.notes).toEqual(
    expect.arrayContaining([
      'a.txt was given twice; it is read once',
      'link.txt is a.txt again; it is read once',
      '- was given twice; it is read once',
    ]),
  )
})

test('a folder that holds a link to itself ends', async () => {
  await put({'in/a.txt': HIT})
  await symlink('.', join(cwd, 'in', 'self'))
  expect(named(await open(['in']))).toEqual([['in/a.txt', 'url-list']])
})

test.each([
  ['url-list', HIT],
  ['ndjson', JSON.stringify({url: HIT, method: 'GET'})],
])('a %s with carriage returns alone at its line ends, as old Mac programs write it', async (format, line) => {
  const text = `${line}\r\r${line}\r`
  await put({'old.txt': text, 'old.txt.gz': gzipSync(text)})
  const opened = await open(['old.txt', 'old.txt.gz', '-'], text)
  for (const input of opened.inputs) {
    expect(input.format?.id).toBe(format)
    expect((await read(input)).map(({url, place}) => [url, place.record])).toEqual([
      [HIT, 1],
      [HIT, 3],
    ])
  }
})

test('a large file is read whole, with the numbers of its lines', async () => {
  const count = 40_000
  await put({'hits.txt': Array.from({length: count}, (_, at) => `${HIT}&n=${at}${'\n'.repeat(1 + (at % 2))}`).join('')})
  const requests = await read((await open(['hits.txt'])).inputs[0])
  expect(requests.map(({url, place}) => [url, place.record])).toEqual(
    Array.from({length: count}, (_, at) => [`${HIT}&n=${at}`, at + Math.floor(at / 2) + 1]),
  )
})

test('standard input, replayed from its first byte', async () => {
  const text = `${HIT}\n`.repeat(2000)
  const [input] = (await open(['-'], text)).inputs
  expect(input).toMatchObject({name: '-', format: {id: 'url-list'}})
  expect(input).not.toHaveProperty('sizeBytes')
  expect(await read(input)).toHaveLength(2000)
})

test('gzip is known by its bytes, in files and on standard input', async () => {
  const gz = gzipSync(`\ufeff${HIT}\n`)
  await put({'hits.txt': gz})
  const opened = await open(['hits.txt', '-'], gz.toString('latin1'))
  for (const input of opened.inputs) expect(await read(input)).toMatchObject([{url: HIT}])
})

test('gzip that is cut: what came before is read, then the damage is known', async () => {
  await put({'hits.gz': gzipSync(Array.from({length: 9000}, (_, at) => `${HIT}&n=${at * 7919}`).join('\n')).subarray(0, -2000)})
  const [input] = (await open(['hits.gz'])).inputs
  expect((await read(input)).length).toBeGreaterThan(1000)
  expect(input?.damaged).toMatchObject([{record: null, container: true}])
})

test.each([
  ['a file', async () => put({'a.zip': ZIP}), 'a.zip', ''],
  ['standard input', async () => undefined, '-', ZIP.toString('latin1')],
  ['gzip', async () => put({'a.zip': gzipSync(ZIP)}), 'a.zip', ''],
])('an archive in %s is read, and nothing is left behind', async (_, prepare, path, stdin) => {
  await prepare()
  const before = await temporaryFolders()
  const [input] = (await open([path], stdin)).inputs
  expect(input?.format?.id).toBe('zip')
  expect(await read(input)).toMatchObject([{url: HIT}])
  expect(await temporaryFolders()).toEqual(before)
})

test('an empty file is an input without requests, not an error', async () => {
  await put({'a.har': '', 'b.txt': '\n  \n', 'c.gz': gzipSync('')})
  const opened = await open(['a.har', 'b.txt', 'c.gz', '-'])
  expect(named(opened).map(([, what]) => what)).toEqual(['empty', 'empty', 'empty', 'empty'])
  expect(opened.inputs[0]?.notes).toEqual(['the file is empty'])
})

test('what cannot be read is an error in its place, named relative to the working directory', async () => {
  await put({'a.txt': HIT, 'logo.png': Buffer.from('89504e470d0a1a0a00', 'hex'), 'none/readme.md': 'Hello'})
  await mkdir(join(cwd, 'hollow'))
  const opened = await open(['missing.har', 'a.txt/x', 'logo.png', 'none', 'hollow', 'a.txt'])
  expect(named(opened)).toEqual([
    ['missing.har', 'no-such-file'],
    ['a.txt/x', 'no-such-file'],
    ['logo.png', 'not-a-capture'],
    ['a.txt', 'url-list'],
    ['none', 'no-captures'],
    ['hollow', 'no-captures'],
  ])
  expect(opened.inputs[2]?.error).toMatchObject({where: 'logo.png', message: 'not a capture that dc can read; it looks like a PNG image'})
  expect(opened.skippedFiles.map(({name}) => name)).toEqual(['none/readme.md'])
  expect(() => opened.inputs[0]?.open()).toThrow('no such file')
})

test('what the user may not read', async () => {
  await put({'a.txt': HIT, 'in/b.txt': HIT, 'in/locked/c.txt': HIT})
  await chmod(cwd, 0o755)
  await chmod(join(cwd, 'a.txt'), 0)
  await chmod(join(cwd, 'in/locked'), 0)
  const opened = await asNobody(() => open(['a.txt', 'in']))
  expect(named(opened)).toEqual([
    ['a.txt', 'unreadable-file'],
    ['in/b.txt', 'url-list'],
    ['in/locked', 'unreadable-file'],
  ])
  expect(opened.inputs[0]?.error).toMatchObject({where: 'a.txt', message: 'permission denied'})
})

test('--input-format overrides what the content looks like', async () => {
  await put({'a.txt': `${HIT}\n`})
  expect(named(await open(['a.txt'], '', 'app-log'))).toEqual([['a.txt', 'app-log']])
  await expect(open(['a.txt'], '', 'harr')).rejects.toMatchObject({code: 'unknown-format', where: '--input-format'})
})

test('bodies beside a capture are given, files outside its folder are not', async () => {
  await put({'in/a.har': HAR, 'in/bodies/1.txt': 'x=1', 'secret.txt': 'no'})
  await symlink('../secret.txt', join(cwd, 'in', 'link.txt'))
  const [input] = (await open(['in/a.har'])).inputs
  const capture = input?.open()
  const text = async (name: string): Promise<string | undefined> => {
    const bytes = await capture?.sibling(name)
    return bytes && Buffer.from(bytes).toString()
  }
  expect(await text('bodies/1.txt')).toBe('x=1')
  for (const name of ['../secret.txt', 'link.txt', join(cwd, 'secret.txt'), '', '.', 'none', 'a\0b'])
    expect(await text(name)).toBeUndefined()
})

/** Permissions mean nothing to root, who runs the tests in CI. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(65_534)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
  }
}

async function temporaryFolders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => /^dc-(?!open-)/.test(name))
}

function zipOf(name: string, content: string): Buffer {
  const data = Buffer.from(content)
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt32LE(crc32(data), 10)
  fields.writeUInt32LE(data.length, 14)
  fields.writeUInt32LE(data.length, 18)
  fields.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), data])
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, Buffer.alloc(14), Buffer.from(name)])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end])
}

function crc32(data: Uint8Array): number {
  let crc = ~0
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
