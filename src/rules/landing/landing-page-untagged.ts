import type {CapturedRequest} from '../../hits/captured-request.js'
import {splitUrl} from '../../hits/recognise.js'
import {exampleContext} from '../example-site.js'
import {sessionRule, type FactPlace, type RunContext, type Severity, type Verdicts} from '../rule.js'
import {isRedirect, landingDocument, pathKey} from './landing-documents.js'
import {landingSites, whyNoParameter} from './landing-sites.js'

/** One fact, one of these. */
interface Fact {
  document?: {site: number; link: number; paths: number[]; url: string; at: [number, number]; severity: Severity}
  /** Pages that a hit belongs to. */
  hit?: number[]
  isEdge?: true
  /** The page asks for consent: without it nothing is sent, and that is right. */
  isConsent?: true
}

const LOADING_MS = 5000
const DOCUMENTS = 1000
const CONSENT_PLATFORM =
  /\.(?:cookielaw\.org|onetrust\.com|cookiebot\.com|usercentrics\.eu|didomi\.io|privacy-center\.org|consensu\.org|trustarc\.com|privacy-mgmt\.com|cookie-script\.com|iubenda\.com|osano\.com)$/

/**
 * Joins documents to the hits of their page, by host and path. A document that is followed by another with the same link within five
 * seconds has handed the visitor on. Limit: 1000 documents without a hit; the oldest is judged first.
 */
export default sessionRule<Fact>({
  id: 'landing-page-untagged',
  shape: 'session',
  severity: 'error',
  triggers: ['every-hit'],
  requires: [],
  summary: 'Landing page that sends no hit',
  why: 'The link of the partner leads to a page that sends nothing to Adobe Analytics: neither the visit nor its IDs are collected.',
  fix: 'Put the Analytics code on the page. Where it waits for consent, give it in the recording, and record until the page has loaded.',
  source: 'Data connectors, prerequisites: the landing page is tagged with code for the same report suite',
  notReady: whyNoParameter,
  examples: {
    context: exampleContext(),
    passes: [
      {hits: ['https://www.shop.example/sale?MID=E1', 'g=https%3A%2F%2Fwww.shop.example%2Fsale%3FMID%3DE1', 'pageName=later'], gapMs: 3000},
      {hits: ['https://www.shop.example/sale/?MID=E1', 'g=https%3A%2F%2Fwww.shop.example%2Fsale', 'pageName=later'], gapMs: 3000},
    ],
    fails: [
      {hits: ['https://www.shop.example/sale?MID=E1', 'https://www.shop.example/next'], gapMs: 6000},
      {hits: ['https://www.shop.example/sale?MID=E1', 'g=https%3A%2F%2Fwww.shop.example%2Fnext'], gapMs: 6000},
    ],
    notApplied: [
      {hits: ['https://www.shop.example/sale', 'https://www.shop.example/next'], gapMs: 6000},
      {hits: ['https://www.shop.example/r?MID=E1 => https://www.shop.example/', 'https://www.shop.example/next'], gapMs: 6000},
      {hits: ['https://click.mail.example/?MID=E1', 'https://www.shop.example/next'], gapMs: 6000},
    ],
  },
  fact(hit) {
    const {pageUrl, request} = hit
    const pages = [pageUrl, request.referrer, request.place.page].flatMap((url) => (url === undefined ? [] : (pathKey(url) ?? [])))
    return {hit: [...new Set(pages)]}
  },
  requestFact(request, reason, context) {
    if (reason === 'edge-not-judged') return {isEdge: true}
    const document = documentOf(request, context)
    if (document !== undefined) return {document}
    return CONSENT_PLATFORM.test(splitUrl(request.url).host) ? {isConsent: true} : undefined
  },
  fold(context) {
    const open = new Map<FactPlace, NonNullable<Fact['document']>>()
    let hasEdge = false
    let hasConsent = false
    let hasHit = false
    const settle = (place: FactPlace, document: NonNullable<Fact['document']>, latestMs: number | undefined, verdicts: Verdicts) => {
      open.delete(place)
      const isSoon = latestMs === undefined || place.timeMs === undefined || latestMs - place.timeMs < LOADING_MS
      if (hasEdge || isSoon || (hasConsent && !hasHit)) return verdicts.unknown(place)
      const {site, url, at, severity} = document
      verdicts.fail({
        place,
        param: 'document',
        value: url,
        at,
        severity,
        message: 'the page of a partner’s link sent no hit',
        integration: landingSites(context)[site]?.integration.id,
      })
    }
    return {
      next({document, hit, isEdge, isConsent}, place, verdicts) {
        hasEdge ||= isEdge === true
        hasConsent ||= isConsent === true
        if (hit !== undefined) {
          hasHit = true
          for (const [waiting, {paths}] of open) {
            if (!paths.some((path) => hit.includes(path))) continue
            open.delete(waiting)
            verdicts.pass(waiting)
          }
        }
        if (document === undefined) return
        for (const [waiting, {link}] of open) {
          if (link === document.link && (place.timeMs ?? 0) - (waiting.timeMs ?? 0) <= LOADING_MS) open.delete(waiting)
        }
        open.set(place, document)
        const [oldest] = open
        if (open.size > DOCUMENTS && oldest !== undefined) settle(...oldest, place.timeMs, verdicts)
      },
      end(verdicts, {latestMs}) {
        for (const [place, document] of open) settle(place, document, latestMs, verdicts)
      },
    }
  },
})

/** A page that was shown, with the severity it would have: what nobody declared may be the partner's own page. */
function documentOf(request: CapturedRequest, context: RunContext): Fact['document'] {
  const found = landingDocument(request, context)
  if (found === undefined || isRedirect(request) || request.failure !== undefined) return undefined
  const {status} = request
  if (status === undefined || status >= 400) return undefined
  const {site, at, parameter, link} = found
  const {url} = request
  if (!at.isPage(url)) return undefined
  const paths = [url, request.place.page ?? ''].flatMap((each) => pathKey(each) ?? [])
  const isDeclared = at.hasPages || context.site?.hosts[splitUrl(url).host] !== undefined
  return {site, link, paths, url, at: [parameter.start, parameter.end], severity: isDeclared ? 'error' : 'warning'}
}
