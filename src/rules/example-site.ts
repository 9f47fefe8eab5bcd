import type {RunContext} from './rule.js'
import type {CollectionFacts, IntegrationFacts, SiteFacts, SuiteFacts} from './site-facts.js'

/** The e-mail integration that the examples of rules speak of: `MID` goes into campaign, `RID` into eVar8. */
export const EXAMPLE_INTEGRATION: IntegrationFacts = {
  id: 'spring-email',
  reportSuite: 'shopprod',
  segments: ['cart-abandonment', 'purchases', 'product-views'],
  variables: [
    {role: 'messageId', variable: 'campaign', population: 'landing-page'},
    {role: 'recipientId', variable: 'eVar8', population: 'landing-page'},
  ],
  events: [{role: 'sent', event: 'event20'}],
  collection: {
    mode: 'javascript-plugin',
    parameters: [
      {role: 'messageId', name: 'MID'},
      {role: 'recipientId', name: 'RID'},
    ],
    landingPages: ['https://www.shop.example/*'],
  },
}

const EVENT_DEFAULTS = {name: null, enabled: true, type: 'counter'} as const

/** What is known of its suite: events 1 to 20, of which 2 is numeric, 4 a currency event and 3 recorded by its ID; eVar3 takes products. */
export const EXAMPLE_SUITE: SuiteFacts = {
  snapshot: {
    version: 1,
    reportSuite: 'shopprod',
    name: null,
    capturedAt: null,
    origin: 'example',
    complete: {variables: true, events: true},
    variables: [
      {variable: 'eVar1', name: null, enabled: true, type: 'text', allocation: null, expiration: null, merchandising: 'none'},
      {variable: 'eVar3', name: null, enabled: true, type: 'text', allocation: null, expiration: null, merchandising: 'product-syntax'},
    ],
    events: Array.from({length: 20}, (_, index) => {
      const event = `event${index + 1}`
      if (event === 'event2') return {...EVENT_DEFAULTS, event, type: 'numeric'}
      if (event === 'event4') return {...EVENT_DEFAULTS, event, type: 'currency'}
      return event === 'event3' ? {...EVENT_DEFAULTS, event, recording: 'event-id'} : {...EVENT_DEFAULTS, event}
    }),
  },
}

/** A workspace with that integration; `changes` to it, to its collection, and to what is declared of the site. */
export function exampleContext(
  changes: Partial<Omit<IntegrationFacts, 'collection'>> & {collection?: Partial<CollectionFacts>; site?: Partial<SiteFacts>} = {},
): RunContext {
  const {collection, site, ...rest} = changes
  const {collection: usual} = EXAMPLE_INTEGRATION
  return {
    integrations: [{...EXAMPLE_INTEGRATION, ...rest, ...(usual !== undefined && {collection: {...usual, ...collection}})}],
    site: {suites: {}, hosts: {}, currencies: {}, ...site},
  }
}
