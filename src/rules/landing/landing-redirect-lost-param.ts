import {decodeText} from '../../hits/decode-text.js'
import {findPageParameter} from '../../hits/page-parameters.js'
import {exampleContext} from '../example-site.js'
import {sessionRule, type FactPlace, type Verdicts} from '../rule.js'
import {isRedirect, landingDocument} from './landing-documents.js'
import {landingSites, whyNoParameter} from './landing-sites.js'

interface Fact {
  site: number
  link: number
  /** `lost`: the redirect drops the parameter. `kept`: it carries it on. `shown`: a page that was loaded with it. */
  what: 'lost' | 'kept' | 'shown'
  url: string
  at: [number, number]
  name: string
}

/** A chain of redirects is through by then; what brings the parameter back later is another click. */
const CHAIN_MS = 10_000
const REDIRECTS = 1000

/** Limit: 1000 redirects that dropped a parameter; the oldest is judged first. */
export default sessionRule<Fact>({
  id: 'landing-redirect-lost-param',
  shape: 'session',
  severity: 'warning',
  triggers: ['every-hit'],
  requires: [],
  summary: 'Redirect that drops the landing-page parameter',
  why: 'The link carries the ID, the page behind the redirect no longer does: there is nothing left to collect.',
  fix: 'Let the redirect keep the query string, or link to its target directly.',
  source:
    'Data connectors, "Automated Solution" and "JavaScript plug-in" of the e-mail partners: the parameters are read from the URL of the landing page',
  notReady: whyNoParameter,
  examples: {
    context: exampleContext(),
    passes: [
      {hits: ['https://www.shop.example/r?MID=1 => https://www.shop.example/?MID=1', 'pageName=a']},
      {hits: ['https://www.shop.example/r?MID=1 => /?x=2&MID=1', 'pageName=a']},
      {hits: ['https://www.shop.example/r?MID=E1 => https://login.shop.example/?back=%2Fsale%3FMID%3DE1', 'pageName=a']},
      {hits: ['https://www.shop.example/r?MID=1 => /de/', 'https://www.shop.example/de/?MID=1', 'pageName=a']},
    ],
    fails: [
      {hits: ['https://www.shop.example/r?MID=1 => /', 'pageName=a']},
      {hits: ['https://www.shop.example/r?MID=1&RID=2 => https://www.shop.example/?RID=2', 'pageName=a']},
    ],
    notApplied: [
      {hits: ['https://www.shop.example/?MID=1', 'pageName=a']},
      {hits: ['https://www.shop.example/r => /', 'pageName=a']},
      {hits: ['https://click.mail.example/r?MID=1 => https://pixel.mail.example/', 'pageName=a']},
    ],
  },
  fact: () => undefined,
  requestFact(request, _reason, context) {
    const found = landingDocument(request, context)
    if (found === undefined) return undefined
    const {at: site, parameter, link} = found
    const fact = {site: found.site, link, url: request.url, at: [parameter.start, parameter.end] as [number, number], name: parameter.name}
    if (!isRedirect(request)) return {...fact, what: 'shown'}
    const {redirectsTo, url} = request
    if (redirectsTo === undefined || !URL.canParse(redirectsTo, url)) return undefined
    const target = new URL(redirectsTo, url).href
    if (!site.isPage(url) && !site.isPage(target)) return undefined
    const isKept = site.parameters.every(({name}) => {
      const sent = findPageParameter(url, name)
      return (
        sent === undefined ||
        findPageParameter(target, name) !== undefined ||
        decodeText(decodeText(target)).includes(`${name}=${sent.value}`)
      )
    })
    return {...fact, what: isKept ? 'kept' : 'lost'}
  },
  fold(context) {
    const lost = new Map<FactPlace, Fact>()
    const fail = (place: FactPlace, {site, url, at, name}: Fact, verdicts: Verdicts) => {
      lost.delete(place)
      verdicts.fail({
        place,
        param: 'document',
        value: url,
        at,
        message: `the redirect drops a parameter of the partner’s link (${name})`,
        integration: landingSites(context)[site]?.integration.id,
      })
    }
    return {
      next(fact, place, verdicts) {
        if (fact.what === 'lost') {
          lost.set(place, fact)
          const [oldest] = lost
          if (lost.size > REDIRECTS && oldest !== undefined) fail(...oldest, verdicts)
          return
        }
        if (fact.what === 'kept') verdicts.pass(place)
        for (const [before, {link}] of lost) {
          if (link !== fact.link || (place.timeMs ?? 0) - (before.timeMs ?? 0) > CHAIN_MS) continue
          lost.delete(before)
          verdicts.pass(before)
        }
      },
      end(verdicts) {
        for (const [place, fact] of lost) fail(place, fact, verdicts)
      },
    }
  },
})
