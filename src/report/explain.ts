import type {Severity} from '../rules/rule.js'
import {causeLines, symptomLines, type ExplainedCause, type ExplainedSymptom} from './explain-cause.js'
import {proseLines} from './gutter.js'
import type {Style} from './style.js'
import {displayWidth, excerpt, visible, wrap} from './visible.js'
import {count, digits, listed} from './wording.js'

/** A rule as `dc explain` tells it, examples decoded. */
export interface ExplainedRule {
  kind: 'rule'
  id: string
  area: string
  severity: Severity
  summary: string
  why: string
  fix: string
  source: string
  /** What the rule looks at, in words. */
  judges: string
  /** What a hit must have before it can be judged, in words. */
  needs: string[]
  /** Rules whose finding on the same hit this one replaces. */
  replaces: string[]
  /** The workspace in which the examples are judged, in words; empty: none. */
  site: string[]
  examples: Record<'fails' | 'passes' | 'notApplied', ExplainedExample[]>
}

export interface ExplainedExample {
  hits: {
    /** As on the wire. */
    wire: string
    params: {name: string; wire: string; value: string}[]
  }[]
  /** What else holds: `answered with status 404`. */
  conditions: string[]
}

/** An exit code, an outcome, a severity, or a reason for which a record is not judged. */
export interface ExplainedWord {
  kind: 'exit-code' | 'outcome' | 'severity' | 'skip-reason'
  id: string
  meaning: string
  next: string | null
}

/** What `dc explain ID --json` prints. */
export interface Explanation {
  schemaVersion: 1
  command: 'explain'
  topic: ExplainedRule | ExplainedWord | ExplainedCause | ExplainedSymptom
}

/** What `dc explain --json` prints: everything that can be explained. */
export interface TopicList {
  schemaVersion: 1
  command: 'explain'
  topics: {
    rules: string[]
    exitCodes: string[]
    outcomes: string[]
    severities: string[]
    skipReasons: string[]
    symptoms: string[]
    causes: string[]
  }
}

export function formatExplanation({topic}: Explanation, style: Style): string {
  return `${topicLines(topic, style).join('\n')}\n`
}

function topicLines(topic: Explanation['topic'], style: Style): string[] {
  switch (topic.kind) {
    case 'rule':
      return ruleLines(topic, style)
    case 'cause':
      return causeLines(topic, style)
    case 'symptom':
      return symptomLines(topic, style)
    default:
      return wordLines(topic, style)
  }
}

const WORD_KINDS: Readonly<Record<ExplainedWord['kind'], string>> = {
  'exit-code': 'exit code',
  outcome: 'outcome of a rule',
  severity: 'severity of a finding',
  'skip-reason': 'reason why a request or record is counted and not judged',
}

