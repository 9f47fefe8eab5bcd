import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {zipFormat} from '../../src/sources/zip.js'
import {zipOf} from './make-zip.js'
import {BODY, HIT, HIT_PATH, inChunks, type Read} from './read-text.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dc-saz-'))
})
afterAll(() => rm(folder, {recursive: true}))

async function readSaz(members: Record<string, string | Buffer>): Promise<Read> {
  const path = join(folder, 'sessions.saz')
  const zip = zipOf({'_index.htm': '<html>', '[Content_Types].xml': '<Types/>', ...members})
  await writeFile(path, zip)
  const read: Read = {requests: [], skipped: {}, damaged: []}
  if (zipFormat.kind !== 'sequential') return read
  for await (const batch of zipFormat.open({
    file: 3,
    name: 'sessions.saz',
    bytes: inChunks(zip, 1000),
    path,
    sibling: async () => undefined,
  })) {
    read.requests.push(...batch.requests)
    read.damaged.push(...(batch.damaged ?? []))
    Object.assign(read.skipped, batch.skipped)
  }
  return read
}

const raw = (...lines: string[]): string => lines.join('\r\n')

test('sessions are read in the order of their numbers, with answer and time', async () => {
  const read = await readSaz({
    'raw/10_c.txt': raw(`GET ${HIT} HTTP/1.1`, 'Referer: https://shop.example/', 'Host: data.shop.example', '', ''),
    'raw/10_s.txt': raw('HTTP/1.1 302 Found', 'Location: /next', '', ''),
    'raw/10_m.xml':
      '<Session SID="10"><SessionTimers ClientConnected="0001-01-01T00:00:00" ClientBeginRequest="2018-03-31T12:43:33.0112985+09:00" /></Session>',
    'raw/2_c.txt': raw('GET https://shop.example/ HTTP/1.1', 'Sec-Fetch-Dest: document', '', ''),
    'raw/2_s.txt': raw('HTTP/1.1 200 OK', '', '<html>'),
    'raw/1_c.txt': raw('CONNECT shop.example:443 HTTP/1.1', '', ''),
  })
  expect(read).toEqual({
    requests: [
      {url: 'https://shop.example/', method: 'GET', bodyState: 'none', status: 200, document: true, place: {file: 3, record: 2}},
      {
        url: HIT,
        method: 'GET',
        bodyState: 'none',
        status: 302,
        redirectsTo: '/next',
        referrer: 'https://shop.example/',
        timeMs: Date.parse('2018-03-31T03:43:33.011Z'),
        place: {file: 3, record: 10},
      },
    ],
    skipped: {'connect-tunnel': 1},
    damaged: [],
  })
})

test.each([
  ['with folders the Windows way and leading zeros', 'raw\\007_c.txt', 7],
  ['in a folder', 'saved/raw/7_c.txt', 7],
])('member names %s', async (_name, member, record) => {
  expect((await readSaz({[member]: raw(`GET ${HIT} HTTP/1.1`, '', '')})).requests).toMatchObject([{url: HIT, place: {record}}])
})

test.each([
  ['GET /b/ss/x/1?a=1 HTTP/1.1', 'Host: data.shop.example', 'https://data.shop.example/b/ss/x/1?a=1'],
  ['GET /b/ss/x/1 HTTP/1.1', 'host: data.shop.example:80', 'http://data.shop.example:80/b/ss/x/1'],
  ['GET http://data.shop.example/b/ss/x/1', 'X: y', 'http://data.shop.example/b/ss/x/1'],
])('%s, %s', async (line, header, url) => {
  expect((await readSaz({'raw/1_c.txt': raw(line, header, '', '')})).requests).toMatchObject([{url}])
})

describe('bodies', () => {
  const post = (url: string, headers: string[], body: string | Buffer): Buffer =>
    Buffer.concat([Buffer.from(raw(`POST ${url} HTTP/1.1`, ...headers, '', '')), Buffer.from(body)])
  const zipped = gzipSync(BODY)
  const half = Math.floor(BODY.length / 2)
  const chunked = `${half.toString(16)};x=y\r\n${BODY.slice(0, half)}\r\n${(BODY.length - half).toString(16).toUpperCase()}\r\n${BODY.slice(half)}\r\n0\r\n\r\n`

  test.each<[string, string, string[], string | Buffer, string]>([
    ['plain', HIT_PATH, [`Content-Length: ${BODY.length}`], BODY, 'recorded'],
    ['without a length', HIT_PATH, [], BODY, 'recorded'],
    ['in chunks', HIT_PATH, ['Transfer-Encoding: chunked'], chunked, 'recorded'],
    ['said to be in chunks, and joined', HIT_PATH, ['Transfer-Encoding: chunked'], BODY, 'recorded'],
    ['compressed', HIT_PATH, ['Content-Encoding: gzip', `Content-Length: ${zipped.length}`], zipped, 'recorded'],
    ['compressed and cut', HIT_PATH, ['Content-Encoding: gzip'], zipped.subarray(0, 30), 'not-recorded'],
    ['shorter than its length', HIT_PATH, ['Content-Length: 5000'], BODY, 'not-recorded'],
    ['chunks that break off', HIT_PATH, ['Transfer-Encoding: chunked'], chunked.slice(0, half), 'not-recorded'],
    ['removed by the tool', HIT_PATH, ['Content-Length: 5000'], '', 'not-recorded'],
    ['of a beacon', HIT, ['Content-Length: 0'], '', 'none'],
  ])('%s', async (_name, url, headers, body, bodyState) => {
    const {requests} = await readSaz({'raw/1_c.txt': post(url, headers, body)})
    expect(requests).toMatchObject([{method: 'POST', bodyState}])
    expect(requests[0]?.body).toBe(bodyState === 'recorded' ? BODY : undefined)
  })
})

test('a session that is no request is named, the others are read', async () => {
  const read = await readSaz({
    'raw/1_c.txt': Buffer.from([0, 1, 2]),
    'raw/2_c.txt': '',
    'raw/3_c.txt': raw('GET /b/ss/x HTTP/1.1', '', ''),
    'raw/4_c.txt': raw(`GET ${HIT} HTTP/1.1`, '', ''),
    'raw/4_s.txt': 'not an answer',
    'raw/4_m.xml': '<x',
  })
  expect(read.requests).toEqual([{url: HIT, method: 'GET', bodyState: 'none', place: {file: 3, record: 4}}])
  expect(read.damaged).toEqual([1, 2, 3].map((record) => ({record, reason: `raw/${record}_c.txt is not an HTTP request`})))
})
