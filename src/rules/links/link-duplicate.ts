import type {Hit} from '../../hits/hit.js'
import {TextHash} from '../../hits/text-hash.js'
import {BoundedMap} from '../bounded-map.js'
import {sessionRule} from '../rule.js'

const WINDOW_MS = 1000
const VISITORS = 4096
const LINKS_PER_VISITOR = 8

interface Fact {
  type: string
  /** Hashes; 0 when the hit has none. */
  name: number
  url: number
  /** Everything the site set on this hit. */
  content: number
}

/**
 * Custom links count as double only when all that the site set is equal: several with one name in a second are common (impressions).
 * Download and exit links are double when name or URL agree, since automatic tracking sends no name. Limit: the last eight link calls
 * of 4096 visitors; the visitor unseen for longest is forgotten first. Hits without a time, or of an unknown visitor, are not compared.
 */
export default sessionRule<Fact>({
  id: 'link-duplicate',
  shape: 'session',
  severity: 'warning',
  triggers: ['link'],
  requires: ['body', 'whole'],
  replaces: ['request-duplicate'],
  summary: 'One link tracked twice',
  why:
    'The same visitor sent the same link twice within a second. Usually automatic tracking (`trackDownloadLinks`, `trackExternalLinks`) ' +
    'and a call of `s.tl()` both fire, so the link and its events count double.',
  fix: 'Keep either the automatic or the manual call: ask `s.lt()` before `s.tl()`, or list the link in `s.linkInternalFilters` or take its ending out of `s.linkDownloadFileTypes`.',
  source: 'Adobe Analytics implementation guide, "tl", "Avoid tracking duplicate links"',
  examples: {
    passes: [
      'pe=lnk_d&pev2=pdf',
      {hits: ['pe=lnk_d&pev2=pdf', 'pe=lnk_d&pev2=pdf'], gapMs: 1500},
      {hits: ['pe=lnk_d&pev1=https%3A%2F%2Fa.example%2F1.pdf&pev2=pdf', 'pe=lnk_d&pev1=https%3A%2F%2Fa.example%2F2.pdf&pev2=pdf']},
      {hits: ['pe=lnk_o&pev2=impression&v5=a', 'pe=lnk_o&pev2=impression&v5=b'], gapMs: 100},
      // An app that was offline sends at once what happened in an hour.
      {hits: ['ts=1757000000&pe=lnk_d&pev2=pdf', 'ts=1757003600&pe=lnk_d&pev2=pdf'], gapMs: 100},
    ],
    fails: [
      {hits: ['pe=lnk_d&pev2=pdf', 'pe=lnk_d&pev2=pdf']},
      {hits: ['pe=lnk_e&pev1=https%3A%2F%2Fa.example%2F', 'pe=lnk_e&pev1=https%3A%2F%2Fa.example%2F&pev2=partner'], gapMs: 20},
      {hits: ['pe=lnk_o&pev2=add&events=scAdd&products=%3Ba', 'pe=lnk_o&pev2=add&events=scAdd&products=%3Ba'], gapMs: 50},
    ],
    notApplied: ['pageName=home', 'pe=lnk_x&pev2=tab'],
  },
  fact(hit) {
    const type = hit.linkType
    if (hit.kind !== 'link' || type === undefined) return undefined
    const url = hashOf(hit.value('linkURL'))
    const name = hashOf(hit.value('linkName'))
    return {type, name, url, content: type === 'custom' ? contentOf(hit) : 0}
  },
  fold: () => {
    const recent = new BoundedMap<number, {fact: Fact; timeMs: number}[]>(VISITORS)
    return {
      next(fact, place, verdicts) {
        const {timeMs, visitorOfSuites: key} = place
        if (timeMs === undefined || key === undefined) return
        const links = (recent.get(key) ?? []).filter((other) => Math.abs(timeMs - other.timeMs) <= WINDOW_MS)
        const isDouble = links.some((other) => isSameLink(other.fact, fact))
        recent.set(key, [...links, {fact, timeMs}].slice(-LINKS_PER_VISITOR))
        if (!isDouble) return verdicts.pass(place)
        verdicts.fail({
          place,
          param: fact.name === 0 ? 'linkURL' : 'linkName',
          message: 'the same link was sent within the second before, in a request of its own',
        })
      },
    }
  },
})

function isSameLink(a: Fact, b: Fact): boolean {
  if (a.type !== b.type) return false
  if (b.type === 'custom') return a.name === b.name && a.content === b.content
  if (a.url !== 0 && b.url !== 0) return a.url === b.url
  return a.name !== 0 && a.name === b.name
}

function hashOf(text: string | undefined): number {
  return text === undefined ? 0 : new TextHash().add(text).value
}

function contentOf(hit: Hit): number {
  return hit.hashOf(({name, technical}) => !technical && name !== 'timestamp')
}
