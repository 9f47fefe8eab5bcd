import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {chooseRequests} from '../../src/collectors/choose-requests.js'
import {parseWarehouse} from '../../src/collectors/warehouse-json.js'
import {DcError} from '../../src/errors.js'
import {errorOf} from '../support/error-of.js'
import {sampleIntegration} from '../support/integration.js'
import {warehouseList, warehouseReport, warehouseRequest} from '../support/warehouse.js'

const parse = (...values: unknown[]) =>
  parseWarehouse([{file: 'schedule.json', text: values.map((value) => JSON.stringify(value)).join('\n')}])

describe('one scheduled request', () => {
  test('whole, as GET /scheduled/UUID answers', () => {
    const {requests} = parse(warehouseRequest())
    expect(requests).toEqual([
      {
        origin: {file: 'schedule.json', record: 0},
        id: '44444444-3333-2222-1111-000000000000',
        legacyId: '4711',
        name: 'Spring e-mail daily',
        reportSuite: 'shopprod',
        status: 'scheduled',
        frequency: 'daily',
        startsAt: '2026-10-01T02:00:00.000Z',
        endsOn: null,
        endsAfter: null,
        preset: 'Yesterday',
        from: null,
        to: null,
        dimensions: ['evar12', 'campaign', 'product'],
        metrics: ['cartadditions'],
        segments: ['s100_1'],
        rowLimit: null,
        isRowLimitKnown: true,
        sortsByMetric: false,
        compression: 'default',
        sendsEmptyFile: false,
        fileName: 'cart %R',
        hasComment: false,
        sendsTo: {kind: 'sftp', host: 'files.shop.example', port: 22, user: 'dc', directory: '/out', id: null, isDeleted: null},
        owner: 'jane@shop.example',
        updatedAt: '2026-10-02T00:00:00.000Z',
        isRateLimited: null,
      },
    ])
  })

  test.each([
    [
      'the end after so many runs',
      {cancelMethod: 'afterOccurrences', cancelDate: null, endAfterNumOccurrences: 10},
      {endsOn: null, endsAfter: 10},
    ],
    ['the last day', {cancelMethod: 'onDate', cancelDate: '2026-10-31T00:00:00Z'}, {endsOn: '2026-10-31', endsAfter: null}],
    [
      'no end, whatever else stands there',
      {cancelMethod: 'never', cancelDate: '2026-10-31', endAfterNumOccurrences: 3},
      {endsOn: null, endsAfter: null},
    ],
  ])('%s', (_about, cancelSettings, expected) => {
    expect(parse(warehouseRequest({cancelSettings})).requests[0]).toMatchObject(expected)
  })

  test('fixed days, in the time of a suite west or east of Greenwich', () => {
    const daysOf = (startDateTime: string, endDateTime: string) => {
      const {from, to} = parse(warehouseRequest({reportRange: {preset: null, startDateTime, endDateTime}})).requests[0] ?? {}
      return [from, to]
    }
    expect(daysOf('2026-10-01T00:00:00Z', '2026-10-07T23:59:59Z')).toEqual(['2026-10-01', '2026-10-07'])
    expect(daysOf('2026-10-01T07:00:00Z', '2026-10-02T06:59:59Z')).toEqual(['2026-10-01', '2026-10-01'])
    expect(daysOf('2026-09-30T22:00:00Z', '2026-10-01T21:59:59Z')).toEqual(['2026-10-01', '2026-10-01'])
    expect(daysOf('2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z')).toEqual(['2026-10-01', '2026-10-01'])
    expect(daysOf('2026-10-01', '2026-10-02')).toEqual(['2026-10-01', '2026-10-02'])
  })

  test('the body it is made with has no status, and one of the older API has a number for it', () => {
    const {metadata: _metadata, ...body} = warehouseRequest()
    expect(parse(body).requests).toMatchObject([{id: null, name: 'Spring e-mail daily', status: 'unknown'}])
    const old = {
      Request_Id: 99,
      Report_Name: 'Old',
      rsid: 'shopprod',
      status: 18,
      Breakdown_List: 'evar12,trackingcode',
      FTP_Host: 'f.example',
      FTP_Port: 21,
      FTP_Password: 'hunter2',
    }
    const {requests, runs} = parse(old)
    expect(requests).toMatchObject([
      {id: '99', status: 'error', dimensions: ['evar12', 'campaign'], sendsTo: {kind: 'ftp', host: 'f.example'}},
    ])
    expect(runs).toMatchObject([{request: '99', status: 'error-failure-to-send', currentTask: 'Not Delivered'}])
    expect(JSON.stringify([requests, runs])).not.toContain('hunter2')
  })

  test('no key and no password is ever taken, and a host is without its login', () => {
    const delivery = {legacyFTP: {host: 'ftp://me:hunter2@files.example', username: 'me', password: 'hunter2'}, legacyS3: null}
    const text = JSON.stringify(parse({...warehouseRequest(), delivery}))
    expect(text).toContain('"host":"ftp://files.example"')
    expect(text).not.toContain('hunter2')
    expect(
      JSON.stringify(parse({...warehouseRequest(), delivery: {legacyS3: {awsBucket: 'b', awsAccessKey: 'AKIAX', awsPath: 'p'}}})),
    ).not.toContain('AKIAX')
  })

  test('a destination of which only the id is told is found among saved locations', () => {
    const location = {uuid: 'loc-1', accountUuid: 'acc-1', type: 'sftp', deleted: true, properties: {path: '/in'}}
    const account = {uuid: 'acc-1', type: 'sftp', accountProperties: {hostname: 'files.example', port: 22, username: 'me'}, secret: '****'}
    const {requests} = parse({...warehouseRequest(), delivery: {exportLocationUUID: 'loc-1'}}, {content: [location]}, [account])
    expect(requests[0]?.sendsTo).toEqual({
      kind: 'sftp',
      host: 'files.example',
      port: 22,
      user: 'me',
      directory: '/in',
      id: 'loc-1',
      isDeleted: true,
    })
    const alone = parse({...warehouseRequest(), delivery: {exportLocationUUID: 'loc-1', legacyFTP: null}})
    expect(alone.requests[0]?.sendsTo).toMatchObject({kind: 'location', id: 'loc-1', host: null})
  })
})

