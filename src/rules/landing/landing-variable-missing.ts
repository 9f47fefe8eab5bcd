import {exampleContext} from '../example-site.js'
import {sessionRule} from '../rule.js'
import {whyNoFilledPage} from './landing-sites.js'
import {followLandings, landingFact, namePairs, type LandingFact} from './landing-visits.js'

const LANDING = 'g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3DE1%26RID%3D77'

/** Judges the first landing page view with each value per visitor (see `followLandings`, which says what is forgotten first). */
export default sessionRule<LandingFact>({
  id: 'landing-variable-missing',
  shape: 'session',
  severity: 'error',
  triggers: ['every-hit'],
  requires: ['body', 'whole'],
  summary: 'Landing-page parameter that no variable carries',
  why:
    'The link carries the ID, the hit of the landing page does not: the code that copies it is missing, fails, or runs after the hit. ' +
    'Without both IDs the partner’s metrics and the segment files have nothing to join on.',
  fix: 'Put the landing-page code of the integration before the call that sends the page view, and let it copy every parameter (`dc code ID`).',
  source: 'Getting Started with Analytics data connectors, landing page code; the e-mail partners’ pages, "JavaScript plug-in"',
  notReady: whyNoFilledPage,
  examples: {
    context: exampleContext(),
    passes: [
      `${LANDING}&v0=E1&v8=77`,
      `${LANDING}&v0=D%3DUser-Agent&v8=77`,
      // Value once: reload, and Back.
      {hits: [`${LANDING}&v0=E1&v8=77`, LANDING]},
    ],
    fails: [
      `${LANDING}&v0=E1`,
      LANDING,
      `g=https%3A%2F%2Fwww.shop.example%2F${'a'.repeat(230)}&-g=%3FMID%3DE1%26RID%3D77&v8=77`,
      {hits: [`${LANDING}&v0=E1&v8=77`, `${LANDING}&mid=11111111111111111111111111111111111111`]},
    ],
    notApplied: [
      'g=https%3A%2F%2Fwww.shop.example%2F&pageName=home',
      'g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3D%26RID%3D&pageName=home',
      `${LANDING}&pe=lnk_o&pev2=tab`,
      `${LANDING}&c.&opt.&dmp=N&.opt&.c`,
      `/b/ss/other/1/JS-2.26.0/s11111111?${LANDING}`,
      'g=https%3A%2F%2Fwww.other.example%2F%3FMID%3DE1%26RID%3D77',
      // Later: `landing-variable-late`.
      {hits: [LANDING, 'pe=lnk_o&pev2=tab&v0=E1&v8=77']},
      {hits: [LANDING], context: exampleContext({collection: {mode: 'automated'}})},
      {hits: [LANDING], context: exampleContext({collection: {mode: 'context-data'}})},
      {hits: [LANDING], context: exampleContext({isPaused: true})},
    ],
  },
  fact: landingFact,
  requestFact: (_request, reason) => (reason === 'edge-not-judged' ? {isEdge: true} : undefined),
  fold: (context) =>
    followLandings(context, ({place, site, never}, verdicts) => {
      const [first] = never
      if (first === undefined) return
      verdicts.fail({
        place,
        param: site.pairs[first]?.variable ?? '',
        message: `the URL of the landing page carries what ${namePairs(site, never)} should hold, and the hit does not`,
        integration: site.integration.id,
      })
    }),
})
