import {describe, expect, test} from 'vitest'
import {CONNECTORS} from '../../src/connectors/connectors.js'
import {checkIntegration, findNewErrors, MAPPING_CHECKS, runChecks, whyNotActive} from '../../src/mapping/check-integration.js'
import type {CheckInput, CheckOutcome, MappingProblem} from '../../src/mapping/check.js'
import type {Integration} from '../../src/mapping/integration.js'
import {sampleIntegration} from '../support/integration.js'
import {checkInput, connectorOf, draft, suite} from '../support/mapping.js'

const acknowledged = {by: 'A. Consultant', on: '2026-11-23'}

/** The sample with changes. */
const sample = (changes: Partial<Integration>) => checkInput({integration: sampleIntegration(changes)})
const of = (partner: string, changes: Partial<Integration>, rest: Partial<CheckInput> = {}) =>
  checkInput({integration: draft(partner, changes), ...rest})

const ids = [
  {role: 'messageId', variable: 'campaign'},
  {role: 'recipientId', variable: 'eVar12'},
] as const
const known = (...names: string[]) =>
  suite(names.map((variable) => ({variable, name: 'Silverpop ID', expiration: '30 days', allocation: 'most-recent'})))
const neighbour = (changes: Partial<Integration>) => sampleIntegration({id: 'other', name: 'Other', variables: [], events: [], ...changes})
const dfa = (view: string | undefined, campaign: string | undefined) =>
  of('dfa', {
    variables: [
      {role: 'trackingCode', variable: 'campaign', ...(campaign !== undefined && {expiration: campaign})},
      {role: 'viewThrough', variable: 'eVar30', ...(view !== undefined && {expiration: view})},
    ],
  })
const sent = (event: string) => sampleIntegration({events: [{role: 'sent', event}]})

interface Case {
  pass: CheckInput
  fail: CheckInput
  /** Part of the message of the first failure. */
  says: string
  unknown?: CheckInput
  notApplied?: CheckInput
}

