import type {Cause} from '../cause.js'
import accountFull from '../files-not-received/account-full.js'
import accountIdle from '../files-not-received/account-idle.js'
import buildFailed from '../files-not-received/build-failed.js'
import completedNotDelivered from '../files-not-received/completed-not-delivered.js'
import compressionChanged from '../files-not-received/compression-changed.js'
import connectorRetired from '../files-not-received/connector-retired.js'
import dataConnectionBlocked from '../files-not-received/data-connection-blocked.js'
import dataWarehouseNotEnabled from '../files-not-received/data-warehouse-not-enabled.js'
import deliveredByMail from '../files-not-received/delivered-by-mail.js'
import directoryMissing from '../files-not-received/directory-missing.js'
import encryptionMismatch from '../files-not-received/encryption-mismatch.js'
import eventNeverFired from '../files-not-received/event-never-fired.js'
import fileOverwritten from '../files-not-received/file-overwritten.js'
import fileRenamedOrMoved from '../files-not-received/file-renamed-or-moved.js'
import filesExpired from '../files-not-received/files-expired.js'
import hostKeyChanged from '../files-not-received/host-key-changed.js'
import hostUnreachable from '../files-not-received/host-unreachable.js'
import integrationPaused from '../files-not-received/integration-paused.js'
import locationDeleted from '../files-not-received/location-deleted.js'
import loginRefused from '../files-not-received/login-refused.js'
import neverScheduled from '../files-not-received/never-scheduled.js'
import notForwarded from '../files-not-received/not-forwarded.js'
import nothingQualified from '../files-not-received/nothing-qualified.js'
import ownerNotAdministrator from '../files-not-received/owner-not-administrator.js'
import partnerNotActivated from '../files-not-received/partner-not-activated.js'
import pickedUpByPartner from '../files-not-received/picked-up-by-partner.js'
import rateLimited from '../files-not-received/rate-limited.js'
import readDenied from '../files-not-received/read-denied.js'
import requestFailed from '../files-not-received/request-failed.js'
import requestNotVisible from '../files-not-received/request-not-visible.js'
import scheduleCanceled from '../files-not-received/schedule-canceled.js'
import scheduleEnded from '../files-not-received/schedule-ended.js'
import schemeInHost from '../files-not-received/scheme-in-host.js'
import secondFactor from '../files-not-received/second-factor.js'
import sendFailed from '../files-not-received/send-failed.js'
import sentElsewhere from '../files-not-received/sent-elsewhere.js'
import stillProcessing from '../files-not-received/still-processing.js'
import tooManyConnections from '../files-not-received/too-many-connections.js'
import uploadTruncated from '../files-not-received/upload-truncated.js'
import wrongSuite from '../files-not-received/wrong-suite.js'
import wrongFile from '../no-product-ids/wrong-file.js'
import dataFeedFile from '../wrong-rows/data-feed-file.js'
import noImplicitView from '../wrong-rows/no-implicit-view.js'

/** Why files do not arrive, all but that it is too early: what stands first explains more than what stands behind it. */
export const DELIVERY_FAULTS: readonly Cause[] = [
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
]
