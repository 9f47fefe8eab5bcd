import type {CapturedRequest} from '../../hits/captured-request.js'
import {BoundedMap} from '../bounded-map.js'
import {sessionRule} from '../rule.js'
import {hasSerial, isPlaceholderSerial, keptSerial} from './event-serials.js'

interface SerialFact {
  /** Suite, event and ID of what the hit sends, each once. */
  keys: string[]
  /** Where each stands in `events`; empty when another variable holds the list. */
  places: [start: number, end: number][]
  /** The whole hit is sent again. */
  isRepeat: boolean
}

const REMEMBERED = 50_000

/** Limit: the last 50,000 IDs over all visitors; the one unseen for longest is forgotten first. */
export default sessionRule<SerialFact>({
  id: 'event-serial-reused',
  shape: 'session',
  severity: 'warning',
  triggers: ['events'],
  replaces: ['request-duplicate'],
  summary: 'The same event ID sent again',
  why:
    'Where the suite records an event by ID, Adobe Analytics counts each ID once, over all visitors and for ever. The second hit adds nothing. ' +
    'That is as meant for a reloaded confirmation page, and a loss when the ID stands for something new each time.',
  fix: 'Take an ID that is new for every occurrence (an order or registration number). Nothing is lost if the visitor only reloaded the page.',
  source: 'Adobe Analytics implementation guide, "Event serialization", "Set up event serialization"',
  examples: {
    passes: [
      {hits: ['events=event1%3AA', 'events=event1%3AB']},
      {hits: ['events=event1%3AA', 'events=event2%3AA']},
      'events=event1%3AA%2Cevent1%3AA',
      {hits: ['/b/ss/shop/1/JS-2.26.0/s1?events=event1%3AA', '/b/ss/other/1/JS-2.26.0/s2?events=event1%3AA']},
    ],
    fails: [
      {hits: ['events=event1%3AA', 'events=event1%3AA']},
      {hits: ['events=event1%3AA', 'events=event1%3AA'], gapMs: 60_000},
      {hits: ['events=event1%3AA&mid=1', 'events=event7%2Cevent1%3D2%3AA&mid=2']},
      // Different, but not within the 20 bytes that are kept.
      {hits: ['events=event1%3AORDER202600000000000001', 'events=event1%3AORDER202600000000000002']},
    ],
    notApplied: [
      'events=event1',
      {hits: ['events=event1', 'events=event1']},
      {hits: ['events=event1%3Aundefined', 'events=event1%3Aundefined']},
      {hits: ['events=purchase%3AA1', 'events=purchase%3AA1']},
    ],
  },
  fact(hit) {
    const {tokens} = hit.events
    if (!tokens.some(hasSerial) || hit.isCut('events') || isRefused(hit.request)) return undefined
    const suite = hit.reportSuites[0] ?? ''
    const isOwn = hit.origin('events') === hit.param('events')
    const keys: string[] = []
    const places: [number, number][] = []
    for (const token of tokens) {
      const {name, serial = '', start, end} = token
      if (!hasSerial(token) || serial === '' || isPlaceholderSerial(serial)) continue
      const key = `${suite} ${name}:${keptSerial(serial)}`
      if (keys.includes(key)) continue
      keys.push(key)
      if (isOwn) places.push([start, end])
    }
    return keys.length === 0 ? undefined : {keys, places, isRepeat: hit.repeatOf !== undefined}
  },
  fold: () => {
    const sent = new BoundedMap<string, true>(REMEMBERED)
    return {
      next({keys, places, isRepeat}, place, verdicts) {
        const again = keys.findIndex((key) => sent.get(key) !== undefined)
        for (const key of keys) sent.set(key, true)
        if (again === -1) return verdicts.pass(place)
        const at = places[again]
        verdicts.fail({
          place,
          param: 'events',
          ...(at !== undefined && {at}),
          message: isRepeat
            ? 'the hit before is sent again, event ID included: the event is not counted twice, all else may be'
            : 'an earlier hit has sent this event with this ID, so it is not counted again',
          ...(isRepeat && {fix: 'Find what sends the hit twice, and send it once.'}),
        })
      },
    }
  },
})

/** Refused or lost on the way: the hit is sent again because the ID was not used up. A request the browser blocked stands for one that is not. */
function isRefused({status, failure}: CapturedRequest): boolean {
  return failure === 'failed' || (status !== undefined && status >= 400)
}
