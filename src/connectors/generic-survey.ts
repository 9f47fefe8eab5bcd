import type {Connector} from './connector.js'

/** For a survey or feedback tool outside the catalogue: what Qualtrics and Kampyle have in common. */
const common = 'dc:common to the documented survey and feedback partners'
const seed = 'getting-started-data-connectors.md'

export default {
  id: 'generic-survey',
  name: 'Survey (generic)',
  aliases: [
    {name: 'survey', source: common},
    {name: 'feedback', source: common},
  ],
  category: 'survey',
  status: 'not-listed',
  summary: 'A survey or feedback tool that is not in the catalogue: a key per answer, counted submissions, answers as classifications.',
  flows: ['collect-on-page', 'import-classifications'],
  access: [{text: 'An account of the survey tool with rights on all data you want to integrate.', source: seed}],
  prerequisites: [{text: 'Choose the report suite first: an integration belongs to exactly one.'}],
  requires: {eVarsOrProps: 1, events: 1},
  inputs: [
    {name: 'accountId', label: 'Account ID', required: false, what: 'the id of your organisation at the partner'},
    {
      name: 'apiKey',
      label: 'API key or token',
      required: false,
      secret: true,
      what: 'only if the partner sends the answers by itself',
    },
    {
      name: 'trackingServer',
      label: 'Tracking server',
      required: false,
      what: 'only if the partner sends hits: the Analytics tracking server in use, the secure one if it differs',
    },
  ],
  variables: [
    {role: 'responseId', label: 'Response ID', kinds: ['eVar', 'prop'], required: true, population: 'page-code'},
    {role: 'responseList', label: 'Responses', kinds: ['list'], required: false, population: 'page-code'},
    {role: 'feedbackId', label: 'Feedback ID', kinds: ['eVar'], required: false, population: 'page-code'},
  ],
  events: [
    {role: 'surveySubmission', label: 'Submissions', type: 'counter', required: true, population: 'page-code'},
    {role: 'feedbackItems', label: 'Feedback items', type: 'counter', required: false, population: 'page-code'},
    {role: 'feedbackWithGrade', label: 'Feedback with grade', type: 'counter', required: false, population: 'page-code'},
    {role: 'feedbackGrade', label: 'Sum of grades', type: 'numeric', required: false, population: 'page-code'},
  ],
  classifications: [{of: ['responseId'], names: ['Survey', 'Question', 'Response', 'Category', 'Grade']}],
  calculatedMetrics: [{label: 'Average grade', formula: '[Sum of grades] / [Feedback with grade]', type: 'numeric'}],
  collection: {modes: ['survey-beacon', 'context-data', 'web-sdk', 'tags', 'config-object', 'none']},
  segments: {offered: []},
  accessRequests: [],
  import: {schedule: 'as agreed with the partner'},
  contacts: [
    {
      who: 'your contact at the partner',
      side: 'partner',
      when: 'before',
      what: 'Ask how answers reach Analytics: hits from the form, or an upload.',
    },
  ],
  partnerSettings: [],
  verification: {
    onPage: [{text: 'Submit a test answer: one hit carries the response ID and the submission event.'}],
    reports: {where: 'the report of the response variable', afterHours: [24, 48], condition: 'the survey is receiving responses'},
  },
  issues: [],
  sources: {
    identity: common,
    access: seed,
    prerequisites: common,
    requires: common,
    inputs: common,
    variables: common,
    events: common,
    classifications: common,
    calculatedMetrics: common,
    collection: common,
    import: common,
    contacts: common,
    verification: common,
  },
} as const satisfies Connector
