import {COMMERCE_EVENTS, LAST_CUSTOM_EVENT, type CommerceEvent} from '../hits/events.js'
import type {VariableKind} from '../connectors/vocabulary.js'

/** Names of the slots of a report suite: what people type and spreadsheets hold, read into the names an integration is written in. */

/** Kinds of variable that can be mapped. */
export type SlotKind = Exclude<VariableKind, 'reserved'>

/**
 * Highest number of each kind. A contract may allow fewer.
 * Source: Analytics, "Variables overview"; "Success events".
 */
export const LAST_SLOT = {eVar: 250, prop: 75, list: 3, event: LAST_CUSTOM_EVENT} as const

/** A variable by its canonical name: `campaign`, `eVar12`, `prop5`, `list1`. */
interface VariableSlot {
  readonly variable: string
  readonly kind: SlotKind
  /** Null for `campaign`. */
  readonly number: number | null
}

/** An event by its canonical name: `event20`, `purchase`. */
interface EventSlot {
  readonly event: string
  /** Null for a commerce event. */
  readonly number: number | null
}

/** The slot a text names, or why it names none: half a sentence that follows the text. */
export type ParsedVariable = {readonly slot: VariableSlot; readonly fault?: undefined} | {readonly slot?: undefined; readonly fault: string}
export type ParsedEvent = {readonly slot: EventSlot; readonly fault?: undefined} | {readonly slot?: undefined; readonly fault: string}

const KINDS: Readonly<Record<string, Exclude<SlotKind, 'campaign'>>> = {
  evar: 'eVar',
  v: 'eVar',
  conversion: 'eVar',
  conversionvariable: 'eVar',
  customconversion: 'eVar',
  customevar: 'eVar',
  prop: 'prop',
  c: 'prop',
  property: 'prop',
  traffic: 'prop',
  trafficvariable: 'prop',
  customtraffic: 'prop',
  list: 'list',
  l: 'list',
  listvar: 'list',
  listvariable: 'list',
  // Column of a data feed.
  mvvar: 'list',
}

const CAMPAIGN = new Set(['campaign', 'trackingcode', 'v0'])
const EVENT_WORDS = new Set(['event', 'e', 'customevent', 'successevent'])
const LONGEST = 100

/**
 * `eVar12`, `evar 12`, `v12`, `s.eVar12`, `variables/evar12`, `campaign`, `Tracking Code`, `prop5`, `c5`, `list1`, `l1` … in any case.
 * Never throws.
 */
export function parseVariable(text: string): ParsedVariable {
  const word = foldSlot(text)
  if (CAMPAIGN.has(word)) return {slot: {variable: 'campaign', kind: 'campaign', number: null}}
  const [, letters = '', digits = ''] = /^([a-z]+)(\d{1,6})$/.exec(word) ?? []
  const kind = Object.hasOwn(KINDS, letters) ? KINDS[letters] : undefined
  if (kind === undefined) return {fault: explainNoVariable(letters, text)}
  const number = Number(digits)
  const last = LAST_SLOT[kind]
  if (number < 1 || number > last) return {fault: `does not exist: ${kind} numbers run from 1 to ${last}`}
  return {slot: {variable: `${kind}${number}`, kind, number}}
}

function explainNoVariable(letters: string, text: string): string {
  if (letters === 'hier' || letters === 'h') return 'is a hierarchy, which no connector fills'
  if (parseEvent(text).slot !== undefined) return 'is an event, not a variable'
  return 'is no variable: expected campaign, eVar1 to eVar250, prop1 to prop75 or list1 to list3'
}

/** `event20`, `Event 20`, `e20`, `s.event20`, `metrics/event20`, `scAdd`, `purchase` … in any case. Never throws. */
export function parseEvent(text: string): ParsedEvent {
  const word = foldSlot(text)
  const commerce: CommerceEvent | undefined = COMMERCE_EVENTS.find((name) => name.toLowerCase() === word)
  if (commerce !== undefined) return {slot: {event: commerce, number: null}}
  const [, letters = '', digits = ''] = /^([a-z]+)(\d{1,6})$/.exec(word) ?? []
  if (!EVENT_WORDS.has(letters))
    return {fault: `is no event: expected event1 to event${LAST_SLOT.event}, or one of ${COMMERCE_EVENTS.join(', ')}`}
  const number = Number(digits)
  if (number < 1 || number > LAST_SLOT.event) return {fault: `does not exist: events run from event1 to event${LAST_SLOT.event}`}
  return {slot: {event: `event${number}`, number}}
}

/** The kind of a canonical name; undefined for any other text. */
export function kindOf(variable: string): SlotKind | undefined {
  const {slot} = parseVariable(variable)
  return slot?.variable === variable ? slot.kind : undefined
}

const ORDER: readonly string[] = ['campaign', 'eVar', 'prop', 'list', 'event']

/** Orders canonical names by kind and number: `eVar9` before `eVar10`, commerce events last. */
export function compareSlots(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => {
    const [, letters = name, digits = '0'] = /^([A-Za-z]+)(\d+)?$/.exec(name) ?? []
    const rank = ORDER.indexOf(letters)
    return {rank: rank === -1 ? ORDER.length : rank, number: Number(digits)}
  })
  if (left === undefined || right === undefined) return 0
  return left.rank - right.rank || left.number - right.number || (a < b ? -1 : Number(a > b))
}

/**
 * A name nobody gave: empty, Adobe's own (`Custom eVar 12`, `event20`), or a word people put where nothing is (`not used`).
 */
export function isUnnamed(slot: string, name: string | null): boolean {
  if (name === null) return false
  const folded = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  if (folded === '' || NOTHING.has(folded)) return true
  const [, letters = '', digits = ''] = /^([A-Za-z]+)(\d+)$/.exec(slot) ?? []
  if (digits === '') return false
  const given = /^(?:custom)?([a-z]*?)0*(\d+)$/.exec(folded)
  if (given === null || given[2] !== digits) return false
  const word = given[1] ?? ''
  return word === '' || DEFAULT_WORDS[letters.toLowerCase()]?.includes(word) === true
}

const NOTHING = new Set([
  'na',
  'none',
  'unused',
  'notused',
  'notinuse',
  'free',
  'available',
  'empty',
  'spare',
  'open',
  'tbd',
  'disabled',
  'notenabled',
])

const DEFAULT_WORDS: Readonly<Record<string, readonly string[]>> = {
  evar: ['evar', 'conversion', 'conversionvariable', 'variable'],
  prop: ['prop', 'traffic', 'insight', 'property', 'trafficvariable', 'variable'],
  list: ['list', 'listvar', 'listvariable', 'variable'],
  event: ['event', 'successevent', 'events'],
}

function foldSlot(text: string): string {
  return text
    .slice(0, LONGEST)
    .trim()
    .toLowerCase()
    .replace(/^(?:s\.|variables\/|metrics\/)/, '')
    .replace(/[\s_#-]+/g, '')
}
