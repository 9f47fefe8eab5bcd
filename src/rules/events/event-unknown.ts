import {isKnownEvent, type EventToken} from '../../hits/events.js'
import type {HitRule} from '../rule.js'
import {hasEvents, reportToken, tokensOf, withCount} from './event-tokens.js'

/** Names other tools use for commerce events (Google, the Web SDK, plain words), letters only. */
const LOOK_ALIKES: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:sc)?(?:add(?:ed)?(?:item|product)?to(?:cart|basket|bag)|(?:cart|basket|bag)add(?:ition|ed)?s?|(?:commerce)?productlistadds?)$/,
    'scAdd',
  ],
  [
    /^(?:sc)?(?:removed?(?:item|product)?from(?:cart|basket|bag)|(?:cart|basket|bag)remov(?:e|al|ed)s?|(?:commerce)?productlistremovals?)$/,
    'scRemove',
  ],
  [/^(?:sc)?(?:view(?:ed)?(?:cart|basket|bag)|(?:cart|basket|bag)views?|(?:commerce)?productlistviews?|scviews|scviewcart)$/, 'scView'],
  [/^(?:sc)?(?:open(?:cart|basket|bag)|(?:cart|basket|bag)opens?|(?:commerce)?productlistopens?)$/, 'scOpen'],
  [/^(?:sc)?(?:begin|start)?(?:commerce)?checkouts?(?:start(?:ed)?)?$/, 'scCheckout'],
  [/^(?:sc)?(?:commerce)?(?:purchases?|purchased|order(?:complete|confirmation|placed)|transaction)$/, 'purchase'],
  [/^(?:commerce)?(?:prod(?:uct)?(?:detail)?views?|view(?:ed)?(?:prod|product|item))$/, 'prodView'],
]

/** The commerce event a name was meant to be, by its letters. */
function lookAlikeOf(name: string): string | undefined {
  if (name.length > 40) return undefined
  const letters = name.toLowerCase().replace(/[^a-z]/g, '')
  return LOOK_ALIKES.find(([pattern]) => pattern.test(letters))?.[1]
}

/** The fix a token gives away. */
function fixOf(name: string): string | undefined {
  const pieces = name.split(/[;|\s]+/)
  if (pieces.length > 1 && pieces.every((piece) => isKnownEvent(piece) || piece === ''))
    return 'Separate events with commas, without blanks.'
  if (/^(?:event[1-9]\d*){2,}$/.test(name)) return 'Put a comma between the events: `s.events` was put together without one.'
  if (/^event0\d+$/.test(name)) return 'Write the number without leading zeros.'
  return undefined
}

export default {
  id: 'event-unknown',
  shape: 'hit',
  severity: 'warning',
  triggers: ['events'],
  passesUnless: 'unusual-events',
  summary: 'Token in `events` that is no event',
  why:
    'Only `purchase`, `prodView`, `scOpen`, `scAdd`, `scRemove`, `scView`, `scCheckout` and `event1` to `event1000` are events. ' +
    'Anything else is not counted. A name made up for a cart addition or an order means that metric, and its segment file, stay empty.',
  fix: 'Use one of the documented names; give a custom event its own name in the report suite, not in the code.',
  source:
    'Adobe Analytics implementation guide, "events", "s.events in AppMeasurement and the Analytics extension custom code editor" (valid values)',
  examples: {
    passes: ['events=scAdd&products=%3Ba', 'events=event1%2Cevent1000', 'events=event1%3D9%2C99', 'events=scadd', 'events=event1%2C'],
    fails: [
      'events=addToCart',
      'events=event1%2Cadd_to_cart',
      'events=foo',
      'events=undefined',
      'events=event1%3Bevent2',
      'events=event1event2',
      'events=event01',
      'events=prodViews',
      'events=5%2C20',
    ],
    notApplied: ['events=', 'products=%3Ba', 'events=D%3Ds_cookie'],
  },
  applies: hasEvents,
  check(hit, report) {
    const others: EventToken[] = []
    const names = new Set<string>()
    for (const token of tokensOf(hit.events, 'unknown')) {
      const {name} = token
      if (names.has(name)) continue
      names.add(name)
      const meant = lookAlikeOf(name)
      if (meant === undefined) others.push(token)
      else {
        reportToken(hit, report, {
          token,
          message: 'a token in `events` reads like a commerce event but is none, so the metric stays empty',
          severity: 'error',
          fix: `Send \`${meant}\`: event names are fixed, a suite cannot have others.`,
        })
      }
    }
    const [first] = others
    if (first === undefined) return
    const fix = fixOf(first.name)
    reportToken(hit, report, {
      token: first,
      message: withCount('a token in `events` is no event of Adobe Analytics and is not counted', others.length),
      ...(fix !== undefined && {fix}),
    })
  },
} satisfies HitRule
