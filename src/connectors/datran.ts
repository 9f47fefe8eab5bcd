import type {Connector} from './connector.js'
import {
  adobeRepresentative,
  emailPrerequisites,
  emailSegments,
  endOfLifePage,
  importedMetricUntyped,
  inferredRequired,
  privacyPage,
} from './shared.js'

const overview = 'datran-integration-overview/datran-integration-overview.md'
const preparing = 'datran-integration-overview/datran-configuring-integration.md'
const wizard = 'datran-integration-overview/t-datran-wizard.md'

export default {
  id: 'datran',
  name: 'Datran Media (StormPost)',
  aliases: [
    {name: 'Datran', source: overview},
    {name: 'StormPost', source: overview},
  ],
  category: 'email',
  status: 'deprecating',
  summary: 'StormPost figures in, remarketing segments out; the oldest form of the wizard.',
  flows: ['import-metrics', 'export-segments'],
  lifeCycle: {listedAs: ['Datran Media']},
  access: [{text: 'An active StormPost account with e-mail enabled, and user credentials.'}],
  prerequisites: [
    ...emailPrerequisites,
    {text: 'Have the Datran Account ID at hand.', source: preparing},
    {text: "StormPost's side is set up by your Datran account manager."},
  ],
  requires: {dataWarehouse: true},
  wizard: {form: 'numbered-pages', asks: ['name', 'email'], accepts: ['fees', 'personal-data']},
  inputs: [{name: 'accountId', label: 'Account ID', page: 2, ...inferredRequired, what: 'the id Datran assigned to your organisation'}],
  variables: [
    {
      role: 'messageId',
      label: 'Message ID',
      aka: ['Tracking Code'],
      kinds: ['eVar', 'campaign'],
      population: 'landing-page',
      page: 3,
    },
    {
      role: 'recipientId',
      label: 'Recipient ID',
      aka: ['Visitor Code'],
      kinds: ['eVar'],
      population: 'landing-page',
      personalData: 'indirect',
      page: 3,
    },
  ],
  events: [
    {role: 'clicked', label: 'Clicked', page: 5, ...importedMetricUntyped},
    {role: 'opened', label: 'Opened', page: 5, ...importedMetricUntyped},
    {role: 'sent', label: 'Sent', page: 5, ...importedMetricUntyped},
    {role: 'bounced', label: 'Total Bounces', page: 5, ...importedMetricUntyped},
    {role: 'unsubscribed', label: 'Unsubscribed', page: 5, ...importedMetricUntyped},
  ],
  classifications: [],
  calculatedMetrics: [],
  collection: {
    modes: ['automated', 'javascript-plugin'],
    fields: [
      {role: 'messageId', label: 'Message ID Query String Parameter', page: 6},
      {role: 'recipientId', label: 'Recipient ID Query String Parameter', page: 6},
    ],
    resource: 'Your Adobe consultant has the plug-in code.',
  },
  segments: {offered: emailSegments},
  accessRequests: [],
  import: {schedule: 'up to hourly'},
  contacts: [
    adobeRepresentative,
    {
      who: 'your Datran account manager',
      side: 'partner',
      when: 'before',
      what: 'Ask for the Account ID, the fees and the set-up of StormPost.',
      mustAct: true,
    },
  ],
  partnerSettings: [],
  issues: [
    {
      symptom: 'The settings are gone after the wizard.',
      cause: 'Nothing is stored before Finish on page 8.',
      fix: 'Go through it again and click Finish.',
    },
  ],
  sources: {
    identity: overview,
    lifeCycle: endOfLifePage,
    access: overview,
    prerequisites: overview,
    requires: overview,
    wizard,
    inputs: [wizard, preparing],
    variables: [wizard, preparing],
    events: wizard,
    personalData: privacyPage,
    collection: wizard,
    segments: [overview, wizard],
    import: overview,
    contacts: overview,
    issues: wizard,
  },
} as const satisfies Connector
