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

const overview = 'delivra-integration-overview/delivra-integration-overview.md'
const preparing = 'delivra-integration-overview/delivra-configuring-the-genesis-delivra-integration.md'
const wizard = 'delivra-integration-overview/t-delivra-running-the-genesis-integration-wizard.md'

export default {
  id: 'delivra',
  name: 'Delivra',
  aliases: [],
  category: 'email',
  status: 'deprecating',
  summary: 'E-mail figures with shares to social networks in, remarketing segments out.',
  flows: ['import-metrics', 'export-segments'],
  lifeCycle: {listedAs: ['Delivra']},
  access: [{text: 'Delivra, Professional level or higher, with the Adobe Integration option enabled.'}],
  prerequisites: [...emailPrerequisites, {text: 'Give Delivra the company name and the account id of the integration.'}],
  requires: {dataWarehouse: true},
  wizard: {form: 'numbered-pages', asks: ['name', 'email'], accepts: ['fees', 'personal-data']},
  inputs: [
    {
      name: 'accountId',
      label: 'Account ID',
      page: 2,
      ...inferredRequired,
      what: 'the account id Delivra assigned, which is the name of the list',
    },
  ],
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
    {role: 'shared', label: 'Shares', page: 5, ...importedMetricUntyped, note: 'Shares of the mail to social networks.'},
    {
      role: 'delivered',
      label: 'Delivered',
      type: 'numeric',
      population: 'imported',
      source: preparing,
      doubts: [
        {mark: 'contradictory', note: 'named in the preparation list, missing from the table of the wizard'},
        {mark: 'inferred', field: 'type', note: 'no type printed; imported metrics need numeric or currency'},
      ],
    },
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
  import: {schedule: 'once a day as standard; near real time or hourly offered'},
  contacts: [
    adobeRepresentative,
    {
      who: 'Delivra',
      side: 'partner',
      when: 'after',
      what: 'Give them the company name and account id, so that they finish the set-up.',
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
