import type {AdServing, KnownIssue} from './guidance.js'

/** Troubleshooting of the ad-server connector, apart from its definition: it is as long as that and read by other people. */

const faq = 'dfa-data-connector-analytics/dfa-faq.md'
const reconciling = 'dfa-data-connector-analytics/dfa-reconciling-metric-discrepancies.md'
const maxDelay = 'dfa-data-connector-analytics/maxdelay.md'
const integration = 'dfa-data-connector-analytics/dfa-integration.md'
const prerequisites = 'dfa-data-connector-analytics/dfa-prerequisites.md'

export const dfaIssues: readonly KnownIssue[] = [
  {
    symptom: 'The wizard refuses valid credentials.',
    cause: 'The user is not enabled for the API, or has no rights on the advertiser or Floodlight configuration.',
    fix: 'Have a DFA administrator enable API access and grant the rights.',
  },
  {
    symptom: 'No nightly metrics (1.5).',
    cause: "No CSID yet, which takes up to 3 days; or the advertiser's CSID belongs to another suite: one to one, first come.",
    fix: 'Wait for the mail with CSID and code. A Google ticket moves it; inside one suite deactivate the older integration.',
  },
  {
    symptom: 'No cost metrics (2.0).',
    cause: 'Media Cost event or currency missing in the wizard, omnitureCostData off on the Floodlight, or ads without cost structure.',
    fix: 'Complete all three.',
  },
  {
    symptom: 'Ads with clicks but without impressions or view-throughs.',
    cause: 'Clicktracker ads record clicks alone.',
    fix: 'None; click trackers are not supported.',
  },
  {
    symptom: 'DFA counts clicks, Analytics no click-throughs.',
    cause: 'Landing page untagged, another suite, parameter missing, or the VISTA rule failed on the raw value.',
    fix: 'Check the tag, s.account and clickThroughParam; for undigested codes open a ticket.',
  },
  {
    symptom: 'Click-throughs and view-throughs are inflated.',
    cause: 'The visit cookie belongs to one domain, and the suite or the redirects span several.',
    fix: 'Avoid hops over domains.',
    source: [faq, prerequisites],
  },
  {
    symptom: 'DFA shows more impressions than Analytics.',
    cause: 'The nightly batch lags, or the classification has not caught up.',
    fix: 'Break None down by raw code; many DFA:.. codes mean that the nightly classification stalled.',
  },
  {
    symptom: 'Many timeouts.',
    cause: 's.maxDelay is too low, or the page too heavy.',
    fix: 'Raise it, load the code early, and watch the page views.',
    source: [maxDelay, integration],
  },
  {
    symptom: 'Whole hits are lost.',
    cause: 's.maxDelay is too high: visitors leave before.',
    fix: 'Lower it.',
    source: [maxDelay, integration],
  },
]

export const dfaAdServing: AdServing = {
  trackingCode: {
    '1.5': 'DFA:<site id>:<placement id>:<ad id>',
    '2.0': 'DFA:<site id>:<placement id>:<ad id>:<creative id>',
  },
  rawValue: 'v<n> = DFA- and nine more groups separated by dashes: last click, last impression',
  undigested: 'DFA:..:..:..:ll..:..:..:..:.. left in the view-through report: the VISTA rule failed',
  processing: {
    delimiters: ':=',
    tokenCount: 9,
    clickToken: 6,
    clickSeconds: 300,
    clickFormat: ':$7:$8:$9',
    viewToken: 2,
    viewSeconds: 2_592_000,
    viewFormat: ':$3:$4:$5',
  },
  tuning: [
    {
      text: 'Keep one value of s.maxDelay for several days; the timeout percentage is timeout events / daily unique visitors * 100.',
      source: maxDelay,
    },
    {text: 'Better: count only visitors that land with the click-through parameter.', source: maxDelay},
    {text: 'If it is low, lower s.maxDelay; if high, raise it, and then watch that page views do not fall.', source: maxDelay},
  ],
  discrepancies: [
    {text: 'Third-party cookies are blocked by 5-12 % of users, first-party ones by under 0.5 %.'},
    {text: "DFA counts before the redirect, Analytics after the page's hit."},
    {text: 'Without the click-through parameter, clicks after the first hit of a visit are lost.'},
    {text: 'The landing page lacks the module or has another Floodlight id.'},
    {text: 'Rich media or Flash clicks may open no real redirect in the browser.'},
    {text: 's.maxDelay is too short (DFA data lost) or too long (the visitor leaves and the whole hit is lost).'},
    {text: 'Bots click, but run no script.'},
    {text: 'Analytics counts once per campaign and visit; DFA counts every pass, Back button included.'},
    {text: 'Floodlight works without JavaScript.'},
    {text: 'The place of the tag decides whether an aborted page load counts.'},
  ],
  escalation: 'Bring 2 to 3 days of figures side by side, by campaign code, and the steps already taken.',
  source: reconciling,
  doubts: [{mark: 'inferred', field: 'processing', note: "defaults of the Partner API's ad processing; that DFA kept them is inferred"}],
}
