import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {readSuite, type ReadSuite} from '../../src/mapping/suite-import/read-suite.js'
import {readAllocation, readEnabled, readEventType, readExpiration} from '../../src/mapping/suite-words.js'
import {suiteSchema} from '../../src/workspace/suite-file.js'

function read(text: string): ReadSuite {
  const {suite, fault} = readSuite(text)
  if (suite === undefined) throw new Error(fault)
  return suite
}

/** `eVar12 Name enabled type allocation expiration`, without what is not said. */
const lines = ({variables, events}: Pick<ReadSuite, 'variables' | 'events'>) => [
  ...variables.map(({variable, name, enabled, type, allocation, expiration}) =>
    [variable, name, enabled, type, allocation, expiration].filter((part) => part !== null).join('|'),
  ),
  ...events.map(({event, name, enabled, type}) => [event, name, enabled, type].filter((part) => part !== null).join('|')),
]

describe('a design reference as CSV', () => {
  test('the usual columns, in any spelling of the slots', () => {
    const suite = read(`Variable,Name,Enabled,Type,Expiration,Allocation
s.eVar12,Recipient ID,Yes,Text String,30 Days,Most Recent (Last)
evar02,Stacking,Disabled,,After purchase,Original Value (First)
campaign,Tracking Code,x,,Never,Linear
event1,Sign-ups,Y,Counter (no subrelations),,
event2,,off,Numeric,,
prop5,Page type,true,,,
`)
    expect(lines(suite)).toEqual([
      'campaign|Tracking Code|true|linear|never',
      'eVar2|Stacking|false|original|purchase',
      'eVar12|Recipient ID|true|text|most-recent|30 days',
      'prop5|Page type|true',
      'event1|Sign-ups|true|counter',
      'event2||false|numeric',
    ])
    expect(suite).toMatchObject({form: 'table', unread: [], doubtful: [], reportSuite: null, complete: {variables: false, events: false}})
  })

  test('a preamble, semicolons, quotes with line breaks, a mark of the byte order, titles that mean two things', () => {
    const suite = read(
      '\uFEFFSolution Design Reference;;;\r\nClient: Shop;;;\r\n\r\n#;Variable Name;Friendly Name;Expires After\r\n1;eVar1;"Search;\r\n""internal""";Session\r\n2;eVar2;Customer;1 month\r\n',
    )
    expect(lines(suite)).toEqual(['eVar1|Search;\r\n"internal"|visit', 'eVar2|Customer|month'])
  })

  test('sections with numbers, each with a heading of its own', () => {
    const suite = read(`Conversion Variables (eVars),,
No.,Name,Status,Expire After
1,Search,Full Subrelations,Never
2,Custom eVar 2,Disabled,Visit
Success Events,,
No.,Name,Type
1,Sign-ups,Counter
2,Event 9,Numeric
3,event3,Disabled
`)
    expect(lines(suite)).toEqual([
      'eVar1|Search|true|never',
      'eVar2|Custom eVar 2|false|visit',
      'event1|Sign-ups|counter',
      'event2|Event 9|numeric',
      'event3|event3|false',
    ])
  })

  test('a column of kinds beside one of numbers', () => {
    expect(lines(read('Type,Number,Name\neVar,12,Recipient\nevent,20,Sends\nprop,5,Page type\n'))).toEqual([
      'eVar12|Recipient',
      'prop5|Page type',
      'event20|Sends',
    ])
  })

  test('slot and name in one cell; no heading at all; tabs', () => {
    expect(lines(read('Report,Notes\nRecipient ID (eVar12),x\nevent20: Sends,y\n'))).toEqual(['eVar12|Recipient ID', 'event20|Sends'])
    expect(lines(read('eVar1\tSearch\nevent5\tSign-ups\n'))).toEqual(['eVar1|Search', 'event5|Sign-ups'])
  })

  test('what is not understood is counted and named, with its line', () => {
    const suite = read(`Variable,Name,Status,Type,Expiration
eVar1,Search,maybe,,soon
event1,Sends,Yes,Gauge,
eVar300,Too far,,,
eVar10-eVar15,Reserved,,,
pageName,Page name,,,
eVar1,Again,Yes,,Visit
`)
    expect(suite.unread.map(({place, text}) => [place, text])).toEqual([
      ['line 4', 'eVar300'],
      ['line 5', 'eVar10-eVar15'],
    ])
    expect(suite.doubtful.map(({place, text}) => [place, text])).toEqual([
      ['line 2', 'maybe'],
      ['line 2', 'soon'],
      ['line 3', 'Gauge'],
    ])
    expect({standard: suite.standard, repeated: suite.repeated}).toEqual({standard: 1, repeated: 1})
    // The first says what it can, the second fills in.
    expect(lines(suite)).toEqual(['eVar1|Search|true|visit', 'event1|Sends|true'])
  })
})

