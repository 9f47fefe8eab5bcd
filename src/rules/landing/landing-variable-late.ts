import {exampleContext} from '../example-site.js'
import {sessionRule} from '../rule.js'
import {whyNoFilledPage} from './landing-sites.js'
import {followLandings, landingFact, namePairs, type LandingFact} from './landing-visits.js'

const LANDING = 'g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3DE1'

/** Judges the first landing page view with each value per visitor (see `followLandings`, which says what is forgotten first). */
export default sessionRule<LandingFact>({
  id: 'landing-variable-late',
  shape: 'session',
  severity: 'warning',
  triggers: ['every-hit'],
  requires: ['body', 'whole'],
  summary: 'Landing-page parameter sent on a later hit only',
  why: 'The ID is not on the page view of the landing page but on a later hit. Who leaves before that is lost to the partner, and the landing page itself is not credited.',
  fix: 'Run the landing-page code before the call that sends the page view: load it synchronously, or in the same rule.',
  source: 'Getting Started with Analytics data connectors, landing page code',
  notReady: whyNoFilledPage,
  examples: {
    context: exampleContext(),
    passes: [`${LANDING}&v0=E1`, {hits: [`${LANDING}&v0=E1`, 'pe=lnk_o&pev2=tab&v0=E1']}],
    fails: [
      {hits: [LANDING, 'pe=lnk_o&pev2=tab&v0=E1']},
      {hits: [LANDING, 'g=https%3A%2F%2Fwww.shop.example%2Fnext&v0=e1']},
      {hits: [LANDING, `${LANDING}&v0=E1`]},
    ],
    notApplied: [
      // Never: `landing-variable-missing`.
      LANDING,
      {hits: [LANDING, 'pe=lnk_o&pev2=tab&v0=E1&mid=11111111111111111111111111111111111111']},
      {hits: [LANDING, 'pe=lnk_o&pev2=tab&v0=E1'], gapMs: 31 * 60_000},
      {hits: [LANDING, 'v0=E1'], context: exampleContext({collection: {mode: 'automated'}})},
    ],
  },
  fact: landingFact,
  requestFact: (_request, reason) => (reason === 'edge-not-judged' ? {isEdge: true} : undefined),
  fold: (context) =>
    followLandings(context, ({place, site, later}, verdicts) => {
      const [first] = later
      if (first === undefined) return
      verdicts.fail({
        place,
        param: site.pairs[first.pair]?.variable ?? '',
        message: `the parameter of the landing page reaches ${namePairs(
          site,
          later.map(({pair}) => pair),
        )} on a later hit only (record ${first.place.record})`,
        integration: site.integration.id,
      })
    }),
})
