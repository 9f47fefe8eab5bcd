import {of, type Case} from '../case.js'
import type {Cause} from '../cause.js'
import {firstFacts} from '../signs/delivered-ids.js'
import {isFeedName} from '../../segments/file-name.js'
import type {Origin} from '../origin.js'
import {exampleAccount, exampleListing} from '../examples/account-examples.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'

const entry = (name: string) => ({name, sizeBytes: 900, modifiedAt: null, isGrowing: false})
const FEED = exampleAccount({listing: exampleListing({entries: [entry('shopprod_2026-10-05.tar.gz'), entry('shopprod_2026-10-05.txt')]})})

export default {
  id: 'data-feed-file',
  summary: 'The files are those of a data feed',
  why:
    'A data feed is another product of Analytics: one raw row per hit, hundreds of columns, no header. It lies in the same place under a name of its ' +
    'own, and is no segment file.',
  owner: 'you',
  needs: [['files', 'account']],
  rows: ['RW-40'],
  source: 'Analytics, "Data feed contents" (names of files, lookup files and manifests)',
  next: ['Give feed and segment files directories of their own, and look for the segment file itself'],
  judge(about) {
    const names = namesOf(about)
    const feed = names.filter(({name}) => isFeedName(name))
    const tables = about.files.filter(({kind}) => kind !== 'data-warehouse')
    if (feed.length === 0) {
      if (names.length === 0 && tables.length === 0)
        return {outcome: 'not-checked', reason: 'there is no file to say what it is', missing: ['files']}
      const [first] = tables
      if (first !== undefined)
        return {outcome: 'ruled-out', against: [of(first.path, 'it is a table with a header, as no file of a feed is')]}
      return {outcome: 'not-checked', reason: 'no name is like that of a data feed', missing: ['files']}
    }
    const because = firstFacts(
      feed,
      ({name, origin}) => ({fact: `"${name}" is named as the files of a data feed are`, origin}),
      (count) => `so are ${count} more files`,
    )
    if (tables.length > 0) {
      return {
        outcome: 'not-checked',
        reason: 'files of a data feed lie beside others, and which of them is meant is not said (--files FILE)',
        missing: ['files'],
        because,
      }
    }
    return {outcome: 'matched', confidence: 'likely', because}
  },
  examples: {
    matched: [
      {
        about: 'an archive, with the manifest of a feed beside it',
        evidence: exampleEvidence({accounts: [FEED]}),
        confidence: 'likely',
      },
      {
        about: 'lookup files in a folder',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({
            hasListing: true,
            skipped: [{path: 'out/shopprod_2026-10-05-lookup_data.tar.gz', looksLike: 'a tar archive'}],
          }),
        }),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {about: 'the file is a table with a header', evidence: exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-05': {}}})})},
    ],
    notChecked: [
      {about: 'nothing is there', evidence: exampleEvidence({deliveries: exampleDeliveries({hasListing: true})})},
      {
        about: 'an archive of another name',
        evidence: exampleEvidence({accounts: [exampleAccount({listing: exampleListing({entries: [entry('backup.tar.gz')]})})]}),
      },
      {
        about: 'a segment file lies beside it',
        evidence: exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-05': {}}}), accounts: [FEED]}),
      },
    ],
  },
} satisfies Cause

/** Names of what is there and was not read as a table. */
function namesOf({evidence: {deliveries, accounts}, files}: Case): {name: string; origin: Origin}[] {
  const read = new Set(files.map(({path}) => baseOf(path)))
  const listed = accounts.flatMap(({location, listing}) =>
    (listing?.entries ?? []).map(({name}) => ({name: baseOf(name), origin: {file: location, record: null}})),
  )
  const skipped = deliveries.skipped.map(({path}) => ({name: baseOf(path), origin: {file: path, record: null}}))
  const names = new Map([...listed, ...skipped].map((each) => [each.name, each]))
  return [...names.values()].filter(({name}) => !read.has(name))
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
