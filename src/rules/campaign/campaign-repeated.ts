import {TextHash} from '../../hits/text-hash.js'
import {BoundedMap} from '../bounded-map.js'
import {sessionRule} from '../rule.js'

interface CampaignView {
  /** Hash of the tracking code without regard to case, as reports compare it. */
  code: number
}

const VISIT_MS = 30 * 60_000
const VISITORS = 20_000

/**
 * Compares a tracking code with the one before it of the same visitor. Page views without a code do not come here, so a code that comes
 * back after some of them counts as well: the click is counted twice either way.
 * Limit: remembers 20,000 visitors, those not seen for longest are forgotten first.
 */
export default sessionRule<CampaignView>({
  id: 'campaign-repeated',
  shape: 'session',
  severity: 'warning',
  triggers: ['campaign'],
  requires: ['body', 'whole'],
  summary: 'Same tracking code on page after page',
  why: 'Each hit with `campaign` counts an instance of the tracking code, as if the visitor had come in by it again. A code that is set on later pages too inflates them.',
  fix: 'Set `s.campaign` on the landing page only, with the getValOnce plug-in against reloads, and call `s.clearVars()` between the views of a single-page app.',
  source: 'Adobe Analytics implementation guide, "campaign" and "getValOnce"',
  examples: {
    passes: [
      {hits: ['v0=E1', 'pageName=next']},
      {hits: ['v0=E1', 'v0=E2']},
      {hits: ['v0=E1', 'v0=E1&pe=lnk_o&pev2=tab']},
      {hits: ['v0=E1', 'v0=E1'], gapMs: 31 * 60_000},
      {hits: ['v0=E1', 'v0=E1&fid=other']},
      {
        hits: ['/b/ss/shopprod/1/JS-2.26.0/s11111111111?v0=E1&fid=a', '/b/ss/shopglobal/1/JS-2.26.0/s22222222222?v0=E1&fid=a'],
      },
    ],
    fails: [{hits: ['v0=E1&pageName=a', 'v0=E1&pageName=b']}, {hits: ['v0=E1&pageName=a', 'v0=e1&pageName=b', 'v0=E1&pageName=c']}],
    notApplied: ['pageName=home', 'v0=E1&pe=lnk_o&pev2=tab', '/b/ss/shopprod/1/H.27.5/s1?v0=E1', 'v0=D%3DUser-Agent'],
  },
  fact(hit) {
    // A hit that was sent twice is `request-duplicate`, one that never left counts nothing.
    if (hit.kind !== 'page' || hit.visitor === undefined || hit.repeatOf !== undefined || !hit.delivered) return undefined
    const code = hit.resolved('campaign')
    if (code === undefined) return undefined
    return {code: new TextHash().add(code.trim().toLowerCase()).value}
  },
  fold() {
    const latest = new BoundedMap<number, {code: number; timeMs: number | undefined}>(VISITORS)
    return {
      next({code}, place, verdicts) {
        const {visitorOfSuites} = place
        if (visitorOfSuites === undefined) return
        const before = latest.get(visitorOfSuites)
        latest.set(visitorOfSuites, {code, timeMs: place.timeMs})
        const gapMs = before?.timeMs === undefined || place.timeMs === undefined ? 0 : place.timeMs - before.timeMs
        if (before?.code !== code || gapMs > VISIT_MS) verdicts.pass(place)
        else verdicts.fail({place, param: 'campaign', message: 'the visitor’s last tracking code is set again on another page view'})
      },
    }
  },
})