describe('JSON', () => {
  const dimensions = [
    {id: 'variables/evar1', name: 'User ID', type: 'string', extra: {}},
    {id: 'variables/evar2', name: 'Plan', type: 'string', extra: {allocationType: 'original_value_first', expirationType: 'cart_add'}},
    {id: 'variables/events', name: 'Custom Events', type: 'counter', extra: {}},
    {id: 'variables/prop1', name: 'Page Type', type: 'string', extra: {}},
  ]
  const metrics = [
    {id: 'metrics/orders', name: 'Orders', type: 'int'},
    {id: 'metrics/event1', name: 'Sends', type: 'int'},
    {id: 'metrics/event2', name: 'Cost', type: 'currency'},
    {id: 'metrics/event3', name: 'Opens', type: 'decimal'},
  ]
  const report_suite = {rsid: 'demo.prod', name: 'Demo', currency: 'USD'}
  const segments = [{id: 's_111', name: 'eVar1 users', definition: {func: 'eq', val: 'variables/evar99'}}]
  const snapshot = {
    schema: 'aa-sdr-snapshot/v4',
    rsid: 'demo.prod',
    captured_at: '2026-04-01T12:00:00+00:00',
    degraded_components: [],
    partial_components: {},
    components: {report_suite, dimensions, metrics, segments},
  }
  const found = [
    'eVar1|User ID|true|text',
    'eVar2|Plan|true|text|original|scAdd',
    'prop1|Page Type|true|text',
    'event1|Sends|true',
    'event2|Cost|true|currency',
    'event3|Opens|true|numeric',
  ]

  test('both forms of aa_auto_sdr: what is listed is enabled, what is not is disabled; counters and numeric events look alike', () => {
    const report = {captured_at: snapshot.captured_at, fetch_status: {}, report_suite, dimensions, metrics, segments}
    for (const [document, form] of [
      [snapshot, 'aa-auto-sdr-snapshot'],
      [report, 'aa-auto-sdr-report'],
    ] as const) {
      const suite = read(JSON.stringify(document))
      expect(lines(suite)).toEqual(found)
      expect(suite).toMatchObject({
        form,
        reportSuite: 'demo.prod',
        name: 'Demo',
        capturedAt: '2026-04-01T12:00:00+00:00',
        complete: {variables: true, events: true},
        standard: 2,
        unread: [],
      })
    }
  })

  test('what the tool could not fetch whole is no complete list', () => {
    const complete = (changes: object) => read(JSON.stringify({...snapshot, ...changes})).complete
    expect(complete({degraded_components: ['metrics']})).toEqual({variables: true, events: false})
    expect(complete({partial_components: {dimensions: 'x'}})).toEqual({variables: false, events: true})
  })

  test('answers of the API 2.0 and of the former 1.4', () => {
    expect(lines(read(JSON.stringify(dimensions)))).toEqual(found.slice(0, 3))
    const former = [
      {
        rsid: 'shopprod',
        evars: [
          {
            id: 'evar1',
            name: 'A',
            type: 'text_string',
            enabled: true,
            allocation_type: 'most_recent_last',
            expiration_type: 'day',
            expiration_custom_days: 30,
          },
          {id: 'evar2', name: 'B', type: 'counter', enabled: false, expiration_type: 'page_view'},
        ],
      },
    ]
    expect(lines(read(JSON.stringify(former)))).toEqual(['eVar1|A|true|text|most-recent|30 days', 'eVar2|B|false|counter|page-view'])
  })

  test('lists and maps of one’s own', () => {
    expect(lines(read('[{"variable": "eVar1", "title": "Search"}, {"variable": "event7", "type": "numeric"}]'))).toEqual([
      'eVar1|Search',
      'event7|numeric',
    ])
    expect(lines(read('{"evars": {"eVar1": "Search", "eVar2": {"name": "Plan", "enabled": "no"}}, "events": ["event5"]}'))).toEqual([
      'eVar1|Search',
      'eVar2|Plan|false',
      'event5',
    ])
  })
})

