import type {Connector} from '../connectors/connector.js'
import {findConnector} from '../connectors/connectors.js'
import type {Population} from '../connectors/vocabulary.js'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import type {Hit} from '../hits/hit.js'
import {REQUIREMENTS} from '../hits/requirements.js'
import {findPageParameter} from '../hits/page-parameters.js'
import type {Integration} from '../mapping/integration.js'
import {renderCoverage, type CoverageItem, type CoverageResult} from '../report/coverage.js'
import {styleFor} from '../report/style.js'
import {SEGMENT_EVENT_NAMES, SEGMENT_EVENTS} from '../rules/commerce/missing-products.js'
import {maskPersonal} from '../validation/mask.js'
import {requireIntegration} from '../workspace/find-integration.js'
import {loadIntegrations} from '../workspace/store.js'
import {openWorkspace} from '../workspace/workspace.js'
import {loadConnectors} from './load-connectors.js'
import {requireAnyReadable} from './input-result.js'
import {readHitsInOrder, type HitsRead} from './read-hits-in-order.js'

export interface CoverageFlags {
  readonly 'allow-empty': boolean
  readonly 'input-format'?: string | undefined
  readonly 'show-values': boolean
  readonly 'no-color'?: boolean | undefined
  readonly workspace?: string | undefined
}

/** The work of `dc coverage`: which mapped variables and events the captures ever show. */
export async function measureCoverage(
  id: string,
  captures: readonly string[],
  flags: CoverageFlags,
  onProgress: (text: () => string) => void,
): Promise<{result: CoverageResult; text: string; because: string; exitCode: ExitCode}> {
  const cwd = process.cwd()
  const workspace = openWorkspace(flags.workspace, cwd)
  const integration = requireIntegration(id, await loadIntegrations(workspace))
  const {connectors} = await loadConnectors(workspace.folder, cwd)
  const {reportSuite} = integration
  if (reportSuite === null) {
    throw new DcError(`${integration.id} is on no report suite yet, so no hit belongs to it`, {
      code: 'no-report-suite',
      where: integration.id,
      suggestions: [`dc configure ${integration.id} --suite RSID`],
    })
  }
  const looked = lookedFor(integration, findConnector(integration.partner, connectors))
  const counts = {hits: 0, bodiless: 0}
  // A hit without a time keeps its place behind the one before.
  let latestMs = 0
  const inputFormat = flags['input-format']
  const read = await readHitsInOrder<Seen>({
    captures,
    cwd,
    stdin: process.stdin,
    ...(inputFormat !== undefined && {inputFormat}),
    keep: (hit) => {
      if (!hit.reportSuites.includes(reportSuite) || !hit.delivered || hit.kind === 'media' || hit.kind === 'target') return undefined
      latestMs = hit.timeMs ?? latestMs
      return {timeMs: latestMs, value: seenIn(hit, looked)}
    },
    onHit: (seen) => {
      counts.hits++
      if (seen.isBodiless) counts.bodiless++
      for (const [at, value] of seen.values) looked[at]?.see(seen, value)
    },
    onProgress,
  })
  requireAnyReadable(read)
  const items = looked.map((item) => item.result(read, flags['show-values']))
  const result: CoverageResult = {
    schemaVersion: 1,
    command: 'coverage',
    integration: integration.id,
    reportSuite,
    inputs: read.inputs,
    hits: counts.hits,
    items,
    notes: [...read.notes, ...notesOn(integration, counts)],
  }
  const {exitCode, because} = endOf(result, read, counts.bodiless)
  const style = styleFor(process.stdout, {env: process.env, noColor: flags['no-color'] ?? false})
  return {
    result,
    text: renderCoverage(result, style),
    because,
    exitCode: exitCode === EXIT.nothing && flags['allow-empty'] ? EXIT.ok : exitCode,
  }
}

/** Modes in which Adobe's servers fill the variables, from the page URL or from context data. */
const FILLED_BY_ADOBE: readonly unknown[] = ['automated', 'context-data']
const NOT_ON_HITS: readonly (Population | undefined)[] = ['imported', 'vista']

function lookedFor(integration: Integration, connector: Connector | undefined): Sighting[] {
  const {variables, events, segments, collection} = integration
  const known = new Map(connector?.variables.map((variable) => [variable.role, variable]))
  const metrics = new Map(connector?.events.map((event) => [event.role, event]))
  return [
    ...variables.map(({role, variable, name}) => {
      const wanted = known.get(role)
      const parameter = FILLED_BY_ADOBE.includes(collection.mode) ? (collection.parameters[role] ?? null) : null
      return new Sighting({
        kind: 'variable',
        role,
        label: name ?? wanted?.label ?? role,
        slot: variable,
        parameter,
        expected: expectedOf(wanted),
      })
    }),
    ...events.map(({role, event, name}) => {
      const wanted = metrics.get(role)
      return new Sighting({
        kind: 'event',
        role,
        label: name ?? wanted?.label ?? role,
        slot: event,
        parameter: null,
        expected: expectedOf(wanted),
      })
    }),
    ...segments.flatMap(({id}) => {
      const slot = SEGMENT_EVENT_NAMES.find((event) => SEGMENT_EVENTS[event] === id)
      return slot === undefined ? [] : [new Sighting({kind: 'segment', role: id, label: id, slot, parameter: null, expected: 'optional'})]
    }),
  ]
}

