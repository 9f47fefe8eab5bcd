import type {Hit} from '../../hits/hit.js'
import {findPageParameter, pageParameters, type PageParameter} from '../../hits/page-parameters.js'
import {activeIntegrations, whyNoIntegration} from '../integrations.js'
import type {RunContext} from '../rule.js'
import type {CollectionFacts, IntegrationFacts} from '../site-facts.js'

/** A parameter of the landing page and the variable it belongs in. */
export interface LandingPair {
  role: string
  /** Of the query parameter. */
  name: string
  variable: string
}

/** The landing pages of one integration. */
export interface LandingSite {
  integration: IntegrationFacts
  mode: CollectionFacts['mode']
  parameters: CollectionFacts['parameters']
  pairs: readonly LandingPair[]
  hasPages: boolean
  /** True for a URL that a pattern names; without a pattern, for every one. */
  isPage(url: string): boolean
}

/** Code on the page copies the parameters, so the variables are on the wire. Otherwise Adobe's servers fill them. */
const FILLED_ON_THE_PAGE: readonly unknown[] = ['javascript-plugin', 'web-sdk', 'tags']

const SITES = new WeakMap<RunContext, readonly LandingSite[]>()

/** The landing pages of every integration that names a parameter. In the same order in every thread. */
export function landingSites(context: RunContext): readonly LandingSite[] {
  let sites = SITES.get(context)
  if (sites === undefined) SITES.set(context, (sites = activeIntegrations(context).flatMap(siteOf)))
  return sites
}

/** Those whose variables a hit must carry. */
export function filledOnPage({mode, pairs}: LandingSite): boolean {
  return pairs.length > 0 && FILLED_ON_THE_PAGE.includes(mode)
}

function siteOf(integration: IntegrationFacts): LandingSite[] {
  const {collection, variables} = integration
  if (collection === undefined || (collection.parameters.length === 0 && collection.landingPages.length === 0)) return []
  const {mode, parameters, landingPages} = collection
  const pairs = parameters.flatMap(({role, name}) =>
    variables.filter((mapped) => mapped.role === role).map(({variable}) => ({role, name, variable})),
  )
  const patterns = landingPages.map(patternOf)
  const isPage = (url: string) => patterns.length === 0 || patterns.some((pattern) => pattern.test(withoutScheme(url)))
  return [{integration, mode, parameters, pairs, hasPages: patterns.length > 0, isPage}]
}

/** Scheme and host without regard to case, `*` for any text. A pattern that says nothing of the query holds with any. */
function patternOf(pattern: string): RegExp {
  const text = withoutScheme(pattern)
  const body = text
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${body}${/[?#*]$|[?#]/.test(text) ? '' : '/?(?:[?#].*)?'}$`, 'is')
}

function withoutScheme(url: string): string {
  return url.replace(/^(?:https?|\*):\/\//i, '')
}

/** The first of the configured parameters that the URL carries with a value. */
export function firstParameter(url: string, {parameters}: LandingSite): PageParameter | undefined {
  if (!url.includes('?')) return undefined
  for (const {name} of parameters) {
    const found = findPageParameter(url, name)
    if (found !== undefined) return found
  }
  return undefined
}

/** URL under which a hit is a landing page of the site: that of the hit, its Referer, or the document the capture files it under. */
export function landingUrl(hit: Hit, site: LandingSite): string | undefined {
  for (const url of [hit.pageUrl, hit.request.referrer, hit.request.place.page]) {
    if (url !== undefined && firstParameter(url, site) !== undefined && site.isPage(url)) return url
  }
  return undefined
}

/** Values of the pair's parameter in the URL: a link may carry it twice. */
export function valuesOf(url: string, {name}: LandingPair): string[] {
  return pageParameters(url, name).map(({value}) => value)
}

/**
 * True where the hit says that the visitor objects to tracking: what the page leaves out then is right.
 * Source: Analytics, implementation guide, "Context data variables for consent management" (`opt.dmp`, `opt.sell`, `cm.ssf`).
 */
export function isConsentRefused(hit: Hit): boolean {
  for (const param of hit.contextParams) {
    const key = param.name.slice(2).toLowerCase()
    if ((key === 'opt.dmp' || key === 'opt.sell') && /^n/i.test(hit.text(param))) return true
    if (key === 'cm.ssf' && hit.text(param) === '1') return true
  }
  return false
}

/** Compared as reports do, without regard to case. */
export function foldValue(value: string): string {
  return value.trim().toLowerCase()
}

export function whyNoFilledPage(context: RunContext): string | undefined {
  return whyNoIntegration(
    context,
    (integration) => siteOf(integration).some(filledOnPage),
    'has page code that copies a parameter of the landing page into a variable (collection.mode, collection.parameters)',
  )
}

export function whyNoParameter(context: RunContext): string | undefined {
  return whyNoIntegration(
    context,
    ({collection}) => (collection?.parameters.length ?? 0) > 0,
    'names a parameter of its landing pages (collection.parameters)',
  )
}
