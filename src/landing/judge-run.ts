import type {Hit} from '../hits/hit.js'
import type {CommerceStep} from './commerce-code.js'
import type {LandingPlan} from './plan.js'
import type {SampleCase} from './sample-urls.js'

/** The moments of a visit that a run goes through. */
export const STEPS = ['landing', 'click', 'same-page', 'later-page'] as const
export type Step = (typeof STEPS)[number]

/** What the site itself puts into the first variable on a later page: it has to survive. */
export const OWN_VALUE = 'set-by-the-page'

/** Hits that a run sent, by step; undefined where nothing was sent. */
export type RunHits = Readonly<Record<Step, Hit | undefined>>

/** What is wrong with a run, in words; empty when all is as it must be. */
export function judgeLanding({copies}: LandingPlan, {expected}: SampleCase, hits: RunHits): string[] {
  const faults: string[] = []
  for (const step of STEPS) if (hits[step] === undefined) faults.push(`${TITLES[step]}: nothing was sent`)
  for (const [index, {variable, label}] of copies.entries()) {
    const wanted = expected.get(variable)
    const landing = hits.landing?.value(variable)
    if (hits.landing !== undefined && landing !== wanted) {
      faults.push(
        `${variable} (${label}) is ${landing === undefined ? 'not in the hit' : JSON.stringify(landing)}; it should be ${wanted === undefined ? 'left alone' : JSON.stringify(wanted)}`,
      )
    }
    for (const step of ['click', 'same-page'] as const) {
      if (hits[step]?.value(variable) !== undefined)
        faults.push(`${TITLES[step]}: ${variable} is sent again, which counts another click-through`)
    }
    const own = index === 0 ? OWN_VALUE : undefined
    if (hits['later-page'] !== undefined && hits['later-page'].value(variable) !== own)
      faults.push(`${TITLES['later-page']}: ${variable} is overwritten`)
  }
  return faults
}

const TITLES: Readonly<Record<Step, string>> = {
  landing: 'the landing page',
  click: 'a click on it',
  'same-page': 'a second view without a new address',
  'later-page': 'a later page',
}

/** Event and products have to be in one hit, a purchase with its id. */
export function judgeCommerce({event}: CommerceStep, hit: Hit | undefined): string[] {
  if (hit === undefined) return ['nothing was sent']
  const faults: string[] = []
  if (!hit.events.has(event)) faults.push(`${event} is not in the hit`)
  if (!hit.products.some(({name}) => name)) faults.push('no product is in the hit')
  if (event === 'purchase' && hit.value('purchaseID') === undefined) faults.push('no purchaseID is in the hit')
  return faults
}