/** Every check, seen to pass and to fail, and to say so where it cannot know or has nothing to look at. */
const CASES: Record<string, Case> = {
  'report-suite': {
    pass: sample({reportSuite: 'shopprod'}),
    fail: sample({reportSuite: 'vrs_shop_eu'}),
    says: 'virtual report suite',
  },
  'notify-missing': {
    pass: of('lyris', {notify: ['ops@shop.example']}),
    fail: of('lyris', {notify: []}),
    says: 'no e-mail address',
    notApplied: sample({notify: []}),
  },
  'not-acknowledged': {
    pass: sample({acknowledged: {fees: acknowledged}}),
    fail: sample({acknowledged: {personalData: acknowledged}}),
    says: 'fees',
    notApplied: of('lyris', {}),
  },
  'personal-data': {
    pass: sample({acknowledged: {personalData: acknowledged}}),
    fail: sample({acknowledged: {fees: acknowledged}}),
    says: 'Silverpop ID (eVar12) can be resolved to people',
    notApplied: sample({variables: [ids[0]]}),
  },
  input: {
    pass: sample({inputs: {accountId: '4711'}}),
    fail: sample({inputs: {accountId: '4711', acountId: '1'}}),
    says: 'has no input acountId; it has accountId',
    notApplied: of('contactlab', {}),
  },
  'access-missing': {
    pass: sample({access: {product: true}}),
    fail: sample({access: {product: false}}),
    says: 'access to product is not granted',
    notApplied: of('emarsys', {}),
  },
  'access-unknown': {
    pass: sample({access: {product: true, revenue: false}}),
    fail: sample({access: {product: true, products: true}}),
    says: 'no access to products',
    notApplied: sample({access: {}}),
  },
  classification: {
    pass: of('generic-email', {variables: ids, classifications: [{role: 'messageId', column: 'Channel'}]}),
    fail: of('generic-email', {variables: [ids[1]], classifications: [{role: 'messageId', column: 'Channel'}]}),
    says: 'classifies messageId, which is not mapped',
    notApplied: sample({classifications: []}),
  },
  'role-missing': {
    pass: sample({}),
    fail: sample({variables: [ids[0]]}),
    says: 'Silverpop ID (recipientId) is not mapped: the partner requires it',
    notApplied: of('appfigures', {}),
  },
  'role-unknown': {
    pass: sample({}),
    fail: sample({variables: [...ids, {role: 'linkId', variable: 'eVar40'}]}),
    says: 'no variable with the role linkId',
    notApplied: sample({variables: [], events: []}),
  },
  'role-repeated': {
    pass: of('generic-email', {
      variables: [
        {role: 'exportDimension', variable: 'eVar1'},
        {role: 'exportDimension', variable: 'eVar2'},
      ],
    }),
    fail: sample({variables: [...ids, {role: 'recipientId', variable: 'eVar13'}]}),
    says: 'mapped 2 times',
    notApplied: sample({variables: [], events: []}),
  },
  'slot-invalid': {
    pass: sample({}),
    // Not past the schema of the file, but so a wizard may ask.
    fail: checkInput({integration: {...sampleIntegration(), variables: [{role: 'messageId', variable: 'eVar251'}]}}),
    says: 'eVar251 does not exist: eVar numbers run from 1 to 250',
    notApplied: sample({variables: [], events: []}),
  },
  'variable-kind': {
    pass: sample({variables: ids}),
    fail: sample({variables: [ids[0], {role: 'recipientId', variable: 'prop5'}]}),
    says: 'is on prop5, but Silverpop Engage takes eVar for it',
    notApplied: sample({variables: []}),
  },
  'slot-reserved': {
    pass: sample({}),
    fail: of('appfigures', {variables: [{role: 'appObjectId', variable: 'eVar3'}]}),
    says: 'of its own at Adobe',
    notApplied: sample({variables: [], events: []}),
  },
  'event-standard': {
    pass: sample({}),
    fail: checkInput({integration: sent('purchase')}),
    says: 'would be added to purchase',
    notApplied: sample({events: []}),
  },
  'slot-shared': {
    pass: sample({}),
    fail: sample({variables: [{role: 'messageId', variable: 'eVar12'}, ids[1]]}),
    says: 'share eVar12',
    notApplied: sample({variables: [], events: []}),
  },
  'slot-taken': {
    pass: checkInput({others: [neighbour({variables: [{role: 'recipientId', variable: 'eVar99'}]})]}),
    fail: checkInput({others: [neighbour({variables: [{role: 'messageId', variable: 'eVar12'}]})]}),
    says: 'Silverpop ID (recipientId) is on eVar12, which "Other" (other, active) uses for messageId',
    notApplied: sample({reportSuite: null}),
  },
  'slot-disabled': {
    pass: checkInput({integration: sampleIntegration({variables: ids, events: []}), snapshot: known('eVar12')}),
    fail: checkInput({snapshot: suite([{variable: 'eVar12', enabled: false}])}),
    says: 'is on eVar12, which is not enabled in shopprod',
    unknown: checkInput({snapshot: suite([{variable: 'eVar12', enabled: null}])}),
    notApplied: sample({variables: [], events: []}),
  },
  'slot-name': {
    pass: checkInput({integration: sampleIntegration({variables: ids, events: []}), snapshot: known('eVar12')}),
    fail: checkInput({snapshot: suite([{variable: 'eVar12', name: 'Internal search term'}])}),
    says: 'is called "Internal search term" in shopprod',
    unknown: checkInput({snapshot: suite([{variable: 'eVar12', name: null}])}),
    notApplied: sample({variables: [ids[0]], events: []}),
  },
  'event-type': {
    pass: checkInput({integration: sent('event20'), snapshot: suite([], [{event: 'event20', type: 'numeric'}])}),
    fail: checkInput({integration: sent('event20'), snapshot: suite([], [{event: 'event20', type: 'counter'}])}),
    says: 'a counter cannot take imported metrics',
    unknown: checkInput({integration: sent('event20'), snapshot: suite([], [{event: 'event20', type: null}])}),
    notApplied: of('qualtrics', {events: [{role: 'surveySubmission', event: 'event20'}]}),
  },
  'variable-counter': {
    pass: checkInput({snapshot: suite([{variable: 'eVar12', type: 'text'}])}),
    fail: checkInput({snapshot: suite([{variable: 'eVar12', type: 'counter'}])}),
    says: 'eVar12 is a counter eVar',
    unknown: checkInput({snapshot: suite([{variable: 'eVar12', type: null}])}),
    notApplied: sample({variables: [ids[0]]}),
  },
  'view-through-expiration': {
    pass: dfa('30 days', '30 days'),
    fail: dfa('visit', '30 days'),
    says: 'View-Through Variable (eVar30) expires after visit, DFA Ad Variable (campaign) after 30 days',
    unknown: dfa(undefined, '30 days'),
    notApplied: sample({}),
  },
  'allocation-advice': {
    pass: of('lyris', {variables: [{role: 'recipientId', variable: 'eVar12', allocation: 'most-recent'}]}),
    fail: of('lyris', {variables: [{role: 'recipientId', variable: 'eVar12', allocation: 'original'}]}),
    says: 'is allocated original; the partner advises most-recent',
    unknown: of('lyris', {variables: [{role: 'recipientId', variable: 'eVar12'}]}),
    notApplied: sample({}),
  },
  'key-expiration': {
    pass: sample({
      variables: [
        {...ids[0], expiration: '30 days'},
        {...ids[1], expiration: '30 days'},
      ],
    }),
    fail: sample({
      variables: [
        {...ids[0], expiration: 'page-view'},
        {...ids[1], expiration: 'page-view'},
      ],
    }),
    says: 'expires with the page view',
    unknown: sample({variables: ids}),
    notApplied: dfa('visit', 'visit'),
  },
  'persistence-differs': {
    pass: checkInput({integration: sampleIntegration({variables: [{...ids[1], expiration: '30 days'}]}), snapshot: known('eVar12')}),
    fail: checkInput({integration: sampleIntegration({variables: [{...ids[1], expiration: 'visit'}]}), snapshot: known('eVar12')}),
    says: 'eVar12 has the expiration 30 days in shopprod; agreed was visit',
    unknown: sample({variables: [{...ids[1], expiration: 'visit'}]}),
    notApplied: sample({}),
  },
  'collection-mode': {
    pass: sample({}),
    fail: sample({collection: {mode: 'integrate-module', parameters: {}, landingPages: []}}),
    says: 'does not collect by integrate-module',
    notApplied: of('dynamic-signal', {}),
  },
  'parameter-missing': {
    pass: sample({}),
    fail: sample({collection: {mode: 'automated', parameters: {messageId: 'MID'}, landingPages: []}}),
    says: 'no query parameter carries Silverpop ID (recipientId)',
    notApplied: of('qualtrics', {collection: {mode: 'survey-beacon', parameters: {}, landingPages: []}}),
  },
  'parameter-shared': {
    pass: sample({}),
    fail: sample({collection: {mode: 'automated', parameters: {messageId: 'ID', recipientId: 'id'}, landingPages: []}}),
    says: 'both read from id',
    notApplied: sample({collection: {mode: 'automated', parameters: {}, landingPages: []}}),
  },
  'parameter-unused': {
    pass: sample({}),
    fail: sample({collection: {mode: 'automated', parameters: {formName: 'form'}, landingPages: []}}),
    says: 'a parameter is named for formName, which is not mapped',
    notApplied: sample({collection: {mode: 'automated', parameters: {}, landingPages: []}}),
  },
  'segment-unknown': {
    pass: of('responsys', {segments: [{id: 'purchases'}]}),
    fail: of('responsys', {segments: [{id: 'loyal-customers'}]}),
    says: 'takes no segment loyal-customers',
    notApplied: sample({segments: []}),
  },
  'segment-events': {
    pass: sample({
      segments: [{id: 'file-download'}],
      events: [{role: 'fileDownloaded', event: 'event40'}],
    }),
    fail: sample({segments: [{id: 'form-abandonment'}], events: [{role: 'formStarted', event: 'event40'}]}),
    says: 'needs formCompleted, which is not mapped',
    notApplied: sample({segments: [{id: 'purchases'}]}),
  },
  'segment-keys': {
    pass: sample({segments: [{id: 'purchases'}]}),
    fail: sample({segments: [{id: 'purchases'}], variables: [ids[0]]}),
    says: 'the recipient id (recipientId) is not mapped',
    notApplied: sample({segments: []}),
  },
  'segment-products': {
    pass: sample({segments: [{id: 'purchases'}], access: {product: true}}),
    fail: sample({segments: [{id: 'purchases'}], access: {}}),
    says: 'the files of purchases will hold no product ids',
    notApplied: sample({segments: [{id: 'file-download'}], access: {}}),
  },
}