function wordLines({kind, id, meaning, next}: ExplainedWord, style: Style): string[] {
  const title = kind === 'exit-code' ? `exit code ${id}` : id
  const subtitle = kind === 'exit-code' ? '' : style.dim(`  ${WORD_KINDS[kind]}`)
  return [style.bold(title) + subtitle, '', ...prose(sentence(meaning), style), ...(next === null ? [] : ['', ...prose(next, style)])]
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

function prose(text: string, style: Style): string[] {
  return proseLines(text, style.width - INDENT.length, style).map((line) => INDENT + line)
}

const INDENT = '  '

function ruleLines(rule: ExplainedRule, style: Style): string[] {
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', style.bold(title), ...lines])
  const looks = `${sentence(rule.judges)}${rule.needs.length === 0 ? '' : ` Needs of a hit: ${listed(rule.needs)}.`}`
  return [
    `${style.bold(rule.id)}  ${style.paint(rule.severity, rule.severity)}${style.dim(`, ${rule.area}`)}`,
    ...wrap(rule.summary, style.width),
    ...section('Why', prose(rule.why, style)),
    ...section('Fix', prose(rule.fix, style)),
    ...(rule.site.length === 0 ? [] : section('In a workspace with', prose(rule.site.join('; '), style))),
    ...section('Wrong', exampleLines(rule.examples.fails, style)),
    ...section('Right', exampleLines(rule.examples.passes, style)),
    ...section('Not judged by this rule', exampleLines(rule.examples.notApplied, style)),
    ...section('Looks at', prose(looks, style)),
    ...(rule.replaces.length === 0
      ? []
      : section('Stands for', prose(`${listed(rule.replaces)}, when both find the same hit at fault`, style))),
    ...section('Source', prose(rule.source, style)),
  ]
}

const EXAMPLES_SHOWN = 4

function exampleLines(examples: readonly ExplainedExample[], style: Style): string[] {
  const shown = examples.slice(0, EXAMPLES_SHOWN).map((example) => oneExample(example, style))
  // Examples of one line each make a list; longer ones need air between them.
  const airy = shown.some((example) => example.length > 1)
  const lines = shown.flatMap((example, at) => (at === 0 || !airy ? example : ['', ...example]))
  const left = examples.length - shown.length
  return left === 0 ? lines : [...lines, ...(airy ? [''] : []), `${INDENT}${style.dim(`and ${count(left, 'more example')} in --json`)}`]
}

function oneExample({hits, conditions}: ExplainedExample, style: Style): string[] {
  const several = hits.length > 1
  const lines = hits.flatMap(({wire, params}, at) => {
    const indent = several ? INDENT + INDENT : INDENT
    const decoded = params.map((param) => paramLine(param, indent, style))
    const asWire = params.map((param) => `${param.wire}=${param.value}`).join('&')
    // Where nothing is escaped, the line on the wire says nothing new.
    const onWire = wire === asWire ? [] : [wireLine(wire, indent, style)]
    if (several && PAGE.test(wire)) return [`${INDENT}${style.dim(at === 0 ? 'a page is loaded' : 'then a page is loaded')}`, ...onWire]
    return [...(several ? [`${INDENT}${style.dim(at === 0 ? 'first hit' : `then, hit ${at + 1}`)}`] : []), ...decoded, ...onWire]
  })
  const told = conditions.flatMap((condition) => wrap(condition, style.width - INDENT.length))
  return [...lines, ...told.map((line) => `${INDENT}${style.dim(line)}`)]
}

/** No hit: the page that was loaded, or redirected. */
const PAGE = /^https?:\/\/(?!\S*\/b\/ss\/)/

function paramLine({name, wire, value}: {name: string; wire: string; value: string}, indent: string, style: Style): string {
  const label = `${indent}${visible(name === wire ? name : `${name} (${wire})`, style)} = `
  if (value === '') return label + style.dim('(empty)')
  const room = Math.max(MIN_VALUE, style.width - displayWidth(label))
  const {text} = excerpt(value, null, {room, unicode: style.unicode})
  if (displayWidth(value) <= room) return label + text
  const length = ` (${digits(value.length)} characters)`
  return label + excerpt(value, null, {room: Math.max(MIN_VALUE, room - length.length), unicode: style.unicode}).text + style.dim(length)
}

const MIN_VALUE = 20

function wireLine(wire: string, indent: string, style: Style): string {
  const label = `${indent}on the wire: `
  const {text} = excerpt(wire === '' ? '(nothing)' : wire, null, {room: style.width - label.length, unicode: style.unicode})
  return style.dim(label + text)
}

/** What can be explained, for `dc explain` without an ID. */
export function formatTopics({topics}: TopicList, style: Style): string {
  const parts: [string, readonly string[]][] = [
    ['Rules', topics.rules],
    ['Outcomes of a rule', topics.outcomes],
    ['Severities', topics.severities],
    ['Exit codes', topics.exitCodes],
    ['Why a request or record is not judged', topics.skipReasons],
    ['Symptoms (dc diagnose)', topics.symptoms],
    ['Causes', topics.causes],
  ]
  const lines = parts.flatMap(([title, ids]) => [
    style.bold(title),
    ...wrap(ids.join(', '), style.width - INDENT.length).map((line) => INDENT + line),
    '',
  ])
  return (
    [
      ...prose('`dc explain ID` tells what any of these means; `dc rules` lists the rules with what they find.', style).map((line) =>
        line.trim(),
      ),
      '',
      ...lines.slice(0, -1),
    ].join('\n') + '\n'
  )
}
