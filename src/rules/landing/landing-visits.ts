import type {Hit} from '../../hits/hit.js'
import {TextHash} from '../../hits/text-hash.js'
import {BoundedMap} from '../bounded-map.js'
import type {FactPlace, RunContext, SessionFold, Verdicts} from '../rule.js'
import {filledOnPage, foldValue, isConsentRefused, landingSites, landingUrl, valuesOf, type LandingSite} from './landing-sites.js'

/** What a hit says of ids on their way from the landing page into the variables. A site and a pair are named by their index. */
export interface LandingFact {
  /** Values that mapped variables carry, by hash. */
  carried?: (readonly [site: number, pair: number, value: number])[]
  /** A landing page view: the value of each pair's parameter, and whether its variable has any. */
  view?: (readonly [site: number, pair: number, value: number, isFilled: boolean])[]
  /** Nothing but this: Analytics data went by the Web SDK, which may have carried the ids. */
  isEdge?: true
}

export function landingFact(hit: Hit, context: RunContext): LandingFact | undefined {
  const carried: [number, number, number][] = []
  const view: [number, number, number, boolean][] = []
  for (const [at, site] of landingSites(context).entries()) {
    if (!filledOnPage(site) || !hit.reportSuites.includes(site.integration.reportSuite)) continue
    for (const [index, {variable}] of site.pairs.entries()) {
      const value = hit.resolved(variable)
      if (value !== undefined) carried.push([at, index, hashOf(value)])
    }
    if (hit.kind === 'page' && !isConsentRefused(hit)) view.push(...viewOf(hit, site, at))
  }
  if (carried.length === 0 && view.length === 0) return undefined
  return {...(carried.length > 0 && {carried}), ...(view.length > 0 && {view})}
}

function viewOf(hit: Hit, site: LandingSite, at: number): [number, number, number, boolean][] {
  const url = landingUrl(hit, site)
  if (url === undefined) return []
  return site.pairs.flatMap((pair, index) => {
    // A link may carry a parameter twice: whichever of the values the code took, it took one.
    const [value] = valuesOf(url, pair)
    return value === undefined ? [] : [[at, index, hashOf(value), hit.value(pair.variable) !== undefined] as const]
  }) as [number, number, number, boolean][]
}

function hashOf(value: string): number {
  return new TextHash().add(foldValue(value)).value
}

interface Landing {
  place: FactPlace
  site: number
  /** Pairs whose variable was empty, with the hit that carried the value later. */
  missing: {pair: number; later?: FactPlace}[]
}

/** What became of a landing page view with an empty variable, once nothing more is to be expected. */
export interface SettledLanding {
  place: FactPlace
  site: LandingSite
  never: readonly number[]
  later: readonly {pair: number; place: FactPlace}[]
}

const VALUES = 20_000
const WAITING = 2000
/** A visit without a hit for so long is over. */
const VISIT_MS = 30 * 60_000

/**
 * Follows each value of a landing page's parameter per visitor. Judged is its first occurrence alone: value-once plug-ins leave the variable
 * empty on reload and Back. Limit: 20,000 values, of which 2000 landings wait for a later hit; those unseen for longest are settled first.
 */
export function followLandings(
  context: RunContext,
  settle: (landing: SettledLanding, verdicts: Verdicts) => void,
): SessionFold<LandingFact> {
  const sites = landingSites(context)
  const seen = new BoundedMap<string, Landing | 'filled'>(VALUES)
  const waiting = new Set<Landing>()
  let hasEdge = false
  const close = (landing: Landing, verdicts: Verdicts) => {
    waiting.delete(landing)
    const site = sites[landing.site]
    if (site === undefined) return
    if (hasEdge) return verdicts.unknown(landing.place)
    const never = landing.missing.flatMap(({pair, later}) => (later === undefined ? [pair] : []))
    const later = landing.missing.flatMap(({pair, later: place}) => (place === undefined ? [] : [{pair, place}]))
    settle({place: landing.place, site, never, later}, verdicts)
  }
  return {
    next({carried = [], view = [], isEdge}, place, verdicts) {
      if (isEdge === true) hasEdge = true
      for (const landing of waiting) {
        if ((place.timeMs ?? 0) - (landing.place.timeMs ?? 0) <= VISIT_MS) break
        close(landing, verdicts)
      }
      const visitor = place.visitor ?? 'unknown'
      const keyOf = (site: number, pair: number, value: number) => `${visitor} ${site} ${pair} ${value}`
      for (const [site, pair, value] of carried) {
        const key = keyOf(site, pair, value)
        const landing = seen.get(key)
        if (landing !== undefined && landing !== 'filled' && waiting.has(landing)) {
          for (const entry of landing.missing) if (entry.pair === pair) entry.later ??= place
        }
        seen.set(key, 'filled')
      }
      const landings = new Map<number, Landing>()
      let isFilled = false
      for (const [site, pair, value, filled] of view) {
        const key = keyOf(site, pair, value)
        if (filled) {
          isFilled = true
          seen.set(key, 'filled')
        } else if (seen.get(key) === undefined) {
          const landing = landings.get(site) ?? {place, site, missing: []}
          landings.set(site, landing)
          landing.missing.push({pair})
          seen.set(key, landing)
        }
      }
      if (isFilled && landings.size === 0) verdicts.pass(place)
      for (const landing of landings.values()) waiting.add(landing)
      const [oldest] = waiting
      if (waiting.size > WAITING && oldest !== undefined) close(oldest, verdicts)
    },
    end(verdicts) {
      for (const landing of waiting) close(landing, verdicts)
    },
  }
}

/** `campaign (messageId from MID) and eVar8 (recipientId from RID)`. */
export function namePairs({pairs}: LandingSite, indices: readonly number[]): string {
  return indices
    .flatMap((index) => pairs[index] ?? [])
    .map(({variable, role, name}) => `${variable} (${role} from ${name})`)
    .join(' and ')
}
