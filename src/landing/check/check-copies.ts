import type {LexedScript, ScriptComment} from './lex-script.js'
import {defectText, type CodeFinding, type RecognisedCode} from './finding.js'

/** Assignments of the form `s.eVar2 = s.getQueryParam("RID")`, in code and in comments, and what is wrong with them. */

export interface CopyStatement {
  readonly at: number
  /** The object that sends the hits, mostly `s`. */
  readonly tracker: string
  readonly variable: string
  readonly parameter: string
  /** `commented`: behind words of a comment, so that somebody meant it as code. `off`: taken out on purpose. */
  readonly state: 'code' | 'commented' | 'off'
}

const VARIABLE = /campaign|(?:eVar|prop|list)(?:\d+|N\b)/
/** The plug-in and AppMeasurement's utility, and what browsers have for it. */
const READING = [
  /(?:\w+\s*\.\s*)?(?:Util\s*\.\s*)?getQueryParam/,
  /new\s+URLSearchParams\s*\([^()]*\)\s*\.\s*get/,
  /new\s+URL\s*\([^()]*\)\s*\.\s*searchParams\s*\.\s*get/,
]
const TEXT = /"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'|`(?<template>[^`$\n]*)`/
const COPY = new RegExp(
  `\\b(?<tracker>\\w+)\\s*(?:\\.\\s*(?<variable>${VARIABLE.source})|\\[\\s*["'](?<key>${VARIABLE.source})["']\\s*\\])` +
    `\\s*=\\s*(?:${READING.map(({source}) => source).join('|')})\\s*\\(\\s*(?:${TEXT.source})`,
  'gi',
)

export function findCopies(text: string, {comments}: LexedScript): CopyStatement[] {
  const copies: CopyStatement[] = []
  let next = 0
  for (const match of text.matchAll(COPY)) {
    const at = match.index
    const {tracker = '', double, single, template, key = '', variable = key} = match.groups ?? {}
    while ((comments[next]?.end ?? Infinity) <= at) next++
    const comment = (comments[next]?.start ?? Infinity) <= at ? comments[next] : undefined
    const state =
      comment === undefined ? 'code' : comment.kind === 'line' && isSwallowed(text, comment, {at, variable}, copies) ? 'commented' : 'off'
    copies.push({at, tracker, variable, parameter: double ?? single ?? template ?? '', state})
  }
  return copies
}

/**
 * The line breaks of the published samples are lost, so that a statement stands behind the words about the one before it: "… in campaign
 * variable s.eVar2=…". What was taken out on purpose has no words before it, other code, or words about itself.
 */
function isSwallowed(
  text: string,
  comment: ScriptComment,
  {at, variable}: Pick<CopyStatement, 'at' | 'variable'>,
  copies: readonly CopyStatement[],
): boolean {
  const words = text.slice(Math.max(comment.start + 2, at - MOST_WORDS), at)
  if (!/^[\s\w,.'"-]*$/.test(words) || !/[a-z]{3}\S*\s+$/i.test(words)) return false
  const before = copies.findLast(({state}) => state === 'code')
  if (before !== undefined && before.variable !== variable && !text.slice(before.at, comment.start).includes('\n')) return true
  return words.trim().split(/\s+/).length > 2 && /\b(?:variable|campaign|(?:eVar|prop|list)(?:\d+|N))\s+$/i.test(words)
}

/** Characters before a statement that are looked at. */
const MOST_WORDS = 200

type Draft = Omit<CodeFinding, 'line' | 'excerpt'> & {readonly at: number}

export function checkCopies(copies: readonly CopyStatement[], {code}: LexedScript): Draft[] {
  const drafts: Draft[] = []
  const live = copies.filter(({state}) => state === 'code')
  for (const {at, variable, parameter, state} of copies) {
    if (state === 'commented' && live.length > 0) {
      drafts.push({
        id: 'recipient-id-commented-out',
        severity: 'error',
        at,
        message: `${variable} is set from ${parameter} within a comment, behind the // of another statement`,
        ...defectText('recipient-id-commented-out'),
        fix: `put it on a line of its own: s.${variable}=s.getQueryParam("${parameter}");`,
      })
    }
    const open = [variable.endsWith('N') ? variable : '', PLACEHOLDER.test(parameter) ? parameter : ''].filter((each) => each !== '')
    if (state !== 'off' && open.length > 0 && !drafts.some(({id}) => id === 'placeholder-left')) {
      drafts.push({
        id: 'placeholder-left',
        severity: 'error',
        at,
        message: `${open.join(' and ')} of the sample still ${open.length > 1 ? 'stand' : 'stands'} there`,
        effect: 'Nothing arrives: there is no such variable or parameter.',
        fix: 'write the number of the reserved variable and the name of the parameter in your links',
        sources: defectText('both-in-one-variable').sources,
      })
    }
  }
  const before = new Map<string, CopyStatement>()
  for (const copy of copies.filter(({state}) => state !== 'off')) {
    const slot = `${copy.tracker}.${copy.variable}`
    const twin = before.get(slot)
    before.set(slot, copy)
    if (twin === undefined || isSameParameter(twin, copy) || !overwrites(code, twin, copy)) continue
    drafts.push({
      id: 'both-in-one-variable',
      severity: 'error',
      at: copy.at,
      message: `${copy.variable} is set twice in a row: from ${twin.parameter}, then from ${copy.parameter}`,
      ...defectText('both-in-one-variable'),
      fix: 'give each id a variable of its own',
    })
  }
  const shared = live.find(({parameter}) => /^ET_[CR]ID$/.test(parameter))
  if (shared !== undefined) {
    drafts.push({
      id: 'shared-template',
      severity: 'info',
      at: shared.at,
      message: `${shared.parameter} is the name in a sample that four partners share`,
      ...defectText('shared-template'),
      fix: 'look into a link of a mailing: the names there have to be those in the code',
    })
  }
  return drafts
}

const PLACEHOLDER = /^<.*>$/

const isSameParameter = (one: CopyStatement, other: CopyStatement): boolean =>
  one.parameter === other.parameter && !PLACEHOLDER.test(one.parameter)

/** One after the other in the same block; a condition before the second makes it a fallback. */
function overwrites(code: string, first: CopyStatement, second: CopyStatement): boolean {
  if (second.state === 'commented') return true
  const between = code.slice(first.at, second.at)
  return !/[{}]/.test(between) && /;\s*$/.test(between)
}

export const describeCopy = ({variable, parameter, state}: CopyStatement): Omit<RecognisedCode, 'line'> => ({
  kind: 'copy',
  text: `${parameter} to ${variable}${state === 'code' ? '' : ' (in a comment)'}`,
})
