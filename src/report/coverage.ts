import type {InputResult} from '../validation/result.js'
import {Page} from './page.js'
import type {Style} from './style.js'
import {visible} from './visible.js'
import {count} from './wording.js'

/** One mapped variable or event, and where it was seen. */
export interface CoverageItem {
  kind: 'variable' | 'event' | 'segment'
  /** Role of the connector; id of the segment that is built on the event. */
  role: string
  label: string
  /** `campaign`, `eVar12`, `event20`, `scAdd`. */
  slot: string
  /** Query parameter of the page URL that is looked for in its stead: Adobe's servers fill the variable. Null: the hit carries it. */
  parameter: string | null
  /** `not-on-hits`: imported or filled by Adobe, so that no hit need carry it. */
  expected: 'required' | 'optional' | 'not-on-hits'
  /** Hits that carry it. */
  hits: number
  /** First of them in order of time; null: never seen. */
  first: {file: string; record: number; page: string | null; time: string | null; value: string | null} | null
}

/** What `dc coverage --json` prints. */
export interface CoverageResult {
  schemaVersion: 1
  command: 'coverage'
  integration: string
  reportSuite: string
  inputs: InputResult[]
  /** Hits of the report suite that reached it. */
  hits: number
  items: CoverageItem[]
  notes: string[]
}

const EXPECTED: Readonly<Record<CoverageItem['expected'], string>> = {
  required: 'required',
  optional: '',
  'not-on-hits': 'not on hits',
}

/** The coverage for people: a row per variable and event, what is missing last. */
export function renderCoverage(result: CoverageResult, style: Style): string {
  const page = new Page(style)
  page.heading(`${result.integration} on ${result.reportSuite}: ${count(result.hits, 'hit')}`)
  const rows = result.items.map((item) => [
    item.slot,
    item.parameter === null ? visible(item.role, style) : visible(`${item.role} (${item.parameter} in the URL)`, style),
    item.first === null ? 'never' : count(item.hits, 'hit'),
    EXPECTED[item.expected],
    item.first === null ? '' : visible(`${item.first.file}:${item.first.record}`, style),
    visible(item.first?.page ?? '', style),
  ])
  page.line(style.table(['Slot', 'Role', 'Seen', 'Expected', 'First record', 'First page'], rows))
  page.blank()
  const never = result.items.filter(({first, expected}) => first === null && expected === 'required')
  const idle = result.items.filter(({first, expected}) => first === null && expected === 'optional')
  if (never.length > 0) page.prose(`Never seen, required: ${named(never)}.`)
  if (idle.length > 0) page.prose(`Never seen: ${named(idle)}.`)
  for (const note of result.notes) page.prose(`note: ${note}`)
  return page.text
}

function named(items: readonly CoverageItem[]): string {
  return items.map(({slot, role}) => `${slot} (${role})`).join(', ')
}
