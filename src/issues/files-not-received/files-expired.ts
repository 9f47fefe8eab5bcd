import {addDays} from '../../segments/suite-time.js'
import {namedDays, of} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {FILES_UNTIL_4TH, NO_FILES} from '../examples/delivery-examples.js'
import {exampleAccount, exampleListing} from '../examples/account-examples.js'
import {exampleDeliveries, exampleEvidence, EXAMPLE_SCHEDULE} from '../examples/examples.js'

const DAY_MS = 86_400_000
const KEPT_DAYS = 90
/** The oldest file of an account that is cleared daily is about so old. */
const LEAST_OLDEST_DAYS = 80

export default {
  id: 'files-expired',
  rows: ['NR-23'],
  summary: "The files were older than 90 days, and Adobe's server has removed them",
  why: "Adobe's FTP servers keep files for 90 days. What was not fetched by then is gone, and cannot be brought back.",
  owner: 'you',
  needs: [['account']],
  source: 'FTP and SFTP, "FTP limits"',
  next: ['Rerun the deliveries of those days in Data Warehouse (with the data of then)', 'Fetch files sooner, and keep your own copies'],
  judge(the): Judgement {
    const oldest = new Date(the.nowMs - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10)
    const lacking = the.daysWithoutFile.length > 0 ? the.daysWithoutFile : the.days.filter(({arrival}) => arrival === 'unknown')
    const old = lacking.filter(({day}) => addDays(day, 1) < oldest)
    if (lacking.length === 0) return {outcome: 'not-checked', reason: 'no day is known to lack its file', missing: ['files']}
    if (old.length === 0) {
      const place = the.remoteAccounts[0]?.location ?? '--files'
      return {outcome: 'ruled-out', against: [of(place, `less than 90 days have passed since ${namedDays(lacking)}`)]}
    }
    const cleared = the.remoteAccounts.flatMap(({location, listing}) => {
      const at = listing?.oldest?.modifiedAt ?? null
      const days = at === null ? null : Math.floor((the.nowMs - Date.parse(at)) / DAY_MS)
      return days === null || days > KEPT_DAYS || days < LEAST_OLDEST_DAYS
        ? []
        : [of(location, `the oldest file there is ${days} days old, and none is older than 90`)]
    })
    const because = [
      ...cleared,
      of(the.remoteAccounts[0]?.location ?? '--files', `${namedDays(old)} ${old.length === 1 ? 'is' : 'are'} more than 90 days ago`),
    ]
    if (cleared.length > 0) {
      const isAdobes = the.remoteAccounts.some(({host}) => /(?:^|\.)(?:omniture|adobe)\.com$/i.test(host ?? ''))
      return {outcome: 'matched', confidence: isAdobes ? 'likely' : 'possible', because}
    }
    return {
      outcome: 'not-checked',
      reason: 'the account does not look like one that is cleared after 90 days',
      because,
      missing: ['account'],
    }
  },
  examples: {
    matched: [
      {
        about: 'the day in question is four months ago, and the oldest file is 89 days old',
        evidence: exampleEvidence({
          question: {issue: 'files-not-received', segment: null, from: '2026-06-01', to: '2026-06-01'},
          deliveries: exampleDeliveries({hasListing: true, otherSchedule: {...EXAMPLE_SCHEDULE, from: '2026-05-01'}}),
          accounts: [
            exampleAccount({
              host: 'ftp.omniture.com',
              listing: exampleListing({
                entries: [{name: 'cart_20260711.csv', sizeBytes: 900, modifiedAt: '2026-07-12T04:00:00Z', isGrowing: false}],
              }),
            }),
          ],
        }),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {
        about: 'the days in question are those of last week',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, accounts: [exampleAccount({})]}),
      },
    ],
    notChecked: [
      {
        about: 'the account is empty: it may never have held anything',
        evidence: exampleEvidence({
          question: {issue: 'files-not-received', segment: null, from: '2026-06-01', to: '2026-06-01'},
          deliveries: {...NO_FILES, otherSchedule: {...EXAMPLE_SCHEDULE, from: '2026-05-01'}},
          accounts: [exampleAccount({})],
        }),
      },
    ],
  },
} satisfies Cause