describe('runs', () => {
  test('of a list in the form of the guide and in that of the specification', () => {
    const guide = warehouseReport('r1', {status: 'Error - Failure To Send', from: '2026-10-05T00:00:00Z', to: '2026-10-05T23:59:59Z'})
    const spec = {metadata: {uuid: 'r2', legacyReportID: 8, status: 'Completed'}, report: {fromDate: '2026-10-06', toDate: '2026-10-06'}}
    const {runs} = parse({total: 2, totalReturned: 2, reportList: [guide, spec]}, warehouseRequest())
    expect(runs).toMatchObject([
      {
        id: 'r1',
        status: 'error-failure-to-send',
        from: '2026-10-05',
        to: '2026-10-05',
        completedAt: '2026-10-06T03:00:00.000Z',
        error: 'Error - Failure To Send',
      },
      {id: 'r2', legacyId: '8', status: 'completed', from: '2026-10-06', request: '44444444-3333-2222-1111-000000000000'},
    ])
  })

  test.each([
    ['Created', 'created'],
    ['Pending', 'pending'],
    ['Rate Limited', 'pending'],
    ['Processing', 'processing'],
    ['Scheduled', 'scheduled'],
    ['Cancelled', 'canceled'],
    ['Error - Processing', 'error-processing'],
    ['Error', 'unknown'],
    [5, 'error-processing'],
    [9, 'pending'],
    [13, 'completed'],
    [77, 'unknown'],
  ])('status %s is %s', (status, expected) => {
    expect(parse(warehouseReport('r', {status})).runs).toMatchObject([{status: expected}])
  })

  test('the newest of a list of requests; the single answer tells more', () => {
    const {runs, requests} = parse(warehouseList(), warehouseReport('run-1', {status: 'Completed', from: '2026-10-05', to: '2026-10-05'}))
    expect(runs).toMatchObject([{id: 'run-1', status: 'completed', from: '2026-10-05', request: '44444444-3333-2222-1111-000000000000'}])
    expect(requests).toHaveLength(1)
  })

  test('the own short form: run, schedule, destination', () => {
    const short = {
      run: {
        id: 'r1',
        legacyId: 5,
        status: 'Error - Failure To Send',
        covers: ['2026-11-21', '2026-11-21'],
        started: '2026-11-22T02:00:00Z',
        completed: null,
      },
      schedule: {id: 's1', name: 'Daily', live: true, endsAfter: 30},
      sendsTo: {kind: 'sftp', host: 'files.example', dir: '/in', tempPart: true},
    }
    const {requests, runs} = parse(short)
    expect(requests).toMatchObject([
      {id: 's1', name: 'Daily', status: 'scheduled', endsAfter: 30, sendsTo: {kind: 'sftp', host: 'files.example', directory: '/in'}},
    ])
    expect(runs).toMatchObject([
      {id: 'r1', request: 's1', status: 'error-failure-to-send', from: '2026-11-21', startedAt: '2026-11-22T02:00:00.000Z'},
    ])
  })
})

