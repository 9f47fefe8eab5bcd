import type {Owner} from '../issues/cause.js'
import type {EvidenceKind} from '../issues/evidence.js'
import {proseLines} from './gutter.js'
import type {Style} from './style.js'
import {wrap} from './visible.js'

/** A cause of `dc diagnose` as `dc explain` tells it. */
export interface ExplainedCause {
  kind: 'cause'
  id: string
  /** Ids of the symptoms it may be behind. */
  symptoms: string[]
  summary: string
  why: string
  owner: Owner
  /** Evidence it reads: all groups, of each group any. */
  needs: {evidence: EvidenceKind; how: string}[][]
  next: string[]
  source: string
  /** What the cases are about that its tests judge. */
  examples: Record<'matched' | 'ruledOut' | 'notChecked', string[]>
}

/** A row of the Common Issues table. */
export interface ExplainedSymptom {
  kind: 'symptom'
  id: string
  symptom: string
  known: string | null
  source: string
  /** The likeliest first. */
  causes: {id: string; summary: string}[]
}

const OWNERS: Readonly<Record<Owner, string>> = {you: 'you', partner: 'the partner', adobe: 'Adobe'}
const INDENT = '  '

export function causeLines(cause: ExplainedCause, style: Style): string[] {
  const {id, owner, symptoms, summary, why, needs, next, examples, source} = cause
  const groups = needs.map((group) => group.map(({how}) => how))
  return [
    ...titleLines(id, `cause of ${symptoms.join(', ')}`, style),
    ...wrap(summary, style.width),
    ...section('Why', prose(why, style), style),
    ...section('Who must act', prose(OWNERS[owner], style), style),
    ...section(
      'Needs',
      groups.flatMap((group) => items(anyOf(group), style)),
      style,
    ),
    ...section('What to do', items(next, style), style),
    ...section('Matches', items(examples.matched, style), style),
    ...section('Ruled out', items(examples.ruledOut, style), style),
    ...section('Cannot be told', items(examples.notChecked, style), style),
    ...section('Source', prose(source, style), style),
  ]
}

export function symptomLines({id, symptom, known, causes, source}: ExplainedSymptom, style: Style): string[] {
  return [
    ...titleLines(id, 'symptom', style),
    ...wrap(symptom, style.width),
    ...(known === null ? [] : section('What is known', prose(known, style), style)),
    ...section(
      'Causes, the likeliest first',
      causes.flatMap((cause) => items([`${cause.id}: ${cause.summary}`], style)),
      style,
    ),
    ...section('Look for it', prose(`dc diagnose --issue ${id}`, style), style),
    ...section('Source', prose(source, style), style),
  ]
}

/** The id, and what it is beside it or, where there is no room, below it. */
function titleLines(id: string, what: string, style: Style): string[] {
  if (id.length + 2 + what.length <= style.width) return [`${style.bold(id)}  ${style.dim(what)}`]
  return [style.bold(id), ...wrap(what, style.width).map(style.dim)]
}

function anyOf(group: readonly string[]): string[] {
  return group.map((how, at) => (at === 0 ? how : `or ${how}`))
}

function section(title: string, lines: readonly string[], style: Style): string[] {
  return lines.length === 0 ? [] : ['', style.bold(title), ...lines]
}

function prose(text: string, style: Style): string[] {
  return proseLines(text, style.width - INDENT.length, style).map((line) => INDENT + line)
}

function items(texts: readonly string[], style: Style): string[] {
  return texts.flatMap((text) =>
    proseLines(text, style.width - INDENT.length - 2, style).map((line, at) => `${INDENT}${at === 0 ? '- ' : '  '}${line}`),
  )
}