const resultOf = (code: string, input: CheckInput) => {
  const result = runChecks(input).find((each) => each.code === code)
  if (result === undefined) throw new Error(`no check ${code}`)
  return result
}

test('every check has its cases', () => {
  expect(MAPPING_CHECKS.map(({code}) => code)).toEqual(Object.keys(CASES))
})

describe.each(Object.entries(CASES))('%s', (code, {pass, fail, says, unknown, notApplied}) => {
  test('passes', () => {
    expect(resultOf(code, pass)).toMatchObject({outcome: 'pass', problems: []})
  })

  test('fails, with what to do', () => {
    const {outcome, problems} = resultOf(code, fail)
    expect(outcome).toBe('fail')
    const [first] = problems.filter((problem) => problem.outcome === 'fail')
    expect(first?.message).toContain(says)
    expect(first).toMatchObject({code, severity: expect.stringMatching(/^(?:error|warning)$/)})
    expect(first?.fix).not.toBe('')
  })

  const others: [CheckOutcome, CheckInput | undefined][] = [
    ['unknown', unknown],
    ['not-applied', notApplied],
  ]
  test.each(others.filter(([, input]) => input !== undefined))('is %s', (outcome, input) => {
    if (input === undefined) return
    const result = resultOf(code, input)
    expect(result.outcome).toBe(outcome)
    for (const problem of result.problems) expect(problem).toMatchObject({severity: 'info', outcome: 'unknown'})
  })
})

