import type {Origin} from '../issues/origin.js'
import type {Destination, WarehouseRequest, WarehouseRun} from '../issues/warehouse-evidence.js'
import {Fields} from './json-fields.js'
import {destinationOf} from './warehouse-destination.js'
import {componentIdOf, dayOf, daysOf, isRateLimited, numberedState, requestStatusOf, runStatusOf, timeOf} from './warehouse-words.js'

/**
 * Requests and runs out of single objects. Only the fields that are named here are taken: a password or key beside them is never read.
 * Sources: Analytics 2.0 APIs, "Data Warehouse API" (`/scheduled`, `/report`); where the guide and the OpenAPI document differ, both are read.
 */

/** A request as far as it is told; the parts may come from several objects. `fit` is settled by whoever knows the integration. */
export type ParsedRequest = Omit<WarehouseRequest, 'fit'>

/** A scheduled request, whole or from a list, the body it was made with, or one of the older API; undefined for anything else. */
export function requestOf(root: Fields, origin: Origin): ParsedRequest | undefined {
  const meta = root.fields('metadata')
  const request = root.fields('request', 'reportdescription')
  const schedule = root.fields('schedule')
  const isNested =
    request?.has('name', 'rsid', 'reportparameters') === true ||
    schedule?.has('periodsettings', 'scheduleat', 'cancelsettings', 'live') === true ||
    (meta?.holds('scheduledrequestuuid', 'scheduledrequestlegacyid') === true && !isReport(root))
  const isFlat = root.holds('rsid', 'reportsuiteid') && root.holds('requestid', 'requestname', 'reportname', 'scheduledrequestuuid')
  if (!isNested && !isFlat) return undefined
  const [about, times, head] = [request ?? root, schedule ?? root, meta ?? root]
  const parameters = about.fields('reportparameters')
  const file = about.fields('outputfile') ?? root.fields('outputfile')
  const cancel = times.fields('cancelsettings') ?? Fields.none
  const method = cancel.text('cancelmethod')?.toLowerCase() ?? ''
  const range = parameters?.fields('reportrange') ?? root
  const status = head.text('status', 'state')
  const live = schedule?.boolean('live')
  const rows = parameters?.number('numberofrowsintable') ?? null
  const fixed = daysOf(range.text('startdatetime', 'datefrom'), range.text('enddatetime', 'dateto'))
  return {
    origin,
    id: head.text('scheduledrequestuuid', 'requestuuid') ?? schedule?.text('id', 'uuid') ?? root.text('requestid'),
    legacyId: head.text('scheduledrequestlegacyid', 'legacyid'),
    name: about.text('name', 'requestname', 'reportname') ?? schedule?.text('name') ?? null,
    reportSuite: about.text('rsid', 'reportsuiteid') ?? schedule?.text('rsid') ?? null,
    status: status === null && typeof live === 'boolean' ? (live ? 'scheduled' : 'completed') : requestStatusOf(status),
    frequency: times.fields('periodsettings')?.text('frequency') ?? schedule?.text('frequency') ?? null,
    startsAt: timeOf(times.text('scheduleat')),
    endsOn: method === 'never' ? null : (dayOf(cancel.text('canceldate')) ?? dayOf(schedule?.text('endson') ?? null)),
    endsAfter: method === 'never' ? null : occurrencesOf(cancel.number('endafternumoccurrences') ?? schedule?.number('endsafter') ?? null),
    preset: range.text('preset', 'datepreset'),
    ...fixed,
    dimensions: idsOf(parameters?.list('dimensionlist') ?? root.list('breakdownlist')),
    metrics: idsOf(parameters?.list('metriclist') ?? root.list('metriclist')),
    segments: segmentIdsOf(parameters?.list('segmentlist') ?? root.list('segmentlist', 'segmentid')),
    rowLimit: rows !== null && rows > 0 ? rows : null,
    isRowLimitKnown: parameters !== undefined,
    sortsByMetric: parameters?.boolean('sortbymetrics') ?? null,
    compression: file?.text('compressionformat')?.toLowerCase() ?? null,
    sendsEmptyFile: file?.boolean('sendemptyfilefornodatareport') ?? null,
    fileName: file?.text('outputfilebasename') ?? root.text('filename'),
    hasComment: file?.has('beginningofreportcomments') === true ? file.text('beginningofreportcomments') !== null : null,
    sendsTo: destinationOf(root),
    owner: ownerOf(head.fields('ownerinfo')),
    updatedAt: timeOf(head.text('updateddate', 'createddate')),
    isRateLimited: isRateLimited(status) ? true : head.boolean('ratelimited', 'isratelimited'),
  }
}

