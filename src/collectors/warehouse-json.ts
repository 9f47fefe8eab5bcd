import {DcError} from '../errors.js'
import type {Destination, WarehouseRun} from '../issues/warehouse-evidence.js'
import {readJsonDocuments} from './json-documents.js'
import {Fields} from './json-fields.js'
import {Locations} from './warehouse-destination.js'
import {mostRecentRunOf, requestOf, runOf, runOfState, type ParsedRequest} from './warehouse-records.js'

/**
 * What was saved from the Data Warehouse API: lists and single records in any order and wrapping, several to a file. What is there is taken,
 * what is not understood is left, and nothing but JSON without a request or a run is refused.
 */
export interface ParsedWarehouse {
  /** Each once, the fullest account of it. */
  readonly requests: readonly ParsedRequest[]
  readonly runs: readonly WarehouseRun[]
  /** A list of requests is there to its end: as many as its total says. */
  readonly isWholeList: boolean
  readonly notes: readonly string[]
}

export interface SavedAnswer {
  /** For origins: relative to the working directory. */
  readonly file: string
  readonly text: string
}

/** Objects looked at and how deep: saved answers may be anything. */
const MOST_OBJECTS = 500_000
const DEEPEST = 12

/** @throws DcError `not-json`, `no-warehouse-data`; the file is named */
export function parseWarehouse(answers: readonly SavedAnswer[]): ParsedWarehouse {
  const found = new Found()
  for (const answer of answers) readAnswer(answer, found)
  return found.settle()
}

function readAnswer({file, text}: SavedAnswer, found: Found): void {
  const {values, damaged} = readJsonDocuments(text)
  if (values.length === 0) {
    throw new DcError(text.trim() === '' ? 'the file is empty' : 'the file is not JSON', {
      code: 'not-json',
      where: file,
      suggestions: ['save the answer of GET …/data_warehouse/scheduled or …/report as it came'],
    })
  }
  if (damaged > 0) found.notes.push(`${file}: ${damaged} ${damaged === 1 ? 'piece is' : 'pieces are'} no JSON and left out`)
  const before = found.size
  const walk = new Walk(file, found)
  for (const value of values) walk.visit(value, 0)
  if (found.size > before) return
  if (walk.hasEmptyList) return
  throw new DcError(walk.refusal ?? 'there is no request or report of Data Warehouse in it', {
    code: 'no-warehouse-data',
    where: file,
    suggestions: ['save the answer of GET …/data_warehouse/scheduled, …/scheduled/UUID or …/report?scheduledRequestUUID=UUID'],
  })
}

/** One file, from its outermost value inwards. A record is not searched for more records, except for what it holds by name. */
class Walk {
  hasEmptyList = false
  /** What Adobe answered instead of data. */
  refusal: string | undefined
  #record = 0
  #objects = 0

  constructor(
    readonly file: string,
    readonly found: Found,
  ) {}

  visit(value: unknown, depth: number): void {
    if (depth > DEEPEST || this.#objects >= MOST_OBJECTS) return
    if (Array.isArray(value)) {
      for (const each of value) this.visit(each, depth + 1)
      return
    }
    const fields = Fields.of(value)
    if (fields === undefined) return
    this.#objects++
    if (this.#takeRecord(fields)) return
    this.#noteList(fields)
    this.#noteRefusal(fields)
    for (const inner of fields.values()) this.visit(inner, depth + 1)
  }

  #takeRecord(fields: Fields): boolean {
    if (this.found.locations.add(fields)) {
      this.found.size++
      return true
    }
    const origin = {file: this.file, record: this.#record}
    const run = runOf(fields, origin)
    const request = requestOf(fields, origin)
    if (run === undefined && request === undefined) return false
    this.#record++
    if (request !== undefined) {
      this.found.addRequest(request)
      const recent = mostRecentRunOf(fields, request) ?? runOfState(fields, request)
      if (recent !== undefined) this.found.addRun(recent)
    }
    if (run !== undefined) {
      const {sendsTo, ...plain} = run
      this.found.addRun(plain)
      if (sendsTo !== null && run.request !== null) this.found.sendsTo.set(run.request, sendsTo)
    }
    return true
  }

  #noteList(fields: Fields): void {
    const list = fields.list('scheduledrequests')
    if (list === undefined) {
      this.hasEmptyList ||= fields.list('reportlist')?.length === 0
      return
    }
    this.hasEmptyList ||= list.length === 0
    const total = fields.number('total')
    if (total !== null && total <= list.length) this.found.isWholeList = true
    else if (total !== null) this.found.notes.push(`${this.file}: the list holds ${list.length} of ${total} requests`)
  }

  /** Source: Analytics 2.0 APIs, status codes (`errorCode`, `error_code`). */
  #noteRefusal(fields: Fields): void {
    const code = fields.text('errorcode')
    if (code !== null) this.refusal ??= `Adobe answered with an error (${code.slice(0, 100)}), not with a request or report`
  }
}