describe('runs and the request they are of', () => {
  const failed = warehouseReport('r1', {status: 'Error - Failure To Send'})
  const {scheduledRequestUUID, ...nameless} = warehouseRequest().metadata

  test('one request saved without its id is that of the runs beside it', () => {
    const {requests, runs, notes} = parse({...warehouseRequest(), metadata: nameless}, failed)
    expect(requests.map(({id}) => id)).toEqual([scheduledRequestUUID])
    expect(runs.map(({request}) => request)).toEqual([scheduledRequestUUID])
    expect(notes).toEqual([])
  })

  test('runs of another request are counted and named', () => {
    const other = warehouseReport('r2', {status: 'Completed', request: 'elsewhere'})
    expect(parse(warehouseRequest(), failed, other).notes).toEqual([
      'not looked at: 1 run of requests that were not given, such as elsewhere',
    ])
    expect(parse({...warehouseRequest(), metadata: nameless}, failed, other).notes).toHaveLength(1)
  })
})

describe('files as people save them', () => {
  test('the list and the single request are one request, the fuller account of it', () => {
    const {requests, isWholeList} = parse(warehouseList(), warehouseRequest())
    expect(requests).toMatchObject([{name: 'Spring e-mail daily', preset: 'Yesterday', origin: {record: 1}}])
    expect(isWholeList).toBe(true)
    expect(parse({...warehouseList(), total: 7}).isWholeList).toBe(false)
    expect(parse([warehouseRequest()]).isWholeList).toBe(false)
  })

  test('an empty list is an answer', () => {
    expect(parse({total: 0, totalReturned: 0, scheduledRequests: []})).toMatchObject({requests: [], isWholeList: true})
  })

  test('headers of the answer, a prompt, one document per line, numbers with leading zeros', () => {
    const text = [
      'HTTP/2 200',
      'content-type: application/json',
      '',
      JSON.stringify(warehouseRequest()).replace('"scheduledRequestLegacyID":4711', '"scheduledRequestLegacyID": 004711'),
      '$ curl -s …',
      '{"cut": "in the middle',
      JSON.stringify(warehouseReport('r9', {status: 'Completed'})),
    ].join('\n')
    const {requests, runs, notes} = parseWarehouse([{file: 'a.txt', text}])
    expect([requests[0]?.legacyId, runs[0]?.id]).toEqual(['4711', 'r9'])
    expect(notes).toEqual(['a.txt: 1 piece is no JSON and left out'])
  })

  test.each([
    ['', 'not-json', 'the file is empty'],
    ['hello', 'not-json', 'the file is not JSON'],
    ['{"log":{"entries":[]}}', 'no-warehouse-data', 'there is no request or report of Data Warehouse in it'],
    [
      '{"error_code":"403025","message":"Profile is not valid"}',
      'no-warehouse-data',
      'Adobe answered with an error (403025), not with a request or report',
    ],
  ])('%s is refused', (text, code, message) => {
    expect(() => parseWarehouse([{file: 'x.json', text}])).toThrow(expect.objectContaining({code, message, where: 'x.json'}))
  })

  test('anything at all is parsed or refused, in time', () => {
    const keys = fc.constantFrom(
      'metadata',
      'request',
      'schedule',
      'report',
      'status',
      'scheduledRequestUUID',
      'reportUUID',
      'rsid',
      'name',
      'delivery',
      'run',
      'covers',
      'fromDate',
      'type',
      'uuid',
      'scheduledRequests',
      '__proto__',
    )
    const tree = fc.letrec((tie) => ({
      value: fc.oneof({depthSize: 'small'}, fc.jsonValue(), fc.string(), fc.array(tie('value')), fc.dictionary(keys, tie('value'))),
    })).value
    fc.assert(
      fc.property(
        fc.oneof(
          tree.map((value) => JSON.stringify(value)),
          fc.string(),
        ),
        (text) => {
          expect(errorOf(() => parseWarehouse([{file: 'x', text: text ?? ''}]))).toSatisfy(
            (error) => error === undefined || error instanceof DcError,
          )
        },
      ),
    )
    const start = performance.now()
    expect(() => parseWarehouse([{file: 'x', text: '{"a":\n'.repeat(100_000)}])).toThrow(DcError)
    expect(performance.now() - start).toBeLessThan(5000)
  })
})

