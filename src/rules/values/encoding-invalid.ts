import {isUtf8, isWellEncoded} from '../../hits/decode-text.js'
import type {Hit} from '../../hits/hit.js'
import type {Param} from '../../hits/params.js'
import {TRAITS} from '../../hits/traits.js'
import type {HitRule, Report, Seen} from '../rule.js'
import {mayBeCutShort} from './free-text.js'
import {brokenEscape, escapedTwice, garbledText} from './escape-faults.js'

/** Values that are addresses, or that AppMeasurement encoded twice itself up to 2.23. */
const ESCAPED_BY_NATURE: ReadonlySet<string> = new Set(['pageURL', 'pageURLRest', 'referrer', 'linkURL', 'linkName'])

export default {
  id: 'encoding-invalid',
  shape: 'hit',
  severity: 'warning',
  triggers: ['every-hit'],
  summary: 'Value that cannot be decoded as it was meant',
  why: 'Adobe decodes a value once, in the character set that `ce` names (UTF-8 where it names none). Anything else shows up garbled, as an item of its own.',
  fix: 'Encode each value once with `encodeURIComponent`, and let `ce` name the character set of the bytes.',
  source:
    'Adobe Analytics implementation guide, "charSet" and "Data collection query parameters" (unverified: what Adobe stores for bytes that are not valid)',
  examples: {
    passes: [
      'ce=UTF-8&v5=%C3%A9',
      'ce=ISO-8859-1&v5=%E9',
      'v5=100%25',
      'v5=%25%25MID%25%25',
      'v5=%%MID%%',
      'g=https%3A%2F%2Fshop.example%2Fcaf%25C3%25A9',
      'pe=lnk_o&pev2=Read%2520more',
      'v5=S%C3%83O',
      'v5=D=v1%2B%22:%22+c2',
    ],
    fails: [
      'ce=UTF-8&v5=%E9',
      'v5=100%',
      'v5=%zz',
      'v5=caf%u00e9',
      'v5=caf%C3%83%C2%A9',
      'v5=caf%25C3%25A9',
      'v5=summer%2520sale',
      'v5=caf%EF%BF%BD',
      'v5=caf\uFFFD',
      'v5=red+boots',
      'ce=utf-88&v5=%C3%A9',
    ],
    notApplied: ['mid=12345678901234567890123456789012345678', 'foo=%E9'],
  },
  applies: (hit) => hit.hasSiteText,
  check(hit, report) {
    let hasPlus = false
    for (const param of hit.flagged) {
      if ((param.traits & TRAITS.encoding) === 0 || !param.isSiteText) continue
      const raw = hit.raw.slice(param.start, param.end)
      if (isUnknownCharset(hit.charset) && /%[89a-f]/i.test(raw)) return reportCharset(hit, report)
      const fault = faultOf(hit, param, raw)
      if (fault !== undefined) report({param, ...fault})
      // One sender, one habit: the first plus stands for all.
      else if (!hasPlus && raw.includes('+') && (param.traits & TRAITS.dynamic) === 0) {
        hasPlus = true
        const at = raw.indexOf('+')
        report({
          param,
          raw: true,
          at: [at, at + 1],
          severity: 'info',
          message: 'a plus stands in the value as sent, and whether Adobe takes it for a blank is documented nowhere',
          fix: 'Send a blank as `%20` and a plus as `%2B`, as AppMeasurement does.',
        })
      }
    }
  },
} satisfies HitRule

function faultOf(hit: Hit, param: Param, raw: string): Omit<Seen, 'param'> | undefined {
  const broken = brokenEscape(raw, hit.charset)
  if (broken !== undefined) {
    if (mayBeCutShort(param, hit) && broken.at[1] >= raw.length - 2) return undefined
    const message = broken.kind === 'malformed' ? 'a percent sign begins no escape' : 'these bytes are no text in UTF-8'
    return {at: broken.at, raw: true, message}
  }
  const text = hit.text(param)
  const garbled = garbledText(text)
  if (garbled?.kind === 'mojibake') {
    return {at: garbled.at, message: 'UTF-8 was read as Western European text and encoded again before it was sent'}
  }
  if (garbled !== undefined && raw.includes('\uFFFD')) {
    const message = 'the capture itself holds bytes here that are no UTF-8, so what was sent cannot be told'
    return {at: garbled.at, severity: 'info', message, fix: 'Record again, with a tool that keeps the bytes as they were sent.'}
  }
  if (garbled !== undefined) return {at: garbled.at, message: 'a character was lost before the value was sent'}
  const twice = ESCAPED_BY_NATURE.has(param.name) ? undefined : escapedTwice(text)
  return twice && {at: twice, message: 'escapes are left after decoding: the value was encoded twice'}
}

function isUnknownCharset(charset: string | undefined): boolean {
  return !isUtf8(charset) && !isWellEncoded('', charset)
}

function reportCharset(hit: Hit, report: Report): void {
  report({
    param: hit.params.find((param) => param.wire === 'ce') ?? 'charSet',
    message: 'no character set has this name, so the letters beyond ASCII cannot be read',
    fix: 'Set `s.charSet` to the character set of the page, `UTF-8` on nearly every site.',
  })
}