/** What all files hold together. */
class Found {
  size = 0
  isWholeList = false
  readonly notes: string[] = []
  readonly locations = new Locations()
  /** Where a run went, by the id of its request. */
  readonly sendsTo = new Map<string, Destination>()
  readonly #requests = new Map<string, ParsedRequest>()
  readonly #runs = new Map<string, WarehouseRun>()

  addRequest(request: ParsedRequest): void {
    this.size++
    const key = request.id ?? (request.legacyId === null ? `#${this.size}` : `legacy ${request.legacyId}`)
    const known = this.#requests.get(key)
    this.#requests.set(key, known === undefined ? request : mergeRequests(known, request))
  }

  addRun(run: WarehouseRun): void {
    this.size++
    const key = run.id ?? (run.legacyId === null ? `#${this.size}` : `legacy ${run.legacyId}`)
    const known = this.#runs.get(key)
    this.#runs.set(key, known === undefined ? run : mergeRuns(known, run))
  }

  settle(): ParsedWarehouse {
    const requests = this.#identified().map((request) => ({...request, sendsTo: this.#destinationOf(request)}))
    const only = requests.length === 1 ? requests[0]?.id : undefined
    // A list of reports was asked for by its request, and does not repeat which.
    const runs = [...this.#runs.values()].map((run) => (run.request === null ? {...run, request: only ?? null} : run))
    return {requests, runs, isWholeList: this.isWholeList, notes: [...this.notes, ...strayNotes(requests, runs)]}
  }

  /** The requests; one alone that does not tell its id has that of the request its runs name. */
  #identified(): ParsedRequest[] {
    const requests = [...this.#requests.values()]
    const [only] = requests
    const [id, ...others] = new Set([...this.#runs.values()].flatMap(({request}) => request ?? []))
    const isTheirs = requests.length === 1 && only?.id === null && id !== undefined && others.length === 0
    return isTheirs ? [{...only, id}] : requests
  }

  #destinationOf({id, sendsTo}: ParsedRequest): Destination | null {
    return this.locations.resolve(sendsTo ?? (id === null ? null : (this.sendsTo.get(id) ?? null)))
  }
}

/** Runs of which nobody can say that they are of a request that was given. */
function strayNotes(requests: readonly ParsedRequest[], runs: readonly WarehouseRun[]): string[] {
  if (requests.length === 0) return []
  const ids = new Set(requests.map(({id}) => id))
  const unsaid = runs.filter(({request}) => request === null).length
  const others = runs.flatMap(({request}) => (request === null || ids.has(request) ? [] : [request]))
  const [first] = others
  return [
    ...(unsaid > 0 && requests.length > 1 ? [`${unsaid} runs do not say of which request they are`] : []),
    ...(first === undefined
      ? []
      : [`not looked at: ${others.length} ${others.length === 1 ? 'run' : 'runs'} of requests that were not given, such as ${first}`]),
  ]
}

/** The newer account of a request, with what only the other one tells. */
function mergeRequests(a: ParsedRequest, b: ParsedRequest): ParsedRequest {
  const [older, newer] = (a.updatedAt ?? '') > (b.updatedAt ?? '') ? [b, a] : [a, b]
  const merged = overlay(older, newer)
  const whole = b.isRowLimitKnown ? b : a
  return {...merged, origin: whole.origin, isRowLimitKnown: a.isRowLimitKnown || b.isRowLimitKnown, rowLimit: whole.rowLimit}
}

const PROGRESS: readonly WarehouseRun['status'][] = ['unknown', 'created', 'scheduled', 'pending', 'processing']

/** A run only moves on: of two accounts the one that is further along is the newer. */
function mergeRuns(a: WarehouseRun, b: WarehouseRun): WarehouseRun {
  const rank = ({status}: WarehouseRun) => (PROGRESS.includes(status) ? PROGRESS.indexOf(status) : PROGRESS.length)
  const [older, newer] = rank(a) > rank(b) ? [b, a] : [a, b]
  const merged = overlay(older, newer)
  return {...merged, origin: (b.from === null ? a : b).origin, error: newer.error, currentTask: newer.currentTask}
}

/** `over` where it says anything: null, an empty list and `unknown` say nothing. */
function overlay<T extends object>(under: T, over: T): T {
  const saying = Object.entries(over).filter(
    ([, value]) => value !== null && value !== 'unknown' && !(Array.isArray(value) && value.length === 0),
  )
  return {...under, ...Object.fromEntries(saying)}
}
