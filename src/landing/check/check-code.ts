import {PLACEHOLDERS} from '../commerce-code.js'
import {findMarkedCode, type MarkedCode} from '../script-text.js'
import {checkCopies, describeCopy, findCopies} from './check-copies.js'
import {defectText, excerptOf, type CodeFinding, type RecognisedCode} from './finding.js'
import {lexScript, type LexedScript} from './lex-script.js'
import {lineFinder, type PageScript} from './scripts-of.js'

/** Why a script does not parse, as the engine says it; null when it does. `line` counts within the script, from 1. */
export type ParseFault = {readonly message: string; readonly line: number} | null

/** One variable that a deployed block copies. */
export interface DeployedCopy {
  readonly parameter: string
  readonly variable: string
}

export interface DeployedCode extends Omit<MarkedCode, 'body' | 'at' | 'end'> {
  readonly line: number
  readonly copies: readonly DeployedCopy[]
}

export interface CodeReport {
  readonly recognised: readonly RecognisedCode[]
  readonly deployed: readonly DeployedCode[]
  readonly findings: readonly CodeFinding[]
  /** The script is Analytics code, whatever else it does. */
  readonly isAnalytics: boolean
}

type Draft = Omit<CodeFinding, 'line' | 'excerpt'> & {readonly at: number}

