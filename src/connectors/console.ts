import type {Doubt, Source} from './fact.js'

/** Facts of the retired console that hold for every connector. */

/** When the console ended. */
export const RETIREMENT: {readonly on: string; readonly successor: string; readonly doubts: readonly Doubt[]; readonly source: Source} = {
  on: '2021-08-19',
  successor: "Adobe Exchange, and the partners' own products through the Analytics APIs",
  doubts: [{mark: 'contradictory', field: 'on', note: 'most partner pages still print 1 August 2021, the day announced first'}],
  source: ['data-connectors-eol.md', 'analytics:release-notes/2021.md'],
}

/** Who may set up an integration. The owner must stay an administrator. */
export const PERMISSIONS: {readonly names: readonly string[]; readonly source: Source} = {
  names: ['Integrations (Create)', 'Integrations (Update)', 'Integrations (Delete)'],
  source: ['analytics:admin/admin-console/permissions/analytics-tools.md', 'assets/data-connectors-console.png'],
}

/** Steps of the two forms the wizard had, in order; step 0 comes before the numbered ones. */
export const WIZARD_STEPS: Readonly<Record<'numbered-pages' | 'five-steps', readonly string[]>> = {
  'numbered-pages': [
    'Introduction',
    'General',
    'Account',
    'eVars',
    'Segments',
    'Events',
    'Data Collection',
    'Integration Summary',
    'Integration Complete',
  ],
  'five-steps': [
    'Terms and report suite',
    'Integration Settings',
    'Variable Mappings',
    'Data Settings',
    'Report Settings',
    'Review Summary',
  ],
}

/**
 * Names of commerce elements in an access request, and as people know them. Adobe lists 74; these are the ones connectors speak of.
 * Source: Partner API 3.1, standard elements.
 */
export const ACCESS_ELEMENTS: Readonly<Record<string, string>> = {
  product: 'Product',
  category: 'Category',
  prod_views: 'Product Views',
  cart_adds: 'Cart Additions',
  cart_opens: 'Carts',
  cart_views: 'Cart Views',
  cart_removes: 'Cart Removes',
  checkouts: 'Checkouts',
  purchases: 'Orders',
  revenue: 'Revenue',
  units: 'Units',
  purchaseid: 'Purchase ID',
  campaign: 'Tracking Code',
  cust_visid: 'Visitor ID',
  browser: 'Browser',
}