/** As good as no end is none. */
function occurrencesOf(runs: number | null): number | null {
  return runs === null || runs < 0 || runs > MOST_RUNS ? null : runs
}

const MOST_RUNS = 1_000_000

/** A report that a request has made, or is to make; undefined for anything else. */
export function runOf(root: Fields, origin: Origin): (WarehouseRun & {readonly sendsTo: Destination | null}) | undefined {
  const own = root.fields('run')
  if (own !== undefined && own.holds('status')) return ownRunOf(root, own, origin)
  if (!isReport(root)) return undefined
  const [meta, report] = [root.fields('metadata') ?? root, root.fields('report') ?? root]
  const status = meta.text('status', 'state')
  const state = numberedState(status)
  return {
    origin,
    id: meta.text('reportuuid', 'uuid'),
    legacyId: meta.text('legacyreportid'),
    request: meta.text('scheduledrequestuuid') ?? root.text('scheduledrequestuuid'),
    status: runStatusOf(status),
    ...daysOf(report.text('fromdate'), report.text('todate')),
    createdAt: timeOf(meta.text('createddate')),
    startedAt: timeOf(meta.text('starteddate')),
    completedAt: timeOf(meta.text('completeddate')),
    currentTask: meta.text('currenttask') ?? state?.says ?? (isRateLimited(status) ? status : null),
    error: errorOf(meta, status),
    sendsTo: destinationOf(root),
  }
}

/** The newest report as the list of requests shows it: no more than its ids and its status. */
export function mostRecentRunOf(root: Fields, request: ParsedRequest): WarehouseRun | undefined {
  const recent = root.fields('mostrecentreport')
  const meta = recent?.fields('metadata') ?? recent
  if (meta === undefined || !meta.holds('uuid', 'reportuuid', 'legacyreportid', 'status')) return undefined
  const status = meta.text('status')
  return {
    ...NO_TIMES,
    origin: request.origin,
    id: meta.text('reportuuid', 'uuid'),
    legacyId: meta.text('legacyreportid'),
    request: request.id,
    status: runStatusOf(status),
    currentTask: meta.text('currenttask'),
    error: errorOf(meta, status),
  }
}

/** The older API has no list of reports: the state of the request is that of its only run. */
export function runOfState(root: Fields, request: ParsedRequest): WarehouseRun | undefined {
  const state = numberedState(root.text('state', 'status'))
  if (state === undefined) return undefined
  const {origin, id, from, to} = request
  return {...NO_TIMES, origin, id: null, legacyId: id, request: id, status: state.run, from, to, currentTask: state.says, error: null}
}

const NO_TIMES = {from: null, to: null, createdAt: null, startedAt: null, completedAt: null}

function ownRunOf(root: Fields, run: Fields, origin: Origin): WarehouseRun & {readonly sendsTo: Destination | null} {
  const [first, last] = run.list('covers') ?? []
  const status = run.text('status')
  return {
    origin,
    id: run.text('id', 'uuid'),
    legacyId: run.text('legacyid'),
    request: run.text('request') ?? root.fields('schedule')?.text('id', 'uuid') ?? null,
    status: runStatusOf(status),
    ...daysOf(typeof first === 'string' ? first : null, typeof last === 'string' ? last : null),
    createdAt: timeOf(run.text('created')),
    startedAt: timeOf(run.text('started')),
    completedAt: timeOf(run.text('completed')),
    currentTask: run.text('currenttask'),
    error: errorOf(run, status),
    sendsTo: destinationOf(root),
  }
}

function isReport(root: Fields): boolean {
  const meta = root.fields('metadata')
  const report = root.fields('report')
  if (meta?.holds('reportuuid', 'legacyreportid') === true || report?.holds('fromdate', 'todate') === true) return true
  return root.holds('reportuuid', 'legacyreportid') && root.holds('status', 'fromdate')
}

function errorOf(fields: Fields, status: string | null): string | null {
  const told = fields.text('errordescription', 'errormessage', 'error')
  return told ?? (status !== null && /error|fail/i.test(status) ? status : null)
}

function ownerOf(owner: Fields | undefined): string | null {
  return owner?.text('login', 'email', 'imsuserid') ?? null
}

function idsOf(list: readonly unknown[] | undefined): string[] {
  return plainIds(list).map((id) => componentIdOf(id))
}

function segmentIdsOf(list: readonly unknown[] | undefined): string[] {
  return plainIds(list)
}

function plainIds(list: readonly unknown[] | undefined): string[] {
  return (list ?? []).slice(0, MOST_COLUMNS).flatMap((each) => {
    const id = typeof each === 'string' ? each.trim() : (Fields.of(each)?.text('id', 'name') ?? '')
    return id === '' ? [] : [id.slice(0, 200)]
  })
}

const MOST_COLUMNS = 500
