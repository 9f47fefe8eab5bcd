import type {InputResult, ValidationResult} from '../validation/result.js'
import {GUTTER, row} from './gutter.js'
import type {Style} from './style.js'
import {wrap} from './visible.js'
import {count, digits, listed} from './wording.js'

interface Options {
  style: Style
  reasons: Readonly<Record<string, string>>
}

// A folder may hold hundreds of captures and a broken one thousands of bad records; --json has them all.
const INPUTS_NAMED = 6
const DAMAGE_NAMED = 5
const REASONS_NAMED = 6

/** What was read, what of it was not judged and why, and what was damaged. */
export function renderInputs({inputs}: ValidationResult, {style, reasons}: Options): string[] {
  const many = inputs.length > INPUTS_NAMED
  return [
    ...(many
      ? row('read', `${count(inputs.length, 'capture')}: ${numbersOf(total(inputs))}`, style)
      : inputs.flatMap((input) => readLine(input, style))),
    ...notJudged(total(inputs).skipped, reasons, style),
    ...(many ? emptyOnes(inputs, style) : []),
    ...damage(inputs, style),
  ]
}

function readLine(input: InputResult, style: Style): string[] {
  return row('read', `${input.path} (${input.format}): ${numbersOf(input)}`, style)
}

type Numbers = Pick<InputResult, 'requests' | 'hits' | 'merged' | 'skipped'>

function total(inputs: readonly InputResult[]): Numbers {
  const all = {requests: 0, hits: 0, merged: 0, skipped: {} as Record<string, number>}
  for (const {requests, hits, merged, skipped} of inputs) {
    all.requests += requests
    all.hits += hits
    all.merged += merged
    for (const [reason, number] of Object.entries(skipped)) all.skipped[reason] = (all.skipped[reason] ?? 0) + number
  }
  return all
}

/** `2,314 requests, of which 170 hits, 3 repeats after a redirect and 2,141 not judged`. */
function numbersOf({requests, hits, merged, skipped}: Numbers): string {
  const left = Object.values(skipped).reduce((sum, number) => sum + number, 0)
  if (requests > 0 && hits === requests) return `${count(requests, 'request')}, ${hits === 1 ? 'a hit' : 'all of them hits'}`
  const parts = [hits === 0 ? 'no hit' : count(hits, 'hit')]
  if (merged > 0) parts.push(`${count(merged, 'repeat')} after a redirect`)
  if (left > 0) parts.push(`${digits(left)} not judged`)
  return `${count(requests, 'request')}, of which ${listed(parts)}`
}

function notJudged(skipped: Readonly<Record<string, number>>, reasons: Options['reasons'], style: Style): string[] {
  // The commonest reasons tell what a capture is.
  const all = Object.entries(skipped).toSorted(([, a], [, b]) => b - a)
  const named = all.slice(0, REASONS_NAMED)
  const width = Math.max(0, ...named.map(([, number]) => digits(number).length))
  const indent = ' '.repeat(GUTTER + 4)
  const lines = named.flatMap(([reason, number]) => {
    const words = reasons[reason] === undefined ? reason : `${reason}: ${reasons[reason]}`
    return wrap(words, style.width - indent.length - width - 2).map(
      (line, at) => `${indent}${(at === 0 ? digits(number) : '').padStart(width)}  ${line}`,
    )
  })
  if (all.length > named.length) lines.push(`${indent}${' '.repeat(width)}  and ${count(all.length - named.length, 'more reason')}`)
  return lines.map(style.dim)
}

function emptyOnes(inputs: readonly InputResult[], style: Style): string[] {
  const empty = inputs.filter(({hits, damaged}) => hits === 0 && damaged.length === 0).map(({path}) => path)
  if (empty.length === 0) return []
  return row('note', `no hit in ${listedUpTo(empty, DAMAGE_NAMED)}`, style)
}

function listedUpTo(names: readonly string[], most: number): string {
  if (names.length <= most) return listed(names)
  return `${names.slice(0, most).join(', ')} and ${digits(names.length - most)} more`
}

function damage(inputs: readonly InputResult[], style: Style): string[] {
  const all = inputs.flatMap(({path, damaged}) => damaged.map(({record, reason}) => ({path, record, reason})))
  // A broken container matters more than a bad record in it.
  const ordered = all.toSorted((a, b) => Number(a.record !== null) - Number(b.record !== null))
  const lines = ordered
    .slice(0, DAMAGE_NAMED)
    .flatMap(({path, record, reason}) => row('damaged', `${record === null ? path : `${path}#${record}`}: ${reason}`, style))
  if (all.length <= DAMAGE_NAMED) return lines
  return [...lines, ...row('damaged', `and ${count(all.length - DAMAGE_NAMED, 'more record')}, named by \`--json\``, style)]
}
