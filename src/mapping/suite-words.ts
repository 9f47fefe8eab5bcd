import type {EventType} from '../connectors/vocabulary.js'
import type {Allocation} from './integration.js'
import {parseEvent} from './slot-name.js'

/**
 * The words in which design references, the admin console and the Analytics APIs write the settings of variables and events. Every reader
 * answers null for what it does not know; none guesses.
 * Source: Analytics, "Conversion variables (eVar)", Expire after and Allocation; "Success events"; API 2.0, dimensions; API 1.4, GetEvars.
 */

const fold = (text: string) =>
  text
    .slice(0, 200)
    .toLowerCase()
    .replace(/\(.*?\)/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const YES = new Set([
  'yes',
  'y',
  'true',
  '1',
  'enabled',
  'enable',
  'on',
  'x',
  'active',
  'live',
  'in use',
  'used',
  'implemented',
  'basic subrelations',
  'full subrelations',
  'no subrelations',
])
const NO = new Set(['no', 'n', 'false', '0', 'disabled', 'disable', 'off', 'inactive', 'not enabled', 'not in use', 'unused', 'not used'])

/** `Enabled`, `yes`, `x`, `Disabled` … */
export function readEnabled(text: string): boolean | null {
  if (/^[✓✔☑]/u.test(text.trim())) return true
  const word = fold(text)
  return YES.has(word) ? true : NO.has(word) ? false : null
}

/** `Counter (no subrelations)`, `Numeric`, `Currency`, `decimal` … */
export function readEventType(text: string): EventType | null {
  const [word = ''] = fold(text).split(' ')
  if (word === 'counter') return 'counter'
  if (word === 'currency') return 'currency'
  // The API 2.0 names the shape of values alone: `int` is what counters and numeric events have in common.
  return word === 'numeric' || word === 'numerical' || word === 'number' || word === 'decimal' ? 'numeric' : null
}

/** `Text String`, `string`, `Counter` … of an eVar. */
export function readVariableType(text: string): 'text' | 'counter' | null {
  const [word = ''] = fold(text.replace(/_/g, ' ')).split(' ')
  return word === 'text' || word === 'string' ? 'text' : word === 'counter' ? 'counter' : null
}

/** `Most Recent (Last)`, `original_value_first`, `Linear` … */
export function readAllocation(text: string): Allocation | null {
  const word = fold(text.replace(/_/g, ' '))
  if (/^(?:most recent|last|merchandising last)\b/.test(word)) return 'most-recent'
  if (/^(?:original|first|merchandising first)\b/.test(word)) return 'original'
  return /^linear\b/.test(word) ? 'linear' : null
}

const PERIODS = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const

const EXPIRATIONS: Readonly<Record<string, string>> = {
  never: 'never',
  'does not expire': 'never',
  'no expiration': 'never',
  'page view': 'page-view',
  pageview: 'page-view',
  hit: 'page-view',
  visit: 'visit',
  session: 'visit',
  purchase: 'purchase',
  'purchase event': 'purchase',
  order: 'purchase',
  orders: 'purchase',
  'product view': 'prodView',
  'product views': 'prodView',
  'cart open': 'scOpen',
  carts: 'scOpen',
  'cart add': 'scAdd',
  'cart addition': 'scAdd',
  'cart additions': 'scAdd',
  'cart remove': 'scRemove',
  'cart removal': 'scRemove',
  'cart removals': 'scRemove',
  'cart view': 'scView',
  'cart views': 'scView',
  'cart checkout': 'scCheckout',
  checkout: 'scCheckout',
  checkouts: 'scCheckout',
}

/**
 * An expiration in the words of an integration: `never`, `visit`, `month`, `30 days`, `purchase`, `event12` … A bare number is days.
 * `days`: what a separate field says for `day` or `custom`.
 */
export function readExpiration(text: string, days: number | null = null): string | null {
  const word = fold(text.replace(/_/g, ' ')).replace(/^(?:expires? )?(?:after |on |at (?:the )?end of (?:the )?)?/, '')
  const custom = /^(?:custom ?)?(\d{1,5}) ?(?:d|days?)?$/.exec(word)
  if (custom !== null) return daysOf(Number(custom[1]))
  if (days !== null && days > 0 && (word === 'day' || word === 'days' || word === 'custom' || word === 'custom days')) return daysOf(days)
  const counted = /^(\d{1,4}) ?(minute|hour|week|month|quarter|year)s?$/.exec(word)
  if (counted !== null) return periodOf(Number(counted[1]), counted[2] ?? '')
  const period = PERIODS.find((each) => word === each)
  if (period !== undefined) return period
  if (Object.hasOwn(EXPIRATIONS, word)) return EXPIRATIONS[word] ?? null
  return parseEvent(word).slot?.event ?? null
}

const daysOf = (count: number): string | null => (count < 1 || count > 9999 ? null : count === 1 ? 'day' : `${count} days`)

function periodOf(count: number, period: string): string | null {
  if (count === 1) return period
  // Only whole days have a count of their own in Analytics.
  return period === 'week' ? daysOf(count * 7) : null
}
