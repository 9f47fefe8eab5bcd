import {mkdirSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {hitUrl, writeDelivery, writeHar, writeNdjson} from './generate.js'
import {compare, median, measure, type Measured} from './measure.js'

/**
 * `npm run bench`: times `dc` against baselines on the same machine in the same run, and prints ratios.
 * `--runs N` (default 5), `--quick` (a tenth of the sizes), `--json FILE`, `--keep` (leave the inputs in .bench/).
 */

interface Row {
  what: string
  against: string
  measured: string
  target: string
  ok: boolean
}

const {values} = parseArgs({
  options: {
    runs: {type: 'string', default: '5'},
    quick: {type: 'boolean', default: false},
    json: {type: 'string'},
    keep: {type: 'boolean', default: false},
  },
})
const runs = Number(values.runs)
const scale = values.quick ? 0.1 : 1
const root = fileURLToPath(new URL('../../', import.meta.url))
const dc = join(root, 'bin', 'run.js')
const folder = join(root, '.bench')
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const mb = (value: number) => `${Math.round(value)} MB`
const times = (value: number) => `${value.toFixed(2)} ×`
const rows: Row[] = []

function record(row: Row): void {
  rows.push(row)
  process.stderr.write(`${row.ok ? 'ok  ' : 'MISS'} ${row.what}: ${row.measured} (target ${row.target})\n`)
}

async function startUp(): Promise<void> {
  const one = join(folder, 'one-hit.txt')
  writeFileSync(one, `${hitUrl(2)}\n`)
  const options = {runs: runs * 4, memory: false}
  const validate = await compare([dc, 'validate', one], ['-e', '0'], options)
  record({
    what: '`dc validate` of one hit',
    against: '`node -e 0`',
    measured: times(validate.timeRatio),
    target: '4 ×',
    ok: validate.timeRatio <= 4,
  })
  const version = await compare([dc, '--version'], ['-e', '0'], options)
  record({
    what: '`dc --version`',
    against: '`node -e 0`',
    measured: times(version.timeRatio),
    target: '2.5 ×',
    ok: version.timeRatio <= 2.5,
  })
}

async function largeHar(): Promise<void> {
  const path = join(folder, 'large.har')
  await writeHar(path, 450 * scale)
  const {timeRatio, subject} = await compare([dc, 'validate', path], [here('parse-har.mjs'), path], {runs, memory: true})
  const size = mb(statSync(path).size / 1024 / 1024)
  record({
    what: `HAR of ${size}, all rules`,
    against: '`JSON.parse` of it',
    measured: `${times(timeRatio)}, ${mb(subject.megabytes)}`,
    target: '0.35 ×, 200 MB',
    ok: timeRatio <= 0.35 && subject.megabytes <= 200,
  })
  rmSync(path)
}

async function manyHits(): Promise<void> {
  const few = join(folder, 'few.ndjson')
  const many = join(folder, 'many.ndjson')
  const hits = 300_000 * scale
  await writeNdjson(few, hits)
  const {timeRatio, subject} = await compare([dc, 'validate', few], [here('parse-ndjson.mjs'), few], {runs, memory: true})
  record({
    what: `${hits.toLocaleString('en')} hits as NDJSON, all rules`,
    against: '`JSON.parse` + `URLSearchParams`',
    measured: `${times(timeRatio)}, ${mb(subject.megabytes)}`,
    target: '1.0 ×',
    ok: timeRatio <= 1,
  })
  await writeNdjson(many, hits * 10)
  const large: Measured[] = []
  const small: Measured[] = []
  for (let run = 0; run < Math.min(3, runs); run++) {
    small.push(await measure([dc, 'validate', few], {memory: true}))
    large.push(await measure([dc, 'validate', many], {memory: true}))
  }
  const ratio = median(large.map(({seconds}, run) => seconds / (small[run]?.seconds ?? Number.NaN)))
  const before = median(small.map(({megabytes}) => megabytes))
  const after = median(large.map(({megabytes}) => megabytes))
  record({
    what: 'ten times as many hits',
    against: 'the row above',
    measured: `${times(ratio)}, ${mb(before)} → ${mb(after)}`,
    target: '11 ×, memory 1.1 × or 48 MB more',
    ok: ratio <= 11 && (after <= before * 1.1 || after <= before + 48),
  })
}

async function largeDelivery(): Promise<void> {
  const path = join(folder, 'product_views_20261122.csv.gz')
  const rows = 4_000_000 * scale
  await writeDelivery(path, rows)
  const inspect = [dc, 'segments', 'inspect', path, '--quiet']
  const {timeRatio, subject} = await compare(inspect, [here('count-lines.mjs'), path], {runs, memory: true})
  record({
    what: `segment file of ${rows.toLocaleString('en')} rows (${mb(statSync(path).size / 1024 / 1024)} of gzip)`,
    against: '`zcat | wc -l`',
    measured: `${times(timeRatio)}, ${Math.round(rows / subject.seconds / 1000).toLocaleString('en')},000 rows/s, ${mb(subject.megabytes)}`,
    target: '1.5 ×',
    ok: timeRatio <= 1.5,
  })
  rmSync(path)
}

mkdirSync(folder, {recursive: true})
try {
  await startUp()
  await largeHar()
  await manyHits()
  await largeDelivery()
} finally {
  if (!values.keep) rmSync(folder, {recursive: true, force: true})
}

const header = ['what', 'against', 'measured', 'target']
const table = [
  header,
  header.map(() => '---'),
  ...rows.map(({what, against, measured, target}) => [what, against, measured, `at most ${target}`]),
]
process.stdout.write(`${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({node: process.version, runs, scale, rows}, null, 2)}\n`)
