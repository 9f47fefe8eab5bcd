import {parseCsv} from './csv.js'
import {readJsonRows} from './json.js'
import {collectRows, type CollectedRows, type RawRow} from './rows.js'
import {readTable} from './table.js'

/**
 * Readers of what a report suite looks like: a solution design reference as CSV or JSON, answers of the Analytics API (2.0 and the former
 * 1.4), and both JSON forms of aa_auto_sdr, a public tool that reads the API 2.0. Total: any text gives a result or a fault.
 */

type SuiteForm = 'table' | 'json' | 'aa-auto-sdr-snapshot' | 'aa-auto-sdr-report'

export interface ReadSuite extends CollectedRows {
  readonly form: SuiteForm
  /** As the file says it; null where it does not. */
  readonly reportSuite: string | null
  readonly name: string | null
  readonly capturedAt: string | null
  /** Whether what is not listed is disabled: only a tool that lists everything can say so. */
  readonly complete: {readonly variables: boolean; readonly events: boolean}
}

export type SuiteReading = {readonly suite: ReadSuite; readonly fault?: undefined} | {readonly suite?: undefined; readonly fault: string}

const MAX_ROWS = 20_000
const MAX_CHARACTERS = 50_000_000

/** Reads a decoded text, whatever it is called. */
export function readSuite(text: string): SuiteReading {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (content.trim() === '') return {fault: 'the file is empty'}
  if (content.length > MAX_CHARACTERS) return {fault: `longer than ${MAX_CHARACTERS} characters, which no design reference is`}
  if (content.startsWith('PK\u0003\u0004')) return {fault: 'an Excel workbook: save the sheet as CSV and import that'}
  if (content.includes('\0')) return {fault: 'not a text'}
  return /^\s*[[{]/.test(content) ? readJson(content) : readSheet(content)
}

function readSheet(content: string): SuiteReading {
  const rows = readTable(parseCsv(content, MAX_ROWS))
  if (rows.length === 0) return {fault: 'no column names variables or events (eVar12, prop5, event20)'}
  return finish('table', rows, {}, {variables: false, events: false})
}

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

function readJson(content: string): SuiteReading {
  let document: unknown
  try {
    document = JSON.parse(content)
  } catch (error) {
    return {fault: `not JSON: ${error instanceof Error ? error.message : String(error)}`}
  }
  if (isObject(document) && isObject(document['components']) && Array.isArray(document['components']['dimensions'])) {
    return readAutoSdr('aa-auto-sdr-snapshot', document, document['components'])
  }
  if (isObject(document) && isObject(document['report_suite']) && Array.isArray(document['dimensions'])) {
    return readAutoSdr('aa-auto-sdr-report', document, document)
  }
  const about = isObject(document) ? document : {}
  return finish('json', readJsonRows(document), about, {variables: false, events: false})
}

/** The API 2.0 lists what is enabled and leaves out the rest; what the tool could not fetch is no list. */
function readAutoSdr(form: SuiteForm, document: Json, components: Json): SuiteReading {
  const rows = readJsonRows({dimensions: components['dimensions'], metrics: components['metrics']})
  const whole = (name: string) => Array.isArray(components[name]) && !isPartial(document, name)
  return finish(form, rows, {...document, ...components}, {variables: whole('dimensions'), events: whole('metrics')})
}

function isPartial(document: Json, name: string): boolean {
  const {degraded_components: degraded, partial_components: partial, fetch_status: status} = document
  if (Array.isArray(degraded) && degraded.includes(name)) return true
  if (isObject(partial) && name in partial) return true
  const told = isObject(status) ? status[name] : undefined
  return told !== undefined && told !== 'ok' && told !== 'complete' && told !== 'success'
}

function finish(form: SuiteForm, rows: readonly RawRow[], about: Json, complete: ReadSuite['complete']): SuiteReading {
  const collected = collectRows(rows)
  const found = collected.variables.length + collected.events.length
  const {reportSuite, name} = readHead(about)
  if (found === 0 && !complete.variables) return {fault: 'nothing in it is a variable or an event (eVar12, prop5, event20)'}
  return {suite: {...collected, form, reportSuite, name, capturedAt: textOf(about['captured_at'] ?? about['capturedAt']), complete}}
}

function readHead(about: Json): {reportSuite: string | null; name: string | null} {
  const suite = about['report_suite'] ?? about['reportSuite']
  if (isObject(suite)) return {reportSuite: textOf(suite['rsid'] ?? suite['id']), name: textOf(suite['name'])}
  return {reportSuite: textOf(suite ?? about['rsid']), name: null}
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null)
