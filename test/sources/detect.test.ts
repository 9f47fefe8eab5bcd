import * as fc from 'fast-check'
import {gzipSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {contentOf, peekBytes} from '../../src/files/content-bytes.js'
import {describeContent} from '../../src/sources/describe-content.js'
import {detectFormat} from '../../src/sources/detect.js'
import {FORMATS} from '../../src/sources/formats.js'
import {HEAD_BYTES} from '../../src/sources/head.js'
import {BODY, HIT, HIT_PATH, inChunks} from './read-text.js'

const TARGET = HIT.slice('https://data.shop.example'.length)
const LONG = 'x'.repeat(2 * HEAD_BYTES)
const ENTRY = {
  startedDateTime: '2026-01-05T11:52:30.366Z',
  request: {method: 'GET', url: HIT, headers: []},
  response: {status: 200, content: {text: LONG}},
}
const json = (value: unknown, indent?: number): string => JSON.stringify(value, null, indent)

const HEADS: readonly [format: string, name: string, text: string][] = [
  ['har', 'minified on one line', json({log: {version: '1.2', creator: {name: 'x'}, entries: [ENTRY]}})],
  ['har', 'printed', json({log: {version: '1.2', creator: {name: 'x'}, pages: [], entries: [ENTRY]}}, 2)],
  ['har', 'entries first', json({log: {entries: [ENTRY], version: '1.2'}})],
  ['har', 'empty', json({log: {version: '1.2', creator: {}, entries: []}})],
  [
    'chlsj',
    'Charles',
    json([
      {
        status: 'COMPLETE',
        method: 'GET',
        protocolVersion: 'HTTP/1.1',
        scheme: 'https',
        host: 'a.example',
        actualPort: 443,
        path: '/',
        query: null,
        tunnel: false,
        request: {header: {}},
      },
    ]),
  ],
  ['ndjson', "dc's own", `${json({url: HIT})}\n${json({url: HIT_PATH, method: 'POST', body: BODY})}\n`],
  ['ndjson', 'one line', json({url: HIT})],
  ['ndjson', 'a comment first', `# recorded on Monday\n${json({url: HIT})}\n`],
  ['ndjson', 'a line of text first', `Listening on port 8080\n${json({url: HIT})}\n${json({url: HIT})}\n`],
  ['ndjson', 'a HAR entry per line', `${json(ENTRY)}\n`.repeat(3)],
  ['ndjson', 'a first line longer than the head', `${json({url: HIT_PATH, method: 'POST', body: LONG})}\n`],
  [
    'ndjson',
    'DevTools events',
    `${json({method: 'Network.responseReceived', params: {}})}\n${json({method: 'Network.requestWillBeSent', params: {request: {url: HIT}}})}\n`,
  ],
  ['ndjson', 'a JSON access log', `${json({request_method: 'GET', request_uri: TARGET, host: 'a.example', status: 200})}\n`.repeat(2)],
  ['ndjson', 'a JSON access log with the request line', `${json({request: `GET ${TARGET} HTTP/1.1`, status: 200})}\n`.repeat(2)],
  [
    'ndjson',
    'scheme, host and path per line',
    `${json({method: 'GET', scheme: 'https', host: 'a.example', path: TARGET, query: null})}\n`.repeat(2),
  ],
  ['ndjson', 'docker logs', `${json({log: 'starting', stream: 'stdout'})}\n${json({log: `hit ${HIT}`, stream: 'stdout'})}\n`],
  ['ndjson', 'Web SDK payloads', `${json({events: [{xdm: {}}]})}\n`],
  ['json', 'a list of requests', json([{url: HIT}, {url: HIT}])],
  ['json', 'a list of requests, printed', json([{url: HIT}], 2)],
  ['json', 'a list, one element per line', `[\n${json({url: HIT})},\n${json({url: HIT})}\n]\n`],
  ['json', 'one object, printed', json({url: HIT, method: 'GET'}, 2)],
  ['json', 'a list of URLs', json([HIT])],
  ['json', 'a list under a name', json({hits: [{url: HIT}]}, 2)],
  ['url-list', 'URLs', `${HIT}\nhttps://www.shop.example/\n`],
  ['url-list', 'one URL', HIT],
  ['url-list', 'comments first', `# a\n# b\n# c\n${HIT}\n`],
  ['url-list', 'methods and bodies', `POST ${HIT_PATH}\t${BODY}\n${HIT}\tGET\n`],
  ['url-list', 'a Markdown list', `- ${HIT}\n- <${HIT}>\n`],
  ['url-list', 'quotes and commas', `"${HIT}",\n"${HIT}",\n`],
  ['curl', 'bash', `curl '${HIT}' \\\n  -H 'accept: */*' \\\n  --compressed\n`],
  ['curl', 'cmd', `curl ^"${HIT}^" ^\r\n  -H ^"accept: */*^"\r\n`],
  ['curl', 'a script', `#!/bin/sh\nset -e\ncurl "${HIT}"\n`],
  [
    'access-log',
    'combined',
    `203.0.113.9 - - [10/Oct/2026:13:55:36 -0700] "GET ${TARGET} HTTP/1.1" 200 43 "https://www.shop.example/" "Mozilla"\n`.repeat(3),
  ],
  ['access-log', 'other requests only', `203.0.113.9 - - [10/Oct/2026:13:55:36 -0700] "GET / HTTP/1.1" 200 43\n`.repeat(3)],
  ['access-log', 'absolute targets', `203.0.113.9 - - [10/Oct/2026:13:55:36 -0700] "GET ${HIT} HTTP/1.1" 200 43\n`.repeat(3)],
  [
    'access-log',
    'junk first',
    `203.0.113.9 - - [10/Oct/2026:13:55:36 -0700] "-" 408 -\n203.0.113.9 - - [10/Oct/2026:13:55:36 -0700] "GET ${TARGET} HTTP/1.1" 200 43\n`,
  ],
  ['w3c-log', 'CloudFront', '#Version: 1.0\n#Fields: date time cs-method cs-uri-stem\n2026-12-10\t02:42:28\tGET\t/\n'],
  [
    'w3c-log',
    'IIS',
    '#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: 2026-12-10\r\n#Fields: date time cs-method cs-uri-stem\r\n',
  ],
  [
    'app-log',
    'time, method, URL',
    `2026-01-05 11:52:30.366 | GET | https://cdn.example/a.js\n2026-01-05 11:52:30.400 | POST | ${HIT_PATH}\n`,
  ],
  ['app-log', 'console', `[info] loaded\n[info] hit: ${HIT}\n`],
  ['app-log', 'logcat without a hit at its beginning', '01-05 11:52:30.366  1234  1250 D App: start\n'.repeat(30)],
  ['csv', 'a table with a URL column', `time,url,status\n2026-01-05,"${HIT}",200\n`],
  ['app-log', 'a mobile SDK', 'ADBMobile Debug : Analytics - Request Queued (ndh=1&ce=UTF-8)\n'],
  ['app-log', 'one URL in a text', `The hit was\n\n  ${HIT} \n\nas you see.\nAnd more.\nAnd more.\n`],
  [
    'omnibug',
    'CSV',
    `"Omnibug v2.1.0","Exported Mon"\n"Event Type","Provider","Account","Request ID","Request URL","POST Data","Timestamp","Notes"\n`,
  ],
  ['omnibug', 'TAB', `"Omnibug v2.1.0"\t"Exported Mon"\n"Event Type"\t"Provider"\n`],
]

async function headOf(bytes: Uint8Array, chunkSize = 4096): Promise<Uint8Array> {
  const peeked = await peekBytes(
    contentOf(inChunks(bytes, chunkSize), () => undefined),
    HEAD_BYTES,
  )
  await peeked.close()
  return peeked.head
}

const DISGUISES: readonly [string, (text: string) => Uint8Array][] = [
  ['as it is', (text) => Buffer.from(text)],
  ['with a BOM', (text) => Buffer.from(`\ufeff${text}`)],
  ['in UTF-16 LE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['in UTF-16 BE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['in UTF-16 LE without a BOM', (text) => Buffer.from(text, 'utf16le')],
  ['after blank lines', (text) => Buffer.from(`\n \r\n\n${text}`)],
  ['with CRLF', (text) => Buffer.from(text.replaceAll(/\r?\n/g, '\r\n'))],
  ['in gzip', (text) => gzipSync(text)],
  ['in gzip twice, with a BOM', (text) => gzipSync(gzipSync(`\ufeff${text}`))],
]

describe.each(DISGUISES)('a capture %s', (_, disguise) => {
  test.each(HEADS)('%s: %s', async (format, _name, text) => {
    expect(detectFormat(await headOf(disguise(text)))?.id).toBe(format)
  })
})

test.each<[looksLike: string, content: string | Uint8Array]>([
  ['a PNG image', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
  ['a PDF document', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'],
  ['an HTML page', `<!doctype html>\n<html><body><a href="${HIT}">x</a></body></html>`],
  ['an XML document', `<?xml version="1.0"?>\n<a><![CDATA[${HIT}]]></a>`],
  ['JSON, but neither a HAR nor a list of requests', json({name: 'x', version: 1}, 2)],
  ['JSON, but neither a HAR nor a list of requests', '[1, 2, 3]'],
  ['a table (CSV)', 'date,visits\n2026-01-01,5\n2026-01-02,7\n'],
  ['a table with tabs (TSV)', 'date\tvisits\n2026-01-01\t5\n'],
  ['a mitmproxy flow file', '1234:4:type;4:http;7:version;2:20#'],
  ['binary data', Buffer.from([1, 2, 0, 3, 4, 5, 250, 251, 7, 8, 9])],
  ['plain text without URLs of requests', 'Dear reader,\nsee https://www.shop.example/ for more.\nBye.\nYours\n'],
])('no capture, but %s', async (looksLike, content) => {
  const head = await headOf(Buffer.from(content))
  expect(detectFormat(head)?.id).toBeUndefined()
  expect(describeContent(head).looksLike).toBe(looksLike)
})

test('no bytes make a score throw, and all scores are within 0 to 100', () => {
  const soup = fc.array(
    fc.constantFrom('{', '"url":', '[', '"', '\n', '#Fields: ', 'curl ', HIT, '"GET / HTTP/1.1" 200', '\0', '}', ']', ' '),
    {maxLength: 12},
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({maxLength: 300}),
        soup.map((parts) => Buffer.from(parts.join(''))),
      ),
      (head) => {
        for (const format of FORMATS) {
          expect(format.score(head)).toBeGreaterThanOrEqual(0)
          expect(format.score(head)).toBeLessThanOrEqual(100)
        }
        describeContent(head)
      },
    ),
  )
})

test('the formats are sorted and their ids are unique', () => {
  const ids = FORMATS.map(({id}) => id)
  expect(ids).toEqual([...new Set(ids)].sort())
})
