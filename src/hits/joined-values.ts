import {decodeText} from './decode-text.js'
import type {CapturedRequest} from './captured-request.js'
import type {Param} from './params.js'

/** What several parameters of a hit say together. */

interface HitValues {
  readonly request: CapturedRequest
  readonly raw: string
  readonly charset: string | undefined
  param(name: string): Param | undefined
  value(name: string): string | undefined
  isDynamic(value: string): boolean
}

/** See `Hit.pageUrl`. */
export function readPageUrl(hit: HitValues): string | undefined {
  const head = hit.param('pageURL')
  if (head === undefined || head.start === head.end) return undefined
  const rest = hit.param('pageURLRest')
  const raw = hit.raw.slice(head.start, head.end) + (rest === undefined ? '' : hit.raw.slice(rest.start, rest.end))
  const value = decodeText(raw, hit.charset)
  return hit.isDynamic(value) ? hit.request.referrer : value
}

/** See `Hit.visitor`. */
export function readVisitor(hit: Pick<HitValues, 'value'>): string | undefined {
  for (const name of ['visitorID', 'aid', 'mid', 'fid']) {
    const value = hit.value(name)
    if (value !== undefined) return `${name}:${value}`
  }
  return undefined
}
