import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {previewSegments, type PreviewSegmentsFlags} from '../../src/jobs/preview-segments.js'
import type {SegmentsPreviewResult} from '../../src/segments/preview-schema.js'

/** A hit as a test writes it: when it began (ISO 8601; null: the capture does not tell), and its parameters by wire name. */
export interface SentHit {
  readonly at: string | null
  /** Visitor: `mid` 1, 2 … ; 0: no id. Default 1. */
  readonly who?: number
  readonly suites?: string
  readonly events?: string
  readonly products?: string
  /** More parameters; message `v0` and recipient `v12` by convention of these tests. */
  readonly more?: Readonly<Record<string, string>>
  /** More keys of the record: `status`, `failure` as a HAR recorder writes them. */
  readonly record?: Readonly<Record<string, unknown>>
  /** Instead of AQB … AQE. */
  readonly open?: boolean
}

let serial = 0

/** One line of an NDJSON capture. Cache busters differ, unless one is given: equal ones mean one request recorded twice. */
export function lineOf(
  {at, who = 1, suites = 'shopprod', events, products, more = {}, record = {}, open = false}: SentHit,
  buster?: number,
): string {
  const query = new URLSearchParams({
    AQB: '1',
    ...(who > 0 && {mid: String(who).padStart(38, '1')}),
    ...(events !== undefined && {events}),
    ...(products !== undefined && {products}),
    ...more,
    ...(!open && {AQE: '1'}),
  })
  const number = buster ?? ++serial
  const url = `https://data.shop.example/b/ss/${suites}/1/JS-2.26.0/s2${String(number).padStart(13, '0')}?${query.toString()}`
  return JSON.stringify({...(at !== null && {time: at}), url, ...record})
}

/** Writes captures into a folder of their own, which `remove` takes away. */
export function captureFolder(): {
  path: (name: string) => string
  write: (name: string, lines: readonly string[]) => string
  remove: () => void
} {
  const folder = mkdtempSync(join(tmpdir(), 'dc-segments-'))
  return {
    path: (name) => join(folder, name),
    write: (name, lines) => {
      writeFileSync(join(folder, name), `${lines.join('\n')}\n`)
      return join(folder, name)
    },
    remove: () => rmSync(folder, {recursive: true, force: true}),
  }
}

export const PREVIEW_DEFAULTS: PreviewSegmentsFlags = {
  suite: 'shopprod',
  recipient: 'eVar12',
  message: 'campaign',
  'time-zone': 'Europe/Berlin',
  scope: 'product',
  csv: false,
  'allow-empty': false,
  'show-values': false,
}

/** What `dc segments preview` says of these hits. */
export async function previewOf(hits: readonly SentHit[], flags: Partial<PreviewSegmentsFlags> = {}): Promise<SegmentsPreviewResult> {
  const folder = captureFolder()
  try {
    const capture = folder.write(
      'hits.ndjson',
      hits.map((hit) => lineOf(hit)),
    )
    return (await previewSegments([capture], {...PREVIEW_DEFAULTS, ...flags}, () => undefined)).result
  } finally {
    folder.remove()
  }
}

/** The rows of one file, each as `recipient/message/product` and its marks; `?` is what the capture does not tell. */
export function rowsOf(result: SegmentsPreviewResult, segment: string, day?: string): string[] {
  return result.days
    .filter((each) => each.segment === segment && (day === undefined || each.day === day))
    .flatMap(({rows}) => rows)
    .map(({recipient, message, product, marks}) => [`${recipient ?? '?'}/${message ?? '?'}/${product}`, ...marks].join(' '))
}
