import {byteLength, fittingLength} from '../../hits/decode-text.js'
import type {Hit} from '../../hits/hit.js'
import type {Param} from '../../hits/params.js'
import {TRAITS} from '../../hits/traits.js'
import {byteLimit} from '../../hits/variables.js'
import type {HitRule, Report} from '../rule.js'

const CONTEXT_BYTES = 32_768
/** `purchaseid-too-long` and `visitor-id-malformed` say more about these. */
const ELSEWHERE: ReadonlySet<string> = new Set(['purchaseID', 'visitorID'])

export default {
  id: 'value-too-long',
  shape: 'hit',
  severity: 'warning',
  triggers: ['every-hit'],
  summary: 'Value longer than its variable holds',
  why:
    'Adobe keeps the first bytes of a value and drops the rest: 100 bytes for `pageName` and props, 255 for eVars and `campaign`. ' +
    'Values that differ only in the part that is cut become one item in reports. The limit counts bytes of UTF-8, so an accented letter counts twice.',
  fix: 'Send a shorter value, or a key that a classification explains.',
  source: 'Adobe Analytics implementation guide, the page of each variable (limits in bytes) and "contextData" (32 KB)',
  examples: {
    passes: [
      `c1=${'a'.repeat(100)}`,
      `v1=${'%C3%A9'.repeat(127)}`,
      `l1=${'a'.repeat(300)}`,
      `g=https%3A%2F%2Fshop.example%2F${'a'.repeat(228)}&-g=${'a'.repeat(300)}`,
      'pageName=home&c2=D%3DpageName',
    ],
    fails: [
      `c1=${'a'.repeat(101)}`,
      `c1=${'%C3%A9'.repeat(60)}`,
      `v0=${'a'.repeat(256)}`,
      `v1=${'a'.repeat(150)}&c1=D%3Dv1`,
      `c.&text=${'a'.repeat(32_765)}&.c`,
      `r=https%3A%2F%2Fsearch.example%2F${'a'.repeat(255)}`,
    ],
    notApplied: ['mid=12345678901234567890123456789012345678', `purchaseid=${'a'.repeat(300)}`],
  },
  applies: (hit) => hit.hasSiteText,
  check(hit, report) {
    for (const param of hit.flagged) {
      if (param.name.startsWith('c.')) continue
      if ((param.traits & TRAITS.long) !== 0) checkValue(hit, param, report)
      else if ((param.traits & TRAITS.dynamic) !== 0) checkCopy(hit, param, report)
    }
    let context = 0
    for (const {name, start, end} of hit.contextParams) context += name.length - 2 + end - start
    if (context > CONTEXT_BYTES && contextBytes(hit) > CONTEXT_BYTES) {
      report({
        param: 'contextData',
        message: 'the context data of this hit takes more than 32 KB',
        fix: 'Send only the keys that processing rules use.',
      })
    }
  },
} satisfies HitRule

function checkValue(hit: Hit, param: Param, report: Report): void {
  if (!param.isSiteText || ELSEWHERE.has(param.name)) return
  const limit = byteLimit(param.name)
  const sent = hit.text(param)
  const text = param.name === 'linkName' ? (hit.linkText('linkName') ?? sent) : sent
  if (byteLength(text) <= limit) return
  const fits = fittingLength(text, limit)
  report({
    param,
    ...(text === sent && {at: [fits, text.length]}),
    message: `longer than ${limit} bytes, the rest is cut`,
    // The browser fills the referrer, and other sites' addresses may be of any length.
    ...(param.name === 'referrer' && {severity: 'info', fix: 'Nothing to do unless the end of foreign addresses matters in reports.'}),
  })
}

/** A copy is made first and cut to the limit of the variable it goes to. What is too long where it comes from is reported there. */
function checkCopy(hit: Hit, param: Param, report: Report): void {
  const source = hit.copySource(param) ?? hit.dynamicSource(hit.text(param))
  const limit = byteLimit(param.name)
  if (source === undefined || source.end - source.start <= limit) return
  const length = byteLength(hit.text(source))
  if (length <= limit || length > byteLimit(source.name)) return
  report({param, message: `the value it copies is longer than ${limit} bytes, the rest is cut`})
}

function contextBytes(hit: Hit): number {
  let bytes = 0
  for (const param of hit.contextParams) bytes += byteLength(param.name) - 2 + byteLength(hit.text(param))
  return bytes
}