describe('without a snapshot', () => {
  const SUITE_CHECKS = ['slot-disabled', 'slot-name', 'event-type', 'variable-counter', 'key-expiration']
  test('what only the suite can tell is unknown, never passed, and names the command that helps', () => {
    const results = runChecks(checkInput()).filter(({code}) => SUITE_CHECKS.includes(code))
    expect(results.map(({outcome}) => outcome)).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'unknown'])
    for (const {problems} of results) expect(problems[0]?.fix).toBe('dc suites import FILE --suite shopprod')
  })

  test('a slot that a complete list leaves out is not enabled, one that a partial list leaves out is not known', () => {
    const partial = suite([{variable: 'eVar1'}], [{event: 'event1'}])
    const whole = {...partial, complete: {variables: true, events: true}}
    expect(resultOf('slot-disabled', checkInput({snapshot: partial})).outcome).toBe('unknown')
    const {outcome, problems} = resultOf('slot-disabled', checkInput({snapshot: whole}))
    expect(outcome).toBe('fail')
    expect(problems.map(({path}) => path)).toEqual(['variables[1].variable', ...[0, 1, 2, 3, 4].map((index) => `events[${index}].event`)])
    expect(problems[0]?.message).toContain('is not among the enabled ones of shopprod')
  })
})

describe('what is only missing', () => {
  const lacking = {variables: [], events: [], inputs: {}, acknowledged: {}, reportSuite: null}
  test('is an error in an active integration and a warning in any other', () => {
    const severities = (status: Integration['status']) =>
      new Set(checkIntegration(sample({...lacking, status})).map(({severity}) => severity))
    expect(severities('active')).toContain('error')
    expect(severities('in-progress')).toEqual(new Set(['warning']))
    expect(severities('paused')).toEqual(new Set(['warning']))
  })

  test('keeps a draft from being activated, and nothing else does', () => {
    expect(whyNotActive(sample({...lacking, status: 'in-progress'})).map(({code}) => code)).toEqual(
      expect.arrayContaining(['report-suite', 'not-acknowledged', 'input', 'role-missing']),
    )
    expect(whyNotActive(checkInput({integration: sampleIntegration({status: 'in-progress'})}))).toEqual([])
  })
})