describe('which request is that of the integration', () => {
  const other = (changes: object) => warehouseRequest({uuid: 'other', name: 'Weekly trend', ...changes})
  const choose = (values: readonly unknown[], changes = {}, segment: string | null = null) =>
    chooseRequests(parse(...values), {integration: sampleIntegration(changes), segment})
  const unnamed = {carrier: {kind: 'data-warehouse-schedule'}} as const

  test('the one it names comes first, a report with other columns is none of it', () => {
    const {requests, notes} = choose([other({dimensions: ['variables/evar12', 'variables/page']}), warehouseRequest()])
    expect(requests).toMatchObject([{name: 'Spring e-mail daily', fit: 'named'}])
    expect(notes).toEqual(['1 request is left out: columns that are not mapped make another report'])
  })

  test('without a name: by the recipient among its columns', () => {
    const rest = other({dimensions: ['variables/campaign', 'variables/product'], delivery: {}, fileName: 'trend'})
    const {requests} = choose([rest, warehouseRequest()], unnamed)
    expect(requests).toMatchObject([
      {name: 'Spring e-mail daily', fit: 'likely'},
      {name: 'Weekly trend', fit: 'possible'},
    ])
  })

  test('a list tells too little to rule out or to choose', () => {
    const {requests} = choose([warehouseList(['One', 'Two'])], unnamed)
    expect(requests.map(({fit}) => fit)).toEqual(['possible', 'possible'])
    expect(choose([warehouseList(['One'])], unnamed).requests).toMatchObject([{name: 'One', fit: 'named'}])
  })

  test('those of other suites are counted, with their runs, unless the integration names one', () => {
    const foreign = [1, 2].map((at) => other({uuid: `u${at}`, rsid: 'shopdev'}))
    const run = {...warehouseReport('r1', {status: 'Canceled', request: 'u1'})}
    const {requests, runs, notes} = choose([...foreign, run, warehouseRequest()])
    expect(requests).toHaveLength(1)
    expect(runs).toEqual([])
    expect(notes).toEqual(['2 requests are of other report suites and left out: shopdev'])
    expect(choose([warehouseRequest({rsid: 'shopdev'})]).requests).toMatchObject([{reportSuite: 'shopdev', fit: 'named'}])
  })

  test('a list of another suite is no list of this one', () => {
    const list = warehouseList(['One'], 'shopdev')
    expect(choose([list])).toMatchObject({requests: [], isWholeList: false})
    expect(choose([warehouseList(['One'])]).isWholeList).toBe(true)
  })

  test('of several the one of the segment in question comes first', () => {
    const requests = ['cart', 'purchases', 'views'].map((name) => warehouseRequest({uuid: name, name: `Spring ${name}`}))
    expect(choose(requests, unnamed, 'purchases').requests[0]).toMatchObject({name: 'Spring purchases'})
  })
})
