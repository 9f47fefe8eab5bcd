import type {Connector} from './connector.js'
import {
  adobeRepresentative,
  emailPrerequisites,
  emailSegments,
  endOfLifePage,
  importedMetric,
  inferredSteps,
  privacyPage,
  unverifiedName,
} from './shared.js'

const overview = 'emarsys-overview/emarsys-overview.md'
const before = 'emarsys-overview/emarsys-procedure-prereqs.md'
const configure = 'emarsys-overview/emarsys-configure-integration.md'
const variables = 'emarsys-overview/emarsys-variables.md'
const wizard = 'emarsys-overview/emarsys-wizard.md'

export default {
  id: 'emarsys',
  name: 'emarsys xpress',
  aliases: [
    {name: 'emarsys eMarketing Suite', source: overview},
    {name: 'SAP Emarsys', today: true, ...unverifiedName},
    {name: 'SAP Emarsys Customer Engagement', ...unverifiedName},
  ],
  category: 'email',
  status: 'deprecating',
  summary: 'E-mail figures in, remarketing segments out.',
  flows: ['import-metrics', 'export-segments'],
  lifeCycle: {listedAs: ['emarsys xpress']},
  access: [{text: 'An active emarsys account.'}],
  prerequisites: emailPrerequisites,
  requires: {dataWarehouse: true, eVars: 2, events: 5},
  wizard: {form: 'five-steps', asks: ['reportSuite', 'email'], accepts: ['fees'], ...inferredSteps},
  inputs: [
    {
      name: 'accountCode',
      label: 'AccountCode',
      aka: ['Account ID'],
      required: true,
      what: 'your emarsys account code; other pages call it Account ID',
    },
  ],
  variables: [
    {role: 'messageId', label: 'Message ID', kinds: ['campaign', 'eVar'], required: true, population: 'landing-page'},
    {
      role: 'recipientId',
      label: 'Recipient ID',
      kinds: ['eVar'],
      required: true,
      population: 'landing-page',
      personalData: 'indirect',
    },
  ],
  events: [
    {role: 'bounced', label: 'Total Bounces', required: true, ...importedMetric},
    {role: 'clicked', label: 'Clicked', required: true, ...importedMetric},
    {role: 'opened', label: 'Opened', required: true, ...importedMetric},
    {role: 'sent', label: 'Sent', required: true, ...importedMetric},
    {role: 'unsubscribed', label: 'Unsubscribed', required: true, ...importedMetric},
  ],
  classifications: [],
  calculatedMetrics: [],
  collection: {modes: ['automated', 'javascript-plugin']},
  segments: {offered: emailSegments},
  accessRequests: [],
  import: {schedule: 'up to hourly'},
  contacts: [
    adobeRepresentative,
    {
      who: 'your emarsys account manager',
      side: 'partner',
      when: 'after',
      what: 'Ask them to activate the integration in the eMarketing Suite.',
      mustAct: true,
    },
  ],
  partnerSettings: [],
  issues: [],
  sources: {
    identity: overview,
    lifeCycle: endOfLifePage,
    access: before,
    prerequisites: overview,
    requires: [overview, variables],
    wizard: [wizard, configure],
    inputs: [configure, overview],
    variables,
    events: variables,
    personalData: privacyPage,
    collection: variables,
    segments: overview,
    import: overview,
    contacts: overview,
  },
} as const satisfies Connector
