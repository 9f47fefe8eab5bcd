import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {decodeHit, type Hit} from '../../src/hits/hit.js'

/** One hit as Omnibug reads it; see test/fixtures/oracle/README.md. */
interface OracleRow {
  file: string
  record: number
  out: [key: string, label: string | null, value: string][]
}

interface HarEntry {
  request: {url: string; method: string; postData?: {text: string}}
}

const DERIVED = new Set(['rsid', 'version', 'trackingServer', 'requestType'])
const REQUEST_TYPE: Readonly<Record<string, string>> = {
  page: 'Page View',
  custom: 'Other Click',
  download: 'Download Click',
  exit: 'Exit Click',
}

const rows = readFileSync('test/fixtures/oracle/omnibug-2.1.0.ndjson', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as OracleRow)

const entries = (file: string) => (JSON.parse(readFileSync(file, 'utf8')) as {log: {entries: HarEntry[]}}).log.entries

function decodeEntry({file, record}: OracleRow): Hit {
  const {request} = entries(file)[record] ?? {request: {url: '', method: ''}}
  const body = request.postData?.text
  const hit = decodeHit({
    url: request.url,
    method: request.method,
    ...(body !== undefined && {body}),
    bodyState: body === undefined ? 'none' : 'recorded',
    place: {file: 0, record},
  })
  if (hit === undefined) throw new Error(`${file}: entry ${record} is no hit`)
  return hit
}

test('the oracle has an opinion on every hit of the captures it read', () => expect(rows).toHaveLength(12))

test.each(rows.map((row) => [`${row.file} entry ${row.record}`, row] as const))(
  '%s: every parameter, in order, as Omnibug reads it',
  (_name, row) => {
    const hit = decodeEntry(row)
    const ours = hit.params
      .filter(({name}) => name !== 'AQB' && name !== 'AQE')
      .map((param) => [param.name.includes('.') ? param.name : param.wire, hit.text(param)])
    expect(ours).toEqual(row.out.filter(([key]) => !DERIVED.has(key)).map(([key, _label, value]) => [key, value]))
  },
)

test.each(rows.map((row) => [`${row.file} entry ${row.record}`, row] as const))(
  '%s: suites, library, host and kind as Omnibug names them',
  (_name, row) => {
    const hit = decodeEntry(row)
    const derived = Object.fromEntries(row.out.filter(([key]) => DERIVED.has(key)).map(([key, _label, value]) => [key, value]))
    expect({
      rsid: hit.reportSuites.join(','),
      version: hit.library,
      trackingServer: hit.host,
      requestType: REQUEST_TYPE[hit.linkType ?? hit.kind],
    }).toEqual(derived)
  },
)