describe('other integrations of the suite', () => {
  const taken = (changes: Partial<Integration>, role: 'messageId' | 'exportDimension' = 'messageId') =>
    resultOf('slot-taken', checkInput({others: [neighbour({variables: [{role, variable: 'eVar12'}], ...changes})]}))

  test('a collision names the owner and free slots, as a command', () => {
    expect(taken({}).problems).toMatchObject([
      {
        severity: 'error',
        path: 'variables[1].variable',
        fix: 'dc map variables spring-email --set recipientId=eVar13 (also free: eVar14, eVar15)',
      },
    ])
  })
  test('a draft only warns', () => {
    expect(taken({status: 'in-progress'}).problems.map(({severity}) => severity)).toEqual(['warning'])
  })
  test.each([
    ['another suite', taken({reportSuite: 'shopdev'})],
    ['a deleted one', taken({status: 'deleted'})],
    ['the integration itself', taken({id: 'spring-email'})],
    ['a dimension that is only read', taken({}, 'exportDimension')],
  ])('%s does not count', (_name, {outcome}) => {
    expect(outcome).toBe('pass')
  })
  test('what the site fires for whoever reads it may be shared in the same role', () => {
    const form = {role: 'formStarted', event: 'event40'} as const
    const input = (role: 'formStarted' | 'sent') =>
      checkInput({integration: sampleIntegration({events: [form]}), others: [neighbour({events: [{role, event: 'event40'}]})]})
    expect(resultOf('slot-taken', input('formStarted')).outcome).toBe('pass')
    expect(resultOf('slot-taken', input('sent')).outcome).toBe('fail')
  })
})

describe('names of slots', () => {
  const outcome = (name: string) =>
    resultOf(
      'slot-name',
      checkInput({integration: sampleIntegration({variables: [ids[1]], events: []}), snapshot: suite([{variable: 'eVar12', name}])}),
    ).outcome
  test.each([
    '',
    'eVar12',
    'Custom eVar 12',
    'not used',
    'Silverpop ID',
    'Visitor ID',
    'Recipient',
    'Silverpop Recipient ID',
    'E-mail recipient',
  ])('"%s" fits a recipient id on eVar12', (name) => {
    expect(outcome(name)).toBe('pass')
  })
  test.each(['eVar13', 'Custom eVar 1', 'Internal search', 'Silverpop', 'Reserved', 'Logged-in status'])('"%s" does not', (name) => {
    expect(outcome(name)).toBe('fail')
  })
})

test('keys that expire differently leave rows with one id alone', () => {
  const input = sample({
    variables: [
      {...ids[0], expiration: '30 days'},
      {...ids[1], expiration: 'visit'},
    ],
  })
  expect(resultOf('key-expiration', input).problems).toMatchObject([
    {severity: 'warning', message: expect.stringContaining('between the two') as string},
  ])
})

