import type {Connector} from './connector.js'
import {
  adobeRepresentative,
  emailPrerequisites,
  endOfLifePage,
  getQueryParam,
  importedMetric,
  privacyPage,
  requiredSecret,
  unverifiedName,
} from './shared.js'

const overview = 'selligent-overview/selligent-overview.md'
const deploy = 'selligent-overview/selligent-deploy-integration.md'
const code = 'selligent-overview/selligent-plugin-code.md'
const settings = 'selligent-overview/assets/selligent-general_settings.png'
const mapping = 'selligent-overview/assets/selligent-variables.png'
const tracker = 'selligent-overview/assets/selligent-tracker.png'
const log = 'selligent-overview/assets/selligent-verifying.png'

const figure = {...importedMetric, participation: 'enabled'} as const
const keyAdvice = {required: true, allocation: 'Most Recent', expiration: 'a business decision', population: 'landing-page'} as const
const exported = {role: 'exportDimension', kinds: ['eVar'], required: false, direction: 'export', source: mapping} as const

export default {
  id: 'selligent',
  name: 'Selligent',
  aliases: [
    {name: 'Selligent Marketing Cloud', ...unverifiedName},
    {name: 'Marigold Engage', today: true, ...unverifiedName},
    {name: 'Marigold', ...unverifiedName},
  ],
  versions: ['0.1'],
  category: 'email',
  status: 'deprecating',
  summary:
    'Five e-mail figures in, three remarketing segments out. Parameters are always MID and RID; up to three more eVars are sent back.',
  programme: 'Listed under In Laboratory.',
  flows: ['import-metrics', 'import-classifications', 'export-segments'],
  lifeCycle: {listedAs: ['Selligent']},
  access: [{text: 'A valid Selligent account.'}],
  prerequisites: emailPrerequisites,
  requires: {dataWarehouse: true, eVars: 2, note: 'The eVars are reserved in each suite; events as many as you want figures.'},
  wizard: {
    form: 'five-steps',
    asks: ['reportSuite', 'name', 'email', 'description'],
    reports: [{label: 'Dashboard Generation', required: false, options: ['Selligent Email Marketing']}],
  },
  inputs: [
    {
      name: 'integrationToken',
      label: 'Integration Token',
      section: 'Custom Values',
      ...requiredSecret,
      what: 'found in Selligent Manager under Configuration > System Settings > General > System > Security',
      shape: 'base64 string',
    },
    {
      name: 'serviceUrl',
      label: 'Omniture Service URL',
      aka: ['Adobe Service URL'],
      section: 'Custom Values',
      required: true,
      what: 'the address of your login, with /simweb/login.aspx replaced by /automation/omniture.asmx',
      shape: 'https://<install>/automation/omniture.asmx',
      pattern: 'https?://[^/\\s]+(/[^\\s]*)?/automation/omniture\\.asmx',
    },
  ],
  variables: [
    {role: 'messageId', label: 'Message ID', kinds: ['eVar', 'campaign'], ...keyAdvice},
    {role: 'recipientId', label: 'Recipient ID', kinds: ['eVar'], ...keyAdvice, personalData: 'indirect'},
    {label: 'Export conversion 1', ...exported},
    {label: 'Export Conversion 2', ...exported},
    {label: 'Export Conversion 3', ...exported},
  ],
  events: [
    {role: 'sent', label: 'Sent', ...figure},
    {role: 'delivered', label: 'Delivered', required: true, ...figure},
    {role: 'uniqueOpened', label: 'Views', ...figure, note: 'Mails viewed, each counted once.'},
    {role: 'clicked', label: 'Clicks', required: true, ...figure},
    {role: 'bounced', label: 'Bounced', required: true, ...figure},
  ],
  classifications: [
    {
      of: ['recipientId'],
      names: ['RecipientField1', 'RecipientField2', 'RecipientField3', 'RecipientField4', 'RecipientField5'],
      personalData: ['RecipientField1', 'RecipientField2', 'RecipientField3', 'RecipientField4', 'RecipientField5'],
      note: 'Known from the list of personal data alone.',
      source: privacyPage,
    },
  ],
  calculatedMetrics: [],
  collection: {
    modes: ['automated', 'javascript-plugin'],
    fields: [
      {role: 'messageId', label: 'Message ID', fixed: 'MID'},
      {role: 'recipientId', label: 'Recipient ID', fixed: 'RID'},
    ],
    parameters: [
      {name: 'MID', role: 'messageId', provenance: 'documented'},
      {name: 'RID', role: 'recipientId', provenance: 'documented'},
    ],
    resource: 'Your Adobe consultant has the plug-in code.',
    functions: [getQueryParam],
    sampleDefects: ['recipient-id-commented-out', 'both-in-one-variable'],
  },
  segments: {
    offered: [
      {id: 'cart-abandonment', label: 'Cart Abandonment Profile'},
      {id: 'purchases', label: 'Purchases Profile'},
      {id: 'product-views', label: 'Product/Content View Behavioral Profile'},
      {id: 'custom', label: 'Custom Re-Marketing Segments'},
    ],
  },
  accessRequests: [{label: 'Optional data points that Selligent may download', note: 'The page does not list them.'}],
  import: {
    schedule: 'hourly',
    firstData: 'a few days after activation',
    source: [deploy, log],
    doubts: [{mark: 'inferred', field: 'schedule', note: 'two lines of the pictured log are an hour apart'}],
  },
  contacts: [
    adobeRepresentative,
    {
      who: 'Selligent',
      side: 'partner',
      when: 'after',
      what: 'Tell them it is active. Their side configures itself, yet the page asks you to get in touch.',
      mustAct: true,
    },
  ],
  partnerSettings: [
    {
      where: 'The tracker that was created for every mail',
      what: "Limit it to your domain, and tick 'Move the parameters generated by the tracker to the front', so that processing rules find them.",
      source: [deploy, tracker],
    },
  ],
  verification: {
    activityLog: {
      expect: [{text: 'Metric data imported successfully', kind: 'metrics', source: log, note: 'The screenshot counts 35 and 2 rows.'}],
    },
    reports: {where: 'Custom Conversion > Message ID Reports > Message ID/Message Name'},
  },
  issues: [
    {
      symptom: 'Processing rules do not find the ids.',
      cause: 'They stand at the end of a long URL; with H.25.2 and older a rule sees the first 255 characters only.',
      fix: 'Move the parameters to the front, or update the collection code.',
    },
  ],
  sources: {
    identity: [overview, settings],
    lifeCycle: endOfLifePage,
    access: overview,
    prerequisites: overview,
    requires: overview,
    wizard: deploy,
    inputs: [overview, settings],
    variables: overview,
    events: [overview, mapping],
    classifications: privacyPage,
    personalData: privacyPage,
    collection: [deploy, code],
    segments: overview,
    accessRequests: deploy,
    import: overview,
    contacts: deploy,
    partnerSettings: deploy,
    verification: deploy,
    issues: [deploy, 'analytics:admin/admin/c-processing-rules/c-processing-rules-configuration/processing-rules-about.md'],
  },
} as const satisfies Connector