function expectedOf(
  wanted: {readonly required?: boolean; readonly population?: Population; readonly reserved?: boolean} | undefined,
): CoverageItem['expected'] {
  if (NOT_ON_HITS.includes(wanted?.population) || wanted?.reserved === true) return 'not-on-hits'
  return wanted?.required === true ? 'required' : 'optional'
}

/** What is kept of a hit until its turn comes. */
interface Seen {
  readonly file: number
  readonly record: number
  readonly page: string | undefined
  readonly timeMs: number | undefined
  readonly isBodiless: boolean
  /** Of what is looked for, by index: the value, empty for an event without one. */
  readonly values: readonly (readonly [at: number, value: string])[]
}

function seenIn(hit: Hit, looked: readonly Sighting[]): Seen {
  const {file, record} = hit.request.place
  const values: [number, string][] = []
  for (const [at, item] of looked.entries()) {
    const value = item.valueIn(hit)
    if (value !== undefined) values.push([at, value])
  }
  const isBodiless = (hit.missing & REQUIREMENTS.body) !== 0
  return {file, record, page: values.length === 0 ? undefined : hit.page, timeMs: hit.timeMs, isBodiless, values}
}

/** Counts the hits that carry one thing, and keeps the first. */
class Sighting {
  #hits = 0
  #first: {seen: Seen; value: string} | undefined

  constructor(readonly about: Omit<CoverageItem, 'hits' | 'first'>) {}

  see(seen: Seen, value: string): void {
    this.#hits++
    this.#first ??= {seen, value}
  }

  valueIn(hit: Hit): string | undefined {
    const {kind, slot, parameter} = this.about
    if (kind === 'variable')
      return hit.value(slot) ?? (parameter === null ? undefined : findPageParameter(hit.page ?? '', parameter)?.value)
    const token = hit.events.has(slot) ? hit.events.tokens.find(({name}) => name === slot) : undefined
    return token && (token.value ?? '')
  }

  result({inputs}: HitsRead, showValues: boolean): CoverageItem {
    const first = this.#first
    const mask = showValues ? (text: string) => text : maskPersonal
    if (first === undefined) return {...this.about, hits: 0, first: null}
    const {file, record, page, timeMs} = first.seen
    return {
      ...this.about,
      hits: this.#hits,
      first: {
        file: inputs[file]?.path ?? '',
        record,
        page: page === undefined ? null : mask(page),
        time: timeMs === undefined || Math.abs(timeMs) > LAST_MS ? null : new Date(timeMs).toISOString(),
        value: first.value === '' ? null : mask(first.value),
      },
    }
  }
}

/** The last moment that has a date. */
const LAST_MS = 8.64e15

function notesOn({collection}: Integration, {bodiless}: {bodiless: number}): string[] {
  const notes: string[] = []
  if (FILLED_BY_ADOBE.includes(collection.mode))
    notes.push(`Adobe's servers fill the variables (${collection.mode ?? ''}), so the page URL is searched for their parameters as well`)
  if (bodiless > 0) notes.push(`${bodiless} hits have no parameters in the capture, and may have carried anything`)
  return notes
}

/** Of several that apply: findings, damage, inconclusive, nothing. What the capture does not show is not missing on the site. */
function endOf(
  {hits, items, reportSuite}: CoverageResult,
  {inputs, damaged}: HitsRead,
  bodiless: number,
): {exitCode: ExitCode; because: string} {
  const edge = inputs.reduce((sum, {skipped}) => sum + (skipped['edge-not-judged'] ?? 0), 0)
  const never = items.filter(({first, expected}) => first === null && expected === 'required')
  const isOpen = edge > 0 || bodiless > 0
  if (hits > 0 && never.length > 0 && !isOpen) {
    return {
      exitCode: EXIT.findings,
      because: `never seen, although required: ${never.map(({slot, role}) => `${slot} (${role})`).join(', ')}`,
    }
  }
  if (damaged) return {exitCode: EXIT.usage, because: 'the input is damaged, so that hits may be missing'}
  if ((hits === 0 && edge > 0) || (never.length > 0 && isOpen)) {
    const why = edge > 0 ? `Web SDK calls (${edge}) are not decoded yet` : 'the capture does not hold the parameters of every hit'
    return {exitCode: EXIT.inconclusive, because: `what is missing may have been sent all the same: ${why}`}
  }
  if (hits === 0) return {exitCode: EXIT.nothing, because: `no hit of ${reportSuite} was found`}
  return {exitCode: EXIT.ok, because: 'everything required was seen'}
}
