import type {Case} from '../case.js'
import type {Fact} from '../evidence.js'

/** Which days the request asks for, by what is known of it or was told. */
export interface RequestedDays {
  /** `preset`: evaluated anew for each delivery. `fixed`: the same days every time. */
  readonly kind: 'preset' | 'fixed'
  /** `Yesterday` …; null where only the kind is known. */
  readonly preset: string | null
  /** It recurs by the request itself, so that fixed days come again. */
  readonly isRecurring: boolean
  readonly fact: Fact
}

const RECURRING = /hour|dai|week|month|year/i

export function requestedDays({request, told}: Case): RequestedDays | undefined {
  const said = told('date-range')
  const isRecurring = RECURRING.test(request?.frequency ?? '')
  if (said !== undefined) {
    const kind = said.value === 'preset' ? 'preset' : 'fixed'
    const fact = kind === 'preset' ? 'the date range of the request is a preset' : 'the date range of the request is fixed days'
    return {kind, preset: null, isRecurring, fact: {fact: `${fact}, by what was looked up`, origin: said.origin}}
  }
  if (request === undefined) return undefined
  const {preset, from, to, origin, frequency} = request
  if (preset !== null) return {kind: 'preset', preset, isRecurring, fact: {fact: `the date range of the request is ${preset}`, origin}}
  if (from === null || to === null) return undefined
  const days = `${from.slice(0, 10)} to ${to.slice(0, 10)}`
  return {
    kind: 'fixed',
    preset,
    isRecurring,
    fact: {fact: `the request, ${frequency ?? 'of unknown frequency'}, is for the days ${days} alone`, origin},
  }
}
