import type {InspectedFile} from '../../segments/inspection.js'
import {readName} from '../../segments/file-name.js'
import {of, type Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {FILES_UNTIL_4TH, filesOf} from '../examples/delivery-examples.js'
import type {Fact} from '../evidence.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'

const ARCHIVE = /\.(?:zip|gz|gzip)$/i
/** Files before the change from which a habit can be told. */
const ENOUGH = 2

const ZIPPED = exampleDeliveries({
  days: {
    '2026-10-06': {},
    '2026-10-07': {},
    '2026-10-08': {path: 'out/cart_20261008.zip', compression: 'zip'},
  },
})

export default {
  id: 'compression-changed',
  rows: ['NR-30'],
  summary: 'The file is there, packed otherwise than those before',
  why:
    'Data Warehouse zips a file of more than 1 MB by itself, so on a busy day `.csv` becomes `.zip`. A program that waits for the old ending says ' +
    'that nothing came.',
  owner: 'you',
  needs: [['files', 'account']],
  source: 'Data Warehouse, "Data Warehouse overview" (files over 1 MB); "Report options" (compression)',
  next: [
    'Let whatever fetches the files match the name without its ending, and unpack what is packed',
    'Or set the compression of the request to zip or gzip, so that it is always the same',
  ],
  judge(the): Judgement {
    const unread = unreadArchives(the)
    if (unread.length > 0) return {outcome: 'matched', confidence: 'likely', because: unread}
    const changes = changesOf(the)
    if (the.daysWithoutFile.length === 0 && changes.length > 0) return {outcome: 'matched', confidence: 'likely', because: changes}
    const read = the.files.filter(({isComplete, kind}) => isComplete && kind !== 'data-warehouse')
    const packings = new Set(read.map(({compression}) => compression))
    const [first] = read
    if (first !== undefined && packings.size === 1 && read.length > ENOUGH && the.evidence.deliveries.skipped.length === 0)
      return {outcome: 'ruled-out', against: [of(first.path, `all ${read.length} files are packed alike (${first.compression})`)]}
    return {
      outcome: 'not-checked',
      reason: 'no file of a day without one was found under another ending',
      missing: ['files'],
      against: changes,
    }
  },
  examples: {
    matched: [
      {
        about: 'everything is there; the file of the 8th is a zip',
        evidence: exampleEvidence({
          question: {issue: 'files-not-received', segment: null, from: null, to: null},
          deliveries: {...ZIPPED, from: '2026-10-06'},
        }),
        confidence: 'likely',
      },
      {
        about: 'an archive of the 8th could not be read',
        evidence: exampleEvidence({
          deliveries: {
            ...filesOf(1, 2, 3, 4, 5, 6, 7),
            errors: [{path: 'out/cart_20261008.zip', code: 'file-encrypted', message: 'the archive is protected by a password'}],
          },
        }),
        confidence: 'likely',
      },
    ],
    ruledOut: [{about: 'all files are packed alike', evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH})}],
    notChecked: [
      {about: 'there are too few files', evidence: exampleEvidence({deliveries: filesOf(1)})},
      {
        about: 'a file was zipped, and it is another day that lacks its own',
        evidence: exampleEvidence({deliveries: ZIPPED}),
      },
      {about: 'the packing changes, and it always has', evidence: exampleEvidence({deliveries: mixed()})},
    ],
  },
} satisfies Cause

/** Archives of days without a file that were found and not read. */
function unreadArchives({evidence: {deliveries, accounts, integration}, daysWithoutFile, files}: Case): Fact[] {
  const lacking = new Set(daysWithoutFile.map(({day}) => day))
  const isUnpacked = files.some(({compression}) => compression === 'none')
  if (!isUnpacked || lacking.size === 0) return []
  const paths = [
    ...deliveries.errors.map(({path}) => path),
    ...deliveries.skipped.map(({path}) => path),
    ...accounts.flatMap(({read}) => read.left.map(({name}) => name)),
  ]
  return [...new Set(paths)].flatMap((path) => {
    const {days} = readName(path, integration?.integration.segments)
    if (!ARCHIVE.test(path) || days === null || days.from !== days.to || !lacking.has(days.from)) return []
    return [of(path, `an archive of ${days.from} lies there, and the files before were not packed`)]
  })
}

/** Where the newest files of a segment are packed otherwise than all before them. */
function changesOf({files}: Case): Fact[] {
  const bySegment = new Map<string, InspectedFile[]>()
  for (const file of files) {
    if (file.segment === null || file.day === null || file.kind === 'data-warehouse' || !file.isComplete) continue
    const list = bySegment.get(file.segment)
    if (list === undefined) bySegment.set(file.segment, [file])
    else list.push(file)
  }
  return [...bySegment.values()].flatMap((list) => {
    const sorted = list.toSorted((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1))
    const first = sorted[0]?.compression
    const at = sorted.findIndex(({compression}) => compression !== first)
    const changed = sorted[at]
    const isOnce = changed !== undefined && sorted.slice(at).every(({compression}) => compression === changed.compression)
    if (at < ENOUGH || !isOnce) return []
    const word = changed.compression === 'none' ? 'is not packed' : `is packed (${changed.compression})`
    return [of(changed.path, `the ${changed.segment} file of ${changed.day} ${word}, and the ${at} before are not so`)]
  })
}

function mixed() {
  const zip = {compression: 'zip'}
  return exampleDeliveries({from: '2026-10-05', days: {'2026-10-05': {}, '2026-10-06': zip, '2026-10-07': {}, '2026-10-08': zip}})
}
