import type {SegmentDay} from '../../segments/inspection.js'
import {cameFact} from '../awaited-days.js'
import {namedDays, of, type Case} from '../case.js'
import type {Issue, Presence} from '../issue.js'
import accountFull from './account-full.js'
import accountIdle from './account-idle.js'
import buildFailed from './build-failed.js'
import completedNotDelivered from './completed-not-delivered.js'
import compressionChanged from './compression-changed.js'
import connectorRetired from './connector-retired.js'
import dataConnectionBlocked from './data-connection-blocked.js'
import dataWarehouseNotEnabled from './data-warehouse-not-enabled.js'
import deliveredByMail from './delivered-by-mail.js'
import directoryMissing from './directory-missing.js'
import encryptionMismatch from './encryption-mismatch.js'
import eventNeverFired from './event-never-fired.js'
import fileOverwritten from './file-overwritten.js'
import fileRenamedOrMoved from './file-renamed-or-moved.js'
import filesExpired from './files-expired.js'
import hostKeyChanged from './host-key-changed.js'
import hostUnreachable from './host-unreachable.js'
import integrationPaused from './integration-paused.js'
import locationDeleted from './location-deleted.js'
import loginRefused from './login-refused.js'
import neverScheduled from './never-scheduled.js'
import notForwarded from './not-forwarded.js'
import nothingQualified from './nothing-qualified.js'
import ownerNotAdministrator from './owner-not-administrator.js'
import partnerNotActivated from './partner-not-activated.js'
import pickedUpByPartner from './picked-up-by-partner.js'
import rateLimited from './rate-limited.js'
import readDenied from './read-denied.js'
import requestFailed from './request-failed.js'
import requestNotVisible from './request-not-visible.js'
import scheduleCanceled from './schedule-canceled.js'
import scheduleEnded from './schedule-ended.js'
import schemeInHost from './scheme-in-host.js'
import secondFactor from './second-factor.js'
import sendFailed from './send-failed.js'
import sentElsewhere from './sent-elsewhere.js'
import stillProcessing from './still-processing.js'
import tooEarly from './too-early.js'
import tooManyConnections from './too-many-connections.js'
import uploadTruncated from './upload-truncated.js'
import wrongSuite from './wrong-suite.js'
import wrongFile from '../no-product-ids/wrong-file.js'
import dataFeedFile from '../wrong-rows/data-feed-file.js'
import noImplicitView from '../wrong-rows/no-implicit-view.js'

export default {
  id: 'files-not-received',
  symptom: 'Segment files do not arrive, or a day has none',
  known:
    'Adobe names no cause: one of the supported users of the organisation is to ask ClientCare (today Adobe Customer Care) to investigate.',
  source: 'Getting Started with Analytics data connectors, "Common Issues"',
  present,
  causes: [
    connectorRetired,
    // An account that keeps everybody out explains more than anything behind it.
    schemeInHost,
    hostUnreachable,
    encryptionMismatch,
    hostKeyChanged,
    accountIdle,
    loginRefused,
    secondFactor,
    tooManyConnections,
    directoryMissing,
    readDenied,
    dataConnectionBlocked,
    accountFull,
    // What the request and its deliveries say.
    locationDeleted,
    sendFailed,
    buildFailed,
    scheduleCanceled,
    scheduleEnded,
    requestFailed,
    neverScheduled,
    requestNotVisible,
    deliveredByMail,
    sentElsewhere,
    stillProcessing,
    rateLimited,
    // What the files say.
    wrongFile,
    dataFeedFile,
    uploadTruncated,
    fileRenamedOrMoved,
    compressionChanged,
    pickedUpByPartner,
    fileOverwritten,
    filesExpired,
    completedNotDelivered,
    notForwarded,
    // What the hits say.
    wrongSuite,
    eventNeverFired,
    noImplicitView,
    nothingQualified,
    // What only people know.
    integrationPaused,
    ownerNotAdministrator,
    dataWarehouseNotEnabled,
    partnerNotActivated,
    tooEarly,
  ],
} satisfies Issue

const OPEN: ReadonlySet<string> = new Set(['too-early', 'unknown', 'not-expected'])
const LACKING: ReadonlySet<string> = new Set(['absent', 'overdue', 'missing'])

/** Own definition: a day owed its file and has none, or no day so far has brought one. */
function present(the: Case): Presence {
  const {days, evidence} = the
  const place = evidence.accounts[0]?.location ?? evidence.integration?.path ?? '--files'
  const missing = days.filter(({arrival}) => arrival === 'missing')
  if (missing.length > 0) return {present: true, because: bySegment(missing, (named) => of(place, `no file of ${named}, and one was owed`))}
  const never = [...groupBySegment(days).values()].flatMap((own) => {
    const soFar = own.filter(({arrival}) => !OPEN.has(arrival))
    return soFar.length > 0 && soFar.every(({arrival}) => LACKING.has(arrival)) ? soFar : []
  })
  if (never.length > 0) return {present: true, because: bySegment(never, (named) => of(place, `none of the files so far: ${named}`))}
  const unknown = days.filter(({arrival}) => arrival === 'unknown')
  const served = days.filter(({files, gone}) => files.length + gone.length > 0)
  const early = days.filter(({arrival}) => arrival === 'too-early')
  if (unknown.length > 0) {
    return {present: 'unknown', because: bySegment(unknown, (named) => of(place, `whether a file of ${named} came is not known`))}
  }
  if (served.length === 0) {
    return {
      present: 'unknown',
      because: early.length === 0 ? [] : bySegment(early, (named) => of(place, `${named}: it is too early to tell`)),
    }
  }
  const last = served.at(-1)
  return {present: false, because: last === undefined ? [] : [cameFact({...last, path: last.files[0] ?? last.gone[0] ?? last.segment})]}
}

function bySegment(days: readonly SegmentDay[], say: (named: string) => ReturnType<typeof of>) {
  return [...groupBySegment(days)].map(([segment, own]) => say(`${segment} of ${namedDays(own)}`))
}

function groupBySegment(days: readonly SegmentDay[]): Map<string, SegmentDay[]> {
  const groups = new Map<string, SegmentDay[]>()
  for (const day of days) groups.set(day.segment, [...(groups.get(day.segment) ?? []), day])
  return groups
}
