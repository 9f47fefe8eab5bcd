import type {Readable} from 'node:stream'
import type {DcError} from '../errors.js'
import {HitFold} from '../issues/from-hits/hit-fold.js'
import {lookAt} from '../issues/from-hits/seen-hit.js'
import type {HitEvidence, HitExample} from '../issues/hit-evidence.js'
import {count} from '../report/wording.js'
import type {Evidence} from '../segments/preview-hit.js'
import {SuiteCalendar} from '../segments/suite-time.js'
import {maskPersonal} from '../validation/mask.js'
import type {HitSettings} from './hit-settings.js'
import {proveRows, type InspectedTables} from './prove-rows.js'
import type {HitsRead} from './read-hits-in-order.js'
import {isCurrency, leftOutOf, readSuiteHits, whyIncomplete} from './read-suite-hits.js'

export interface CollectHitsOptions {
  /** Files, folders, globs, `-`. */
  readonly captures: readonly string[]
  readonly inputFormat?: string
  readonly settings: HitSettings
  /** Absolute. */
  readonly cwd: string
  readonly stdin: Readable
  /** The user says that every hit of the days is in the captures. What contradicts it wins. */
  readonly isComplete: boolean
  /** Files whose rows are to be explained; their bytes must still be there. */
  readonly deliveries: InspectedTables | null
  /** False: what looks personal in pages and names is masked. Recipients are hidden either way. */
  readonly showValues: boolean
  readonly onProgress: (text: () => string) => void
}

export interface CollectedHits {
  readonly evidence: HitEvidence
  /** Captures that could not be read, while others could. */
  readonly errors: readonly DcError[]
}

/**
 * Reads captures and says what their hits mean for segment files, whatever order they are named in.
 * @throws DcError when no capture can be read
 */
export async function collectHits(options: CollectHitsOptions): Promise<CollectedHits> {
  const {captures, inputFormat, settings, cwd, stdin, deliveries, onProgress} = options
  const {suite, recipient, message, scope, excludesCart} = settings
  const fold = new HitFold({suite, calendar: new SuiteCalendar(settings.timeZone), recipient, message, scope, excludesCart})
  const reading = {suite, recipient, message, describes: true}
  const looking = {reading: {...reading, isCurrency}, recipient, message}
  const {read, leftOut: counts} = await readSuiteHits({
    captures,
    cwd,
    stdin,
    ...(inputFormat !== undefined && {inputFormat}),
    reading,
    looksElsewhere: true,
    look: (hit, value) => lookAt(hit, value, looking),
    onHit: (value, seen) => fold.add(value, seen),
    onProgress,
  })
  const {'other-suite': _elsewhere, ...leftOut} = leftOutOf(counts, fold.preview.voided)
  const contradictions = whyIncomplete(read, leftOut)
  const describe = describerOf(read, options.showValues)
  const folded = fold.finish({describe, mayBeUnseen: contradictions.length > 0})
  const {preview} = fold
  const {proofs, notes} =
    deliveries === null
      ? {proofs: [], notes: []}
      : await proveRows({deliveries, preview, suite, describe: fold.describer(describe), onProgress})
  const evidence: HitEvidence = {
    captures: read.inputs
      .map(({path, format, requests, hits}) => ({path, format, requests, hits}))
      .toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path))),
    isComplete: options.isComplete && contradictions.length === 0,
    isDamaged: read.damaged,
    ...folded,
    leftOut,
    proofs,
    notes: [
      ...settings.notes,
      ...read.notes.toSorted(),
      ...read.errors.map(({where = '', message: text}) => `${where}: ${text}`).toSorted(),
      ...notesOn(fold, folded, {isComplete: options.isComplete, contradictions}),
      ...notes,
    ],
  }
  return {evidence, errors: read.errors}
}

function notesOn(
  {preview, unresolvedProducts, options}: HitFold,
  {hits, recipient}: Pick<HitEvidence, 'hits' | 'recipient'>,
  {isComplete, contradictions}: {isComplete: boolean; contradictions: readonly string[]},
): string[] {
  const {withoutVisitor, outOfOrder} = preview.counts
  const missing = contradictions.join('; ')
  return [
    ...(contradictions.length === 0
      ? []
      : [isComplete ? `the captures are not complete, whatever was said: ${missing}` : `not judged: ${missing}`]),
    ...(hits === 0 ? [`no hit ${options.suite === null ? '' : `of ${options.suite} `}counts, so the hits say nothing`] : []),
    ...(hits > 0 && options.recipient !== undefined && recipient === null
      ? [`no hit sets ${options.recipient.variable}, and something that the captures do not show may do so`]
      : []),
    ...(unresolvedProducts > 0
      ? [`${unresolvedProducts} hits copy their products from something the captures do not show: they are taken to have some`]
      : []),
    ...(withoutVisitor > 0 ? [`${count(withoutVisitor, 'hit')} without a visitor id: each stands alone`] : []),
    ...(outOfOrder > 0 ? [`${outOfOrder} hits were too far out of order of time to be put right; they count on their own days`] : []),
  ]
}

/** Longer texts are cut: an example is to be recognised, not replayed. */
const LONGEST = 1000

function describerOf({inputs}: HitsRead, showValues: boolean): (evidence: Evidence) => HitExample {
  const shown = (text: string | undefined) => {
    if (text === undefined) return null
    const whole = showValues ? text : maskPersonal(text)
    return whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole
  }
  return ({file, record, member, page, timeMs, about}) => {
    const path = inputs[file]?.path ?? ''
    return {
      origin: {file: member === undefined ? path : `${path}/${member}`, record},
      at: new Date(timeMs).toISOString(),
      page: shown(page),
      name: shown(about?.name),
      library: about?.library ?? null,
      kind: about?.kind ?? 'page',
    }
  }
}