const SEED = ['getting-started-data-connectors.md']
const ANALYTICS =
  /\bs_gi\s*\(|\bs_doPlugins\b|\bs\.tl?\s*\(|\bs\.(?:events|products|campaign|eVar\d+)\s*=|\bnew\s+AppMeasurement\b|\balloy\s*\(/

/** Where the Integrate Module is told of a partner, by its name. */
const INTEGRATE = /\.\s*Integrate\s*\.\s*add\s*\(\s*(["'])([^"'\n]+)\1/g

/** Recognises generated code, the published plug-in and samples, and names what is broken in them. Pure: `fault` says whether it parses. */
export function checkScript({text, line: firstLine}: PageScript, fault: ParseFault): CodeReport {
  const lexed = lexScript(text)
  const lineWithin = lineFinder(text)
  const lineAt = (at: number) => firstLine + lineWithin(at) - 1
  const marked = findMarkedCode(text)
  const copies = findCopies(text, lexed)
  const plugIn = findPlugIn(text)
  const partners = [...lexed.code.matchAll(INTEGRATE)]
  const drafts = [
    ...marked.flatMap(checkMarked),
    ...(plugIn === undefined ? [] : checkPlugIn(text, lexed.code, plugIn)),
    ...checkCopies(copies, lexed),
    ...checkExamples(lexed),
  ]
  const isAnalytics = marked.length > 0 || copies.length > 0 || plugIn !== undefined || partners.length > 0 || ANALYTICS.test(lexed.code)
  if (fault !== null && isAnalytics && !drafts.some(({id}) => STOPS_PARSING.includes(id))) drafts.push(checkParsing(text, fault, lexed))
  const recognised: RecognisedCode[] = [
    ...marked.map((each) => ({kind: 'dc' as const, line: lineAt(each.at), text: describeMarked(each)})),
    ...(plugIn === undefined ? [] : [{kind: 'plug-in' as const, line: lineAt(plugIn.at), text: plugIn.text}]),
    ...copies.filter(({state}) => state !== 'off').map((copy) => ({...describeCopy(copy), line: lineAt(copy.at)})),
    ...partners.map(({index, 2: name = ''}) => ({
      kind: 'integrate-module' as const,
      line: lineAt(index),
      text: `the Integrate Module asks ${name}`,
    })),
  ]
  return {
    recognised,
    deployed: marked.map(({body, at, end: _end, ...mark}) => ({...mark, line: lineAt(at), copies: copiesOf(body)})),
    findings: drafts.toSorted((a, b) => a.at - b.at).map(({at, ...draft}) => ({...draft, line: lineAt(at), excerpt: excerptOf(text, at)})),
    isAnalytics,
  }
}

const STOPS_PARSING = ['remark-in-code', 'products-line-break', 'comment-not-closed']

function describeMarked({integration, library, page, object, intact}: MarkedCode): string {
  const form = object === null ? library : `${library} (${object})`
  return `code of dc for ${integration}: ${page}, ${form}${intact ? '' : ', changed since'}`
}

const copiesOf = (body: string): DeployedCopy[] =>
  [...body.matchAll(/\{\s*"?parameter"?\s*:\s*("(?:\\.|[^"\\])*")\s*,\s*"?variable"?\s*:\s*("(?:\\.|[^"\\])*")\s*\}/g)].flatMap(
    ([, parameter = '""', variable = '""']) => {
      try {
        return [{parameter: String(JSON.parse(parameter)), variable: String(JSON.parse(variable))}]
      } catch {
        return []
      }
    },
  )

function checkMarked({integration, library, page, at, body, intact}: MarkedCode): Draft[] {
  const again = `dc code ${integration} --library ${library}${page === 'landing' ? '' : ` --page ${page}`}`
  const drafts: Draft[] = []
  const {code} = lexScript(body)
  const left = Object.values(PLACEHOLDERS).find((each) => code.includes(`"${each}"`))
  if (left !== undefined) {
    drafts.push({
      id: 'placeholder-left',
      severity: 'error',
      at,
      message: `${left} of the example still stands there`,
      effect: 'Every hit reports the same product or order.',
      fix: 'put the values of your data layer there',
      sources: SEED,
    })
  } else if (!intact && page === 'landing') {
    drafts.push({
      id: 'dc-code-changed',
      severity: 'warning',
      at,
      message: 'this is not the code that dc wrote: it was changed, or minified',
      effect: 'What `dc code test` proved need not hold for it.',
      fix: `compare it with: ${again}`,
      sources: [],
    })
  }
  return drafts
}

interface PlugIn {
  readonly at: number
  readonly text: string
  readonly version: 2 | undefined
}

function findPlugIn(text: string): PlugIn | undefined {
  const old = /\.getQueryParam\s*=\s*new\s+Function\b/.exec(text)
  if (old !== null) return {at: old.index, text: 'the plug-in getQueryParam 2.x', version: 2}
  const now = /\bfunction\s+getQueryParam\s*\(|\.getQueryParam\s*=\s*function\b/.exec(text)
  return now === null ? undefined : {at: now.index, text: 'the plug-in getQueryParam', version: undefined}
}

/** The text of the old plug-in is a string in pieces: looked at as one. */
function checkPlugIn(text: string, code: string, {at, version}: PlugIn): Draft[] {
  if (version !== 2) return []
  const joined = text.replace(/(["'])\s*\+\s*\1/g, '')
  const drafts: Draft[] = []
  if (/[^t]oLowerCase\s*\(/.test(joined)) {
    drafts.push({
      id: 'to-lower-case',
      severity: 'error',
      at: Math.max(at, text.search(/[^t"']oLowerCase/) + 1),
      message: '`toLowerCase` has lost its first letter in the text of the plug-in',
      ...defectText('to-lower-case'),
      fix: 'write toLowerCase, or take the code of: dc code ID',
    })
  }
  const isHCode = /\.pt\s*=\s*(?:new\s+Function|function)|\bs_code\s+version|SiteCatalyst code version|\.version\s*=\s*["']H\./i.test(text)
  if (!isHCode && /\bAppMeasurement\b/.test(code)) {
    drafts.push({
      id: 'plug-in-needs-h-code',
      severity: 'error',
      at,
      message: 'the plug-in getQueryParam 2.x stands beside AppMeasurement, without s.pt, which it calls',
      effect: 'The first call throws a TypeError and no id is captured at all.',
      fix: 'use s.Util.getQueryParam, or the code of: dc code ID',
      sources: ['analytics:implement/vars/plugins/getqueryparam.md'],
    })
  }
  return drafts
}

const REMARK = /I\s+am\s+not\s+sure,\s+if\s+that\s+is\s+useful/
const CONSTANTS = /=\s*["'](?:May 10, 2012|Post Click Product ID|Post Click Type of Action)["']/g

function checkExamples({code, openStrings, openComment}: LexedScript): Draft[] {
  const drafts: Draft[] = []
  const remark = REMARK.exec(code)
  if (remark !== null) {
    drafts.push({
      id: 'remark-in-code',
      severity: 'error',
      at: remark.index,
      message: "an author's remark stands in the middle of the code",
      ...defectText('remark-in-code'),
      fix: 'take the sentences out: none of them is code',
    })
  }
  const constants = [...code.matchAll(CONSTANTS)]
  const [constant] = constants
  if (constant !== undefined) {
    drafts.push({
      id: 'constant-post-click',
      severity: 'error',
      at: constant.index,
      message: `${constants.length === 1 ? 'a post-click value is a constant' : `${constants.length} post-click values are constants`} of the sample`,
      ...defectText('constant-post-click'),
      fix: 'put the values of the page there, or take the lines out',
    })
  }
  for (const at of openStrings) {
    if (!/\.products\s*=\s*$/.test(code.slice(Math.max(0, at - 40), at))) continue
    drafts.push({
      id: 'products-line-break',
      severity: 'error',
      at,
      message: 'a line ends within the products string',
      effect: 'The script does not parse, and no hit of the page is sent as it should be.',
      fix: 'write the string on one line: s.products=";cat;1;50";',
      sources: SEED,
    })
  }
  if (openComment !== undefined) {
    drafts.push({
      id: 'comment-not-closed',
      severity: 'error',
      at: openComment,
      message: 'a comment begins with /* and never ends',
      effect: 'The script does not parse.',
      fix: 'end it with */ on its line',
      sources: [],
    })
  }
  return drafts
}

function checkParsing(text: string, fault: NonNullable<ParseFault>, {comments}: LexedScript): Draft {
  const at = offsetOfLine(text, fault.line)
  const inside = comments.some(({start, end}) => start < at && at < end)
  return {
    id: 'does-not-parse',
    severity: 'error',
    at,
    message: `the script does not parse${inside ? ' (below a comment)' : ''}: ${fault.message}`,
    effect: 'The browser skips the whole script: no id is captured.',
    fix: 'mend the line, or the one above it',
    sources: [],
  }
}

function offsetOfLine(text: string, line: number): number {
  let at = 0
  for (let current = 1; current < line; current++) {
    const next = text.indexOf('\n', at)
    if (next === -1) break
    at = next + 1
  }
  return at
}
