import {said} from '../signs/awaited-days.js'
import {namedDays, of} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {ALL_FILES, FILES_UNTIL_4TH} from '../examples/delivery-examples.js'
import {exampleAccount, exampleListing} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'

const ASKED = {issue: 'files-not-received', segment: null, from: null, to: null}
const LISTED = exampleAccount({listing: exampleListing({files: 8, bytes: 4000})})

export default {
  id: 'not-forwarded',
  rows: ['NR-33'],
  summary: 'The files are on the account; the partner does not hand them on',
  why: 'Adobe delivers to an account of the partner, and the partner hands the files on to you. What lies there has been delivered; the rest of the way lies with the partner.',
  owner: 'partner',
  needs: [['account']],
  source: 'Getting Started with Analytics data connectors, "Remarketing segments in data connectors"',
  next: ['Ask the partner to hand the files on, by name and time of each', 'dc diagnose --ticket partner'],
  judge(the): Judgement {
    const {question} = the.evidence
    const lacking = the.days.filter(({arrival, files}) => files.length === 0 && arrival !== 'not-expected' && arrival !== 'too-early')
    if (the.daysWithoutFile.length > 0) {
      const place = the.remoteAccounts[0]?.location ?? '--files'
      return {outcome: 'ruled-out', against: [of(place, `the account itself lacks the file of ${namedDays(the.daysWithoutFile)}`)]}
    }
    const listed = the.remoteAccounts.filter(({listing}) => listing !== null && listing.files > 0)
    const served = the.days.filter(({files}) => files.length > 0)
    const isOnlyAccount = the.evidence.accounts.every(({kind}) => kind !== 'folder')
    if (question.issue !== 'files-not-received' || listed.length === 0 || served.length === 0 || lacking.length > 0 || !isOnlyAccount)
      return {outcome: 'not-checked', reason: 'whether you lack files that the account holds is not known', missing: ['account']}
    const on = listed.map(({location}) => of(location, `the account holds the files of ${namedDays(served)}`))
    if (the.told('partner-has-files')?.value !== 'yes')
      return {
        outcome: 'not-checked',
        reason: 'whether the partner has the files is not known (--fact partner-has-files=yes)',
        because: on,
        missing: ['told'],
      }
    return {outcome: 'matched', confidence: 'likely', because: [...on, ...said(the, 'partner-has-files', 'the partner has the files')]}
  },
  examples: {
    matched: [
      {
        about: 'somebody waits for files; all of them lie on the account, and the partner has them',
        evidence: exampleEvidence({question: ASKED, deliveries: ALL_FILES, accounts: [LISTED], told: {'partner-has-files': 'yes'}}),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {
        about: 'the account itself lacks files',
        evidence: exampleEvidence({question: ASKED, deliveries: FILES_UNTIL_4TH, accounts: [LISTED]}),
      },
    ],
    notChecked: [
      {about: 'nobody said that files are missing', evidence: exampleEvidence({deliveries: ALL_FILES, accounts: [LISTED]})},
      {
        about: 'all files lie on the account, and perhaps they are looked for under another name',
        evidence: exampleEvidence({question: ASKED, deliveries: ALL_FILES, accounts: [LISTED]}),
      },
    ],
  },
} satisfies Cause
