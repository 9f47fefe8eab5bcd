import type {Readable} from 'node:stream'
import {findEmail} from '../hits/personal-data.js'
import {count} from '../report/wording.js'
import {SegmentPreview, NOT_MODELLED} from '../segments/preview.js'
import type {Evidence, LeftOut} from '../segments/preview-hit.js'
import type {SegmentsPreviewResult} from '../segments/preview-schema.js'
import {SuiteCalendar} from '../segments/suite-time.js'
import {maskPersonal} from '../validation/mask.js'
import type {KnownVariable, PreviewSettings} from './preview-settings.js'
import type {HitsRead} from './read-hits-in-order.js'
import {leftOutOf, readSuiteHits} from './read-suite-hits.js'

export interface ComputeOptions {
  readonly captures: readonly string[]
  readonly inputFormat?: string
  readonly settings: PreviewSettings
  readonly cwd: string
  readonly stdin: Readable
  readonly onProgress: (text: () => string) => void
}

export interface ComputedPreview {
  readonly preview: SegmentPreview
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>
  readonly read: HitsRead
  readonly notes: readonly string[]
}

/** Suites named in a note when none of the wanted one is there. */
const MOST_SUITES = 5

/**
 * Reads the captures and computes what they say about segment files.
 * @throws DcError when no capture can be read
 */
export async function computePreview({captures, inputFormat, settings, cwd, stdin, onProgress}: ComputeOptions): Promise<ComputedPreview> {
  const {suite, recipient, message, excludesCart, timeZone} = settings
  const preview = new SegmentPreview({calendar: new SuiteCalendar(timeZone), recipient, message, excludesCart})
  const {
    read,
    leftOut: counts,
    otherSuites,
  } = await readSuiteHits({
    captures,
    cwd,
    stdin,
    ...(inputFormat !== undefined && {inputFormat}),
    reading: {suite, recipient, message},
    looksElsewhere: false,
    look: () => undefined,
    onHit: (value) => {
      if (typeof value !== 'string') preview.add(value)
    },
    onProgress,
  })
  return {
    preview,
    leftOut: leftOutOf(counts, preview.voided),
    read,
    notes: [...settings.notes, ...read.notes, ...notesOn(preview, settings, counts, otherSuites)],
  }
}

function notesOn(
  {counts}: SegmentPreview,
  {suite, recipient, message, integration}: PreviewSettings,
  leftOut: ReadonlyMap<LeftOut, number>,
  otherSuites: ReadonlyMap<string, number>,
): string[] {
  const notes: string[] = []
  if (counts.hits === 0 && otherSuites.size > 0) {
    const named = [...otherSuites].toSorted(([, a], [, b]) => b - a).slice(0, MOST_SUITES)
    notes.push(`no hit of ${suite}; the capture holds ${named.map(([name, count]) => `${name} (${count})`).join(', ')}`)
  }
  if (leftOut.has('no-time')) notes.push('hits without a time belong to no day: record with times (HAR, NDJSON with `time`)')
  const mode = integration?.collection.mode
  const filled = mode === 'context-data' ? ', and processing rules, which would fill it from context data, are not modelled' : ''
  if (counts.hits > 0 && counts.recipients === 0) notes.push(`no hit sets ${sourceOf(recipient)}, so no recipient is known${filled}`)
  if (counts.hits > 0 && message !== undefined && counts.messages === 0)
    notes.push(`no hit sets ${sourceOf(message)}, so no message is known${filled}`)
  if (counts.withoutVisitor > 0) notes.push(`${count(counts.withoutVisitor, 'hit')} without a visitor id: each stands alone`)
  if (counts.outOfOrder > 0)
    notes.push(`${count(counts.outOfOrder, 'hit')} too far out of order of time to be put right, counted on their own days`)
  return notes
}

function sourceOf({variable, parameter}: KnownVariable): string {
  return parameter === undefined ? variable : `${variable} (page-URL parameter ${parameter})`
}

/** The parts that the results of both commands share. */
export function commonResult(
  {preview, leftOut, read, notes}: ComputedPreview,
  {suite, timeZone, recipient, message, scope, excludesCart, integration}: PreviewSettings,
): Pick<SegmentsPreviewResult, 'inputs' | 'settings' | 'hits' | 'leftOut' | 'notModelled' | 'notes'> {
  const voided = [...preview.voided.values()].reduce((sum, count) => sum + count, 0)
  return {
    inputs: read.inputs,
    settings: {
      integration: integration?.id ?? null,
      suite,
      timeZone,
      recipient: variableResult(recipient),
      message: message === undefined ? null : variableResult(message),
      scope,
      exclude: excludesCart ? ['cart'] : [],
    },
    hits: preview.counts.hits - voided,
    leftOut,
    notModelled: [...NOT_MODELLED],
    notes: [...notes],
  }
}

function variableResult({variable, parameter, allocation, expires, origin}: KnownVariable): SegmentsPreviewResult['settings']['recipient'] {
  return {variable, parameter: parameter ?? null, allocation, expiration: expires, origin}
}

export type HitResult = SegmentsPreviewResult['days'][number]['rows'][number]['hits'][number]

/** Names places by file, hides what looks personal unless it was asked for, and counts what was hidden. */
export class Presenter {
  masked = 0

  constructor(
    readonly inputs: HitsRead['inputs'],
    readonly showValues: boolean,
  ) {}

  hit({file, record, member, page, timeMs}: Evidence): HitResult {
    return {
      file: this.inputs[file]?.path ?? '',
      record,
      ...(member !== undefined && {member}),
      page: page === undefined ? null : this.showValues ? page : maskPersonal(page),
      time: new Date(timeMs).toISOString(),
    }
  }

  /** A recipient or message. Ids may look like card numbers, so e-mail addresses alone are hidden. */
  value<T extends string | null>(text: T): T | string {
    if (text === null || this.showValues || findEmail(text) === undefined) return text
    this.masked++
    return '*'.repeat(text.length)
  }

  get notes(): string[] {
    return this.masked === 0 ? [] : ['recipients or messages that are e-mail addresses are hidden; --show-values prints them']
  }
}
