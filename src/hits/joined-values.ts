import {decodeText} from './decode-text.js'
import type {Hit} from './hit.js'

/** What several parameters of a hit say together. */

/** See `Hit.pageUrl`. */
export function readPageUrl(hit: Hit): string | undefined {
  const head = hit.param('pageURL')
  if (head === undefined || head.start === head.end) return undefined
  const rest = hit.param('pageURLRest')
  const raw = hit.raw.slice(head.start, head.end) + (rest === undefined ? '' : hit.raw.slice(rest.start, rest.end))
  const value = decodeText(raw, hit.charset)
  return hit.isDynamic(value) ? hit.request.referrer : value
}

/** See `Hit.visitor`. */
export function readVisitor(hit: Hit): string | undefined {
  for (const name of ['visitorID', 'aid', 'mid', 'fid']) {
    const value = hit.value(name)
    if (value !== undefined) return `${name}:${value}`
  }
  return undefined
}
