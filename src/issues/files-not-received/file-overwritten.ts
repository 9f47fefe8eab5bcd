import type {InspectedFile} from '../../segments/inspection.js'
import {of, type Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {readName} from '../../segments/file-name.js'
import {ALL_FILES, NO_FILES} from '../examples/delivery-examples.js'
import type {DeliveryEvidence, Fact} from '../evidence.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'

export default {
  id: 'file-overwritten',
  rows: ['NR-31'],
  summary: 'Every file has the same name, so each replaces the one before',
  why:
    'The name of a file carries its day only where the request adds the date range to it. Without that, the file of today takes the place of the one ' +
    'of yesterday, and only the newest is ever there.',
  owner: 'you',
  needs: [['files', 'account']],
  source:
    'Data Warehouse, "Report options" (file name, append date range); that a server then replaces the file is not documented (unverified)',
  next: ['Append the date range to the file name (`%R`) in the request', 'Put each file away as soon as it has come'],
  judge(the): Judgement {
    const series = ofSeries(the)
    const dated = series.filter(({path}) => readName(path).days !== null)
    const [other] = dated
    if (other !== undefined)
      return {outcome: 'ruled-out', against: [of(other.path, `the day stands in the names of ${dated.length} files`)]}
    const replaced = replacedFacts(the)
    if (replaced.length > 0) return {outcome: 'matched', confidence: 'likely', because: replaced}
    const [only] = series
    const lackingBefore = the.daysWithoutFile.filter(({day}) => only?.day !== undefined && only.day !== null && day < only.day)
    const isAlone = series.length === 1 && only !== undefined && only.dayFrom === 'rows' && lackingBefore.length > 0
    if (isAlone) {
      const because = [of(only.path, `the only file that is there, of ${only.day}, has no day in its name`), ...ofRequest(the)]
      return {outcome: 'matched', confidence: because.length > 1 ? 'likely' : 'possible', because}
    }
    return {outcome: 'not-checked', reason: 'there is no file whose name lacks its day', missing: ['files']}
  },
  examples: {
    matched: [
      {
        about: 'one file without a day in its name, and none of the days before',
        evidence: exampleEvidence({deliveries: alone()}),
        confidence: 'possible',
      },
      {
        about: 'the same, and the request adds no date range',
        evidence: exampleEvidence({deliveries: alone(), warehouse: exampleWarehouse({requests: [exampleRequest({fileName: 'cart'})]})}),
        confidence: 'likely',
      },
      {
        about: 'files of other days were seen under the same name',
        evidence: exampleEvidence({deliveries: remembered()}),
        confidence: 'likely',
      },
    ],
    ruledOut: [{about: 'the names have their days', evidence: exampleEvidence({deliveries: ALL_FILES})}],
    notChecked: [{about: 'there is no file', evidence: exampleEvidence({deliveries: NO_FILES})}],
  },
} satisfies Cause

function ofSeries({files}: Case): InspectedFile[] {
  return files.filter(({kind, segment, isComplete}) => kind !== 'data-warehouse' && segment !== null && isComplete)
}

/** Names that the ledger knows of several days. */
function replacedFacts({evidence: {deliveries}}: Case): Fact[] {
  const days = new Map<string, Set<string>>()
  for (const {path, day} of deliveries.seriesFiles) if (day !== null) days.set(path, (days.get(path) ?? new Set()).add(day))
  return [...days]
    .filter(([, seen]) => seen.size > 1)
    .map(([path, seen]) => of(path, `files of ${seen.size} days were seen under this one name`))
}

function ofRequest({request}: Case): Fact[] {
  const {fileName, origin} = request ?? {fileName: null, origin: {file: '', record: null}}
  return fileName === null || fileName.includes('%R') ? [] : [{fact: 'the file name of the request has no date range', origin}]
}

function alone(): DeliveryEvidence {
  return exampleDeliveries({days: {'2026-10-08': {path: 'out/cart.csv', dayFrom: 'rows'}}})
}

function remembered(): DeliveryEvidence {
  const now = alone()
  return {...now, seriesFiles: [...now.seriesFiles, ...now.seriesFiles.map((file) => ({...file, day: '2026-10-07', isHere: false}))]}
}
