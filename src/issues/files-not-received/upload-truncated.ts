import {readName} from '../../segments/file-name.js'
import {of, type Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {FILES_UNTIL_4TH, filesOf} from '../examples/delivery-examples.js'
import type {Fact} from '../evidence.js'
import {exampleAccount, exampleListing} from '../examples/account-examples.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'
import {RESEND} from '../signs/next-steps.js'

const HOUR_MS = 3_600_000
/** A part that nobody has touched for so long is left behind. */
const STALE_MS = 2 * HOUR_MS

export default {
  id: 'upload-truncated',
  rows: ['NR-27', 'RW-25'],
  summary: 'The upload broke off: only a part of the file is there',
  why:
    'A file is uploaded as `.part` and gets its name at the end. Where the transfer dies, or the server forbids the renaming, the part stays, and the ' +
    'file never comes; where files are fetched too early, they are cut.',
  owner: 'you',
  needs: [['files', 'account']],
  source: 'Analytics data feeds, "Data feeds best practices" (`.part` and renaming); Data Warehouse, "Configure a report destination"',
  next: [
    `Do not read or delete the part by hand; ${RESEND.charAt(0).toLowerCase()}${RESEND.slice(1)}`,
    'Have the owner of the server allow files to be renamed, or turn the temporary name off in the location of the request',
    'See that there is space left: dc diagnose INTEGRATION',
  ],
  judge(the): Judgement {
    const {stale, growing} = partsOf(the)
    const cut = the.files
      .filter(({damage, isComplete}) => isComplete && damage.length > 0)
      .map(({path, damage}) => of(path, `the file is damaged: ${damage[0] ?? ''}`))
    const isGap = the.daysWithoutFile.length > 0 || the.days.length === 0
    if (stale.length > 0 && isGap) return {outcome: 'matched', confidence: 'likely', because: stale, against: growing}
    if (cut.length > 0 && the.daysWithoutFile.length === 0) return {outcome: 'matched', confidence: 'likely', because: cut}
    if (growing.length > 0) return {outcome: 'not-checked', reason: 'an upload is still on its way', because: growing, missing: ['account']}
    const listed = the.evidence.accounts.filter(({listing}) => listing?.isComplete === true && listing.partials.length === 0)
    if (listed.length > 0 && listed.length === the.evidence.accounts.length && cut.length === 0)
      return {outcome: 'ruled-out', against: listed.map(({location}) => of(location, 'no part of a file lies there'))}
    return {
      outcome: 'not-checked',
      reason: 'no part of a file of a day without one was found',
      missing: ['account'],
      because: [...stale, ...cut],
    }
  },
  examples: {
    matched: [
      {
        about: 'the part of the 5th was left there days ago',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, accounts: [withPart('2026-10-06T03:10:00Z')]}),
        confidence: 'likely',
      },
      {
        about: 'a folder holds the part',
        evidence: exampleEvidence({
          deliveries: {
            ...FILES_UNTIL_4TH,
            files: [
              ...FILES_UNTIL_4TH.files,
              ...exampleDeliveries({
                days: {'2026-10-05': {path: 'out/cart_20261005.csv.part', isComplete: false, arrivedAt: '2026-10-06T03:10:00.000Z'}},
              }).files,
            ],
          },
        }),
        confidence: 'likely',
      },
      {
        about: 'the file of the 8th is cut',
        evidence: exampleEvidence({
          deliveries: {
            ...exampleDeliveries({days: {'2026-10-07': {}, '2026-10-08': {damage: ['the archive ends early']}}}),
            from: '2026-10-07',
          },
        }),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {
        about: 'the account was listed, and no part is there',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, accounts: [exampleAccount({})]}),
      },
    ],
    notChecked: [
      {
        about: 'the upload is on its way',
        evidence: exampleEvidence({
          deliveries: filesOf(1, 2, 3, 4, 5, 6, 7),
          accounts: [withPart('2026-10-09T11:59:00Z', 'cart_20261008.csv.part')],
        }),
      },
      {about: 'only a folder was read', evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH})},
    ],
  },
} satisfies Cause

/** Parts of days without a file, or of no day that is known; those that grow or are young apart. */
function partsOf(the: Case): {stale: Fact[]; growing: Fact[]} {
  const {evidence, nowMs, daysWithoutFile, files} = the
  const lacking = new Set(daysWithoutFile.map(({day}) => day))
  const segments = evidence.integration?.integration.segments ?? []
  const isOurs = (name: string) => {
    const {days} = readName(name, segments)
    if (days === null) return !files.some(({path}) => path.endsWith(name.replace(/\.part$/i, '')))
    return lacking.size === 0 || (days.from === days.to && lacking.has(days.from))
  }
  const stale: Fact[] = []
  const growing: Fact[] = []
  const seen = new Set<string>()
  const add = (where: string, name: string, modifiedAt: string | null, isGrowing: boolean) => {
    if (seen.has(name) || !isOurs(name)) return
    seen.add(name)
    const ageMs = modifiedAt === null ? null : nowMs - Date.parse(modifiedAt)
    const isStale = !isGrowing && ageMs !== null && ageMs > STALE_MS
    if (isStale) stale.push(of(where, `${name} lies there since ${modifiedAt}, and was not finished`))
    else growing.push(of(where, `${name} lies there, and may still grow`))
  }
  for (const {location, listing} of evidence.accounts)
    for (const {name, modifiedAt, isGrowing} of listing?.partials ?? []) add(location, name, modifiedAt, isGrowing)
  for (const {path, arrivedAt, isComplete} of files) if (!isComplete) add(path, path.slice(path.lastIndexOf('/') + 1), arrivedAt, false)
  return {stale, growing}
}

function withPart(modifiedAt: string, name = 'cart_20261005.csv.part') {
  return exampleAccount({listing: exampleListing({entries: [{name, sizeBytes: 1200, modifiedAt, isGrowing: false}]})})
}
