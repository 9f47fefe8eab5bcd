import type {IntegrationCollection} from '../mapping/integration.js'
import type {ENVIRONMENTS, SuiteSnapshot, TIMESTAMP_POLICIES} from '../mapping/suite-snapshot.js'

/** What the workspace knows of one integration, as far as rules need it. Plain data: it travels to worker threads. */
export interface IntegrationFacts {
  id: string
  reportSuite: string
  /** Remarketing segments with a file: `cart-abandonment`, `purchases`, `product-views`. */
  segments: readonly string[]
  /** Canonical names of mapped variables, by role; `population`: how it gets its value, as its connector says. */
  variables: readonly {role: string; variable: string; population?: string}[]
  /** Events mapped, by role. */
  events: readonly {role: string; event: string}[]
  /** Paused: what it asks of the site raises no finding. */
  isPaused?: boolean
  collection?: CollectionFacts
}

/** How ids get from the landing page into the variables. */
export interface CollectionFacts {
  mode: IntegrationCollection['mode']
  /** Query parameters of the landing page, by the role of what they carry. */
  parameters: readonly {role: string; name: string}[]
  /** URLs, `*` for any text. Empty: every page whose URL carries one of the parameters. */
  landingPages: readonly string[]
}

/** What is declared and known of a report suite. */
export interface SuiteFacts {
  environment?: (typeof ENVIRONMENTS)[number]
  /** ISO 4217. */
  currency?: string
  timestamps?: (typeof TIMESTAMP_POLICIES)[number]
  snapshot?: SuiteSnapshot
}

/** What is declared of hosts and suites, with or without an integration. */
export interface SiteFacts {
  /** By report suite ID. */
  suites: Readonly<Record<string, SuiteFacts>>
  /** Report suites by collection or page host, lower case. */
  hosts: Readonly<Record<string, readonly string[]>>
  /** ISO 4217 by page host, lower case. */
  currencies: Readonly<Record<string, string>>
}