describe('what is no design reference', () => {
  test.each([
    ['', 'empty'],
    ['PK\u0003\u0004rest', 'Excel workbook'],
    ['a\0b', 'not a text'],
    ['{"a": 1', 'not JSON'],
    ['{"a": 1}', 'nothing in it'],
    ['[]', 'nothing in it'],
    ['Name,Age\nJane,12\n', 'no column names variables'],
  ])('%j: %s', (text, why) => {
    expect(readSuite(text).fault).toContain(why)
  })
  test('any text at all gives a result or a fault, and a result fits the file', () => {
    const cell = fc.oneof(
      fc.constantFrom('eVar1', 'event2', 'Name', 'Variable', 'yes', '#', '1', '"', 'Events', ',', ';', '\n', '\t', '{', '['),
      fc.string(),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(cell).map((cells) => cells.join(',')),
          fc.array(cell).map((cells) => cells.join('')),
          fc.json(),
        ),
        (text) => {
          const {suite} = readSuite(text)
          if (suite === undefined) return
          const {variables, events, complete} = suite
          expect(suiteSchema.safeParse({version: 1, reportSuite: 'x', complete, variables, events}).success).toBe(true)
        },
      ),
      {numRuns: 300},
    )
  })
  test('a long line of quotes takes no quadratic time', () => {
    const started = performance.now()
    readSuite(`Variable,Name\neVar1,${'"'.repeat(200_000)}\n${'"x,'.repeat(100_000)}`)
    expect(performance.now() - started).toBeLessThan(3000)
  })
})

describe('words', () => {
  test.each([
    ['30', '30 days'],
    ['30d', '30 days'],
    ['Custom: 30 days', '30 days'],
    ['1 day', 'day'],
    ['2 weeks', '14 days'],
    ['Page View', 'page-view'],
    ['Visit (Session)', 'visit'],
    ['Expires after Visit', 'visit'],
    ['Purchase Event', 'purchase'],
    ['Event 12', 'event12'],
    ['Never', 'never'],
    ['2 months', null],
    ['0 days', null],
    ['whenever', null],
  ])('expiration %s', (text, expiration) => {
    expect(readExpiration(text)).toBe(expiration)
  })
  test('allocation, enabled and type say nothing they do not know', () => {
    expect([
      readAllocation('Most Recent (Last)'),
      readAllocation('original_value_first'),
      readAllocation('linear_to_items'),
      readAllocation('U-shaped'),
    ]).toEqual(['most-recent', 'original', 'linear', null])
    expect([readEnabled('✓'), readEnabled('No Subrelations'), readEnabled('DISABLED'), readEnabled('perhaps')]).toEqual([
      true,
      true,
      false,
      null,
    ])
    expect([readEventType('Counter'), readEventType('Numeric (no subrelations)'), readEventType('Currency'), readEventType('int')]).toEqual(
      ['counter', 'numeric', 'currency', null],
    )
  })
})
