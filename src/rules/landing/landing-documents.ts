import type {CapturedRequest} from '../../hits/captured-request.js'
import {splitUrl} from '../../hits/recognise.js'
import {TextHash} from '../../hits/text-hash.js'
import type {PageParameter} from '../../hits/page-parameters.js'
import type {RunContext} from '../rule.js'
import {firstParameter, foldValue, landingSites, type LandingSite} from './landing-sites.js'

/** A document of the site whose URL carries one of its parameters. */
export interface LandingDocument {
  /** Index of the site. */
  site: number
  at: LandingSite
  parameter: PageParameter
  /** Hash of parameter and value: the same link again. */
  link: number
}

/** The landing page that a request loads. Cheap for nearly all requests of a capture, which load no document. */
export function landingDocument(request: CapturedRequest, context: RunContext): LandingDocument | undefined {
  if (request.document !== true || !request.url.includes('?')) return undefined
  for (const [site, at] of landingSites(context).entries()) {
    const parameter = firstParameter(request.url, at)
    if (parameter !== undefined)
      return {site, at, parameter, link: new TextHash().add(`${parameter.name}=${foldValue(parameter.value)}`).value}
  }
  return undefined
}

export function isRedirect({status = 0, redirectsTo}: CapturedRequest): boolean {
  return (status >= 300 && status < 400 && status !== 304) || redirectsTo !== undefined
}

/** Host and path, by hash: what a hit and the document it belongs to have in common, whatever the page does to its query. */
export function pathKey(url: string): number | undefined {
  const {host, path} = splitUrl(url)
  return host === '' ? undefined : new TextHash().add(host).add(path.replace(/\/+$/, '')).value
}
