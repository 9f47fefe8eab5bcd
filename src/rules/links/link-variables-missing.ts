import {hasNoEvents} from '../../hits/presence.js'
import {exampleContext} from '../example-site.js'
import {integrationIdOn, integrationsOn, whyNoIntegration} from '../integrations.js'
import {sessionRule, type FactPlace, type Verdicts} from '../rule.js'
import type {IntegrationFacts} from '../site-facts.js'

interface Fact {
  /** `empty`: the link call. `commerce`: a hit with a cart event. */
  what: 'empty' | 'filled' | 'commerce'
  integration?: string | undefined
}

/** Names by which sites call the buttons, in the languages most seen. Whole names alone: `cart help` is none. */
const BUTTON =
  /^(?:(?:click|button|cta|link|tracking|ecommerce)[\s:|>_-]+)*(?:(?:add|added)[\s_-]*(?:item[\s_-]*)?to[\s_-]*(?:your[\s_-]*)?(?:cart|bag|basket|trolley)|(?:proceed|go|continue)[\s_-]*to[\s_-]*check[\s_-]?out|(?:start|begin)[\s_-]*check[\s_-]?out|in den (?:waren|einkaufs)korb|zur kasse|ajouter au panier|a(?:ñ|n)adir (?:a la cesta|al carrito)|aggiungi al carrello|in winkelwagen|l(?:ä|ae?)gg i varukorg(?:en)?)(?:[\s:|>_-]+(?:click|button|cta|link))?$/i

/** The page that follows the click often sends the event in the link's stead. */
const NEXT_MS = 10_000
const VISITORS = 2048

const CART_EVENTS = ['scAdd', 'scOpen', 'scCheckout', 'scView'] as const

const countsCarts = ({segments}: IntegrationFacts) => segments.includes('cart-abandonment') || segments.includes('purchases')

/** Limit: the last such link call of 2048 visitors; the visitor unseen for longest is judged first. Of unknown visitors each call stands alone. */
export default sessionRule<Fact>({
  id: 'link-variables-missing',
  shape: 'session',
  severity: 'warning',
  triggers: ['link', 'events'],
  requires: ['body', 'whole'],
  summary: 'Link call of a cart button without events and products',
  why: 'By its name the link call reports a cart addition or the way to checkout, yet it carries neither an event nor a product: the Cart Abandonment file does not learn of it.',
  fix: 'List `events` and `products` in `s.linkTrackVars` and the event in `s.linkTrackEvents`, and set both before `s.tl()`.',
  source:
    'Implementation guide, "linkTrackVars" and "linkTrackEvents"; Getting Started with Analytics data connectors, "Implementation Examples"',
  notReady: (context) => whyNoIntegration(context, countsCarts, 'has a segment about carts or purchases'),
  examples: {
    context: exampleContext(),
    passes: [
      'pe=lnk_o&pev2=Add%20to%20cart&events=scAdd&products=%3Ba',
      {hits: ['pe=lnk_o&pev2=Add%20to%20cart', 'pageName=cart&events=scAdd&products=%3Ba']},
    ],
    fails: [
      'pe=lnk_o&pev2=Add%20to%20cart',
      'pe=lnk_o&pev2=add-to-bag',
      'pe=lnk_o&pev2=In%20den%20Warenkorb',
      {hits: ['pe=lnk_o&pev2=Add%20to%20cart', 'pageName=cart&events=scAdd&products=%3Ba'], gapMs: 20_000},
    ],
    notApplied: [
      'pe=lnk_o&pev2=cart%20help',
      'pe=lnk_o&pev2=tab',
      'pageName=Add%20to%20cart',
      '/b/ss/other/1/JS-2.26.0/s11111111?pe=lnk_o&pev2=Add%20to%20cart',
      {hits: ['pe=lnk_o&pev2=Add%20to%20cart'], context: exampleContext({segments: []})},
    ],
  },
  fact(hit, context) {
    const isButton = hit.kind === 'link' && BUTTON.test((hit.linkText('linkName') ?? '').trim())
    const hasCartEvent = CART_EVENTS.some((name) => hit.events.has(name))
    if (!isButton && !hasCartEvent) return undefined
    if (!integrationsOn(hit.reportSuites, context).some(countsCarts)) return undefined
    if (!isButton) return {what: 'commerce'}
    const isEmpty = hasNoEvents(hit) && hit.value('products') === undefined
    return isEmpty ? {what: 'empty', integration: integrationIdOn(hit.reportSuites, context)} : {what: 'filled'}
  },
  fold() {
    const waiting = new Map<number, {place: FactPlace; integration: string | undefined}>()
    const fail = ({place, integration}: {place: FactPlace; integration: string | undefined}, verdicts: Verdicts) =>
      verdicts.fail({
        place,
        param: 'linkName',
        message: 'the link call of a cart button carries neither an event nor a product',
        integration,
      })
    return {
      next({what, integration}, place, verdicts) {
        const {visitor, timeMs} = place
        if (what === 'filled') verdicts.pass(place)
        const before = visitor === undefined ? undefined : waiting.get(visitor)
        if (visitor !== undefined && before !== undefined) {
          waiting.delete(visitor)
          const isAnswered = what !== 'empty' && (timeMs ?? 0) - (before.place.timeMs ?? 0) <= NEXT_MS
          if (isAnswered) verdicts.pass(before.place)
          else fail(before, verdicts)
        }
        if (what !== 'empty') return
        if (visitor === undefined) return fail({place, integration}, verdicts)
        waiting.set(visitor, {place, integration})
        const [oldest] = waiting
        if (waiting.size <= VISITORS || oldest === undefined) return
        waiting.delete(oldest[0])
        fail(oldest[1], verdicts)
      },
      end(verdicts) {
        for (const each of waiting.values()) fail(each, verdicts)
      },
    }
  },
})
