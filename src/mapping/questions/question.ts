import type {Connector} from '../../connectors/connector.js'
import type {CheckInput, MappingProblem} from '../check.js'
import type {Integration} from '../integration.js'
import type {SuiteSnapshot} from '../suite-snapshot.js'

/**
 * What one question of `dc add` and `dc configure` is. A question is a lens on an integration: it reads its answer out of one and writes
 * it into one. Prompts, flags and an answers file therefore end in the same integration, and what a question is about is said once.
 */

/** What a question belongs to, in the order of the retired wizard. Source: partner pages, "Activate and configure". */
export const SECTIONS = {
  terms: 'Terms and fees',
  suite: 'Report suite',
  settings: 'Integration settings',
  inputs: 'Partner settings',
  variables: 'Variable mappings',
  events: 'Event mappings',
  classifications: 'Classifications',
  segments: 'Segments',
  metrics: 'Calculated metrics',
  access: 'Access requests',
  collection: 'Data collection',
  reports: 'Report settings',
  delivery: 'Delivery of segment files',
  partner: "The partner's side",
} as const

export type Section = keyof typeof SECTIONS

/** A text; of a list or of ticks, the items. An empty one is an answer too: nothing. */
export type AnswerValue = string | readonly string[]

export interface Choice {
  readonly value: string
  /** Default: the value. */
  readonly name?: string
  readonly description?: string
}

/** The set-up as far as it has come. */
export interface SetupState {
  /** Its id and name are empty until they are known. */
  readonly integration: Integration
  /** Answers that are in no file: they only decide what is asked. */
  readonly extra: Readonly<Record<string, AnswerValue>>
}

export interface KnownSuite {
  readonly id: string
  readonly name: string | undefined
}

/** What the questions have to know besides the answers. */
export interface SetupContext {
  readonly connector: Connector
  /** Every integration of the workspace. */
  readonly others: readonly Integration[]
  /** Report suites of the workspace. */
  readonly suites: readonly KnownSuite[]
  readonly snapshots: ReadonlyMap<string, SuiteSnapshot>
  /** Proposed as the person who acknowledges. */
  readonly who: string
  /** ISO 8601, no time. */
  readonly today: string
  /** The integration exists, so that its id stands. */
  readonly existing: boolean
  /** Asked one by one: questions that only lead to others are worth it, and an id that is taken is refused at once. */
  readonly interactive: boolean
  /** The id a name suggests. */
  readonly suggestId: (name: string) => string | undefined
  /** What the file's schema says of an integration; empty when it fits. */
  readonly findShapeFaults: (integration: Integration) => readonly {readonly path: string; readonly message: string}[]
}

export type Parsed = {readonly value: AnswerValue; readonly fault?: undefined} | {readonly value?: undefined; readonly fault: string}

export interface Question {
  /** Unique; `variables.messageId`. */
  readonly key: string
  /** Where the answer is found in the file; problems of this place are problems of the answer. Null: in no file. */
  readonly path: string | null
  readonly section: Section
  /** `text` and `list` take anything, their choices are suggestions; `choice` and `ticks` are closed. */
  readonly kind: 'text' | 'list' | 'choice' | 'ticks'
  readonly label: string
  readonly why: string
  /** What a good answer looks like. */
  readonly good?: string
  /** The flag that answers it: `--suite RSID`. */
  readonly flag: string
  /** Without an answer the integration cannot be activated. */
  readonly required: boolean
  readonly choices?: readonly Choice[]
  /** What is offered to whoever just presses Enter. */
  readonly proposal: AnswerValue
  /** What is taken where nothing was answered and nobody can be asked; undefined: it stays open. */
  readonly fallback?: AnswerValue
  /** Other questions come only with its answer: a flag for one of those means that this one is answered as it is without a word. */
  readonly leads?: true
  /** The answer so far; undefined: none. */
  readonly read: (state: SetupState) => AnswerValue | undefined
  /** Brings what was typed into its canonical form; default: blanks at the ends are cut off. */
  readonly parse?: (value: AnswerValue) => Parsed
  readonly write: (state: SetupState, value: AnswerValue) => SetupState
}

/** The input of the mapping checks for a set-up. */
export function checkInputOf({connector, others, snapshots}: SetupContext, {integration}: SetupState): CheckInput {
  const snapshot = integration.reportSuite === null ? undefined : snapshots.get(integration.reportSuite)
  return {integration, connector, others, snapshot}
}

/** What an answer leads to: the set-up with it and what there is to say about it, or why it cannot be. */
export type Judged =
  | {readonly state: SetupState; readonly value: AnswerValue; readonly warnings: readonly MappingProblem[]; readonly fault?: undefined}
  /** `attempted`: as it would be, where the form of the answer is right. */
  | {readonly fault: string; readonly attempted?: SetupState; readonly state?: undefined}

export const textOf = (value: AnswerValue): string => (typeof value === 'string' ? value : value.join(', ')).trim()

/** The items of a list, however they were given: as a list, or as a text with commas. */
export function itemsOf(value: AnswerValue): string[] {
  const items = typeof value === 'string' ? value.split(',') : value
  return [...new Set(items.map((item) => item.trim()).filter((item) => item !== ''))]
}

export const isEmptyAnswer = (value: AnswerValue): boolean => (typeof value === 'string' ? value.trim() === '' : value.length === 0)

/** A change of the integration alone. */
export function put(state: SetupState, change: Partial<Integration>): SetupState {
  return {...state, integration: {...state.integration, ...change}}
}