test('what the suite says of expiration goes before what was agreed', () => {
  const input = {...dfa('30 days', '30 days'), snapshot: suite([{variable: 'eVar30', expiration: 'visit'}])}
  expect(resultOf('view-through-expiration', input).outcome).toBe('fail')
})

test('a fixed parameter of the partner is no choice', () => {
  const input = of('selligent', {
    variables: ids,
    collection: {mode: 'automated', parameters: {messageId: 'MID', recipientId: 'id'}, landingPages: []},
  })
  expect(resultOf('parameter-missing', input).problems.map(({message}) => message)).toEqual([
    'Recipient ID (recipientId) is read from id, but Selligent always sends RID',
  ])
})

describe('inputs', () => {
  const problems = (partner: string, inputs: Integration['inputs']) =>
    resultOf('input', of(partner, {inputs})).problems.filter(({severity}) => severity === 'error')
  test('a secret is named, never written down, and never printed', () => {
    const found = problems('lyris', {apiKey: 'hunter2', server: 'elabs6.com', siteId: '1'})
    expect(found.map(({path}) => path)).toEqual(['inputs.apiKey'])
    expect(JSON.stringify(found)).not.toContain('hunter2')
    expect(problems('lyris', {apiKey: {secret: 'env:LYRIS'}, server: 'elabs6.com', siteId: '1'})).toEqual([])
  })
  test('shape, choice and number of values', () => {
    expect(problems('dfa', {advertiserId: 'abc'}).map(({path}) => path)).toEqual(['inputs.advertiserId'])
    expect(problems('demandbase', {sendToTarget: 'maybe'}).map(({message}) => message)).toEqual([
      expect.stringContaining('is one of true, false'),
    ])
    expect(
      problems('qualtrics', {exportEVars: ['eVar1', 'eVar2', 'eVar3', 'eVar4', 'eVar5', 'eVar6']}).map(({message}) => message),
    ).toEqual([expect.stringContaining('at most 5 values, here are 6')])
  })
})

describe('a page that gives numbers, not names', () => {
  const missing = (partner: string, variables: Integration['variables']) =>
    resultOf('role-missing', of(partner, {variables})).problems.map(({message}) => message)
  test('asks for that many', () => {
    expect(missing('kampyle', [])).toEqual([
      'the partner asks for one more variable, of feedbackId',
      'the partner asks for 3 more events, of feedbackGrade, feedbackItems, feedbackWithGrade',
    ])
  })
  test('an e-mail partner needs both keys of the segment files in any case', () => {
    expect(missing('datran', [])).toEqual([
      'Message ID (messageId) is not mapped: remarketing files are joined on it',
      'Recipient ID (recipientId) is not mapped: remarketing files are joined on it',
    ])
  })
})

test('a change is blamed for the errors it brings, not for those that were there', () => {
  const broken = sample({inputs: {}, variables: [{role: 'messageId', variable: 'eVar12'}, ids[1]]})
  const half = sample({inputs: {}, variables: ids})
  const worse = sample({inputs: {}, variables: [ids[0]]})
  expect(findNewErrors(broken, half)).toEqual([])
  expect(findNewErrors(half, worse).map(({code}) => code)).toEqual(['role-missing', 'segment-keys'])
})

test('any partner, empty or not, is judged without a throw, and every path points into the integration', () => {
  for (const connector of CONNECTORS) {
    for (const integration of [draft(connector.id), sampleIntegration({partner: connector.id})]) {
      const problems: MappingProblem[] = checkIntegration({
        integration,
        connector: connectorOf(connector.id),
        others: [],
        snapshot: undefined,
      })
      for (const {path} of problems) expect(Object.keys(integration)).toContain(path.split(/[.[]/)[0] === '' ? 'id' : path.split(/[.[]/)[0])
    }
  }
})
