import type {Collection} from './exchange.js'
import type {Verification} from './guidance.js'

/** The code on the page and how to see it work: what a web developer reads, apart from the definition. */

export const dfaPageCode: Collection = {
  modes: ['integrate-module'],
  placement:
    'The generated code (mailed after the wizard) in the main section of s_code.js, not in doPlugins; the Integrate Module in the modules section; only on common landing pages.',
  configObject: 'dfaConfig',
  settings: [
    {name: 'CSID', what: "Google's client side id; 1.5 only, not with Advanced Ad Serving"},
    {name: 'SPOTID', aka: 'dfa_SPOTID', what: 'id of the Floodlight (once Spotlight) configuration', example: '29876543'},
    {name: 'tEvar', what: 'variable that carries the raw value to the server', example: 'eVar17', modify: false},
    {name: 'errorEvar', what: 'variable for query errors', example: 'eVar59'},
    {name: 'timeoutEvent', what: 'event on timeout', example: 'event76'},
    {name: 'requestURL', what: 'Floodlight address with the tokens [SPOTID] [CSID] [VAR] [RAND]', modify: false},
    {
      name: 'maxDelay',
      aka: 's.maxDelay',
      what: 'milliseconds to wait',
      example: '1500',
      doubts: [{mark: 'contradictory', field: 'example', note: 'the page of the variable has 750'}],
    },
    {name: 'visitCookie', what: 'cookie that limits the query to once per visit', example: 's_dfa'},
    {
      name: 'clickThroughParam',
      aka: 'dfa_overrideParam',
      what: 'URL parameter that forces a query even inside the visit',
      example: 'CID',
    },
    {
      name: 'searchCenterParam',
      what: 'URL parameter of paid search; no query when de-duplication is on',
      example: 's_kwcid',
    },
    {name: 'newRsidsProp', what: 'prop for custom work by Adobe engineering', required: false},
  ],
  parameters: [
    {name: 'CID', role: 'clickThrough', configurable: true, provenance: 'sample'},
    {name: 's_kwcid', role: 'searchClick', configurable: true, provenance: 'sample'},
  ],
  visitDedupe: 'One query per visit, remembered in the cookie for 30 minutes; the click-through parameter overrides it.',
}

export const dfaVerification: Verification = {
  onPage: [
    {text: 'A request goes to fls.doubleclick.net/json.'},
    {text: '1.5: a 302 to ad.doubleclick.net, then integrate.112.2o7.net/dfa_echo, then 200 with JSON. 2.0: 200 at once.'},
    {text: 'The Analytics request holds v<n> of the view-through eVar with a DFA value.'},
  ],
  reports: {
    where:
      'the chosen conversion variable > DFA reports (Channel, Delivery Tool, Site Name, Page Name, Ad Name, Campaigns) with Impressions and Clicks',
  },
}
