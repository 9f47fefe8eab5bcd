import type {InspectedFile} from '../../segments/inspection.js'
import {of, type Case} from '../case.js'
import type {Cause} from '../cause.js'
import {deliveredIds, firstFacts, hasColumn, type RowId} from '../signs/delivered-ids.js'
import type {Fact} from '../evidence.js'
import {exampleDeliveries, exampleEvidence, exampleFile} from '../examples/examples.js'

const REPORT = {
  kind: 'data-warehouse',
  confidence: 'certain',
  segment: null,
  columns: [
    {name: 'Recipient ID', role: 'recipientId'},
    {name: 'Store', role: null},
  ],
  rowsWithProduct: 0,
  signals: [{signal: 'unmapped-variable', points: -5, detail: 'not a variable of the integration: Store (eVar40)'}],
} as const satisfies Partial<InspectedFile>
const BESIDE = exampleDeliveries({
  files: [exampleFile('2026-10-05'), exampleFile('2026-10-05', {...REPORT, path: 'out/daily_20261005.csv'})],
})

/** The first question of every diagnosis, as a cause: the fault is looked for in a file that is not the segment file at all. */
export default {
  id: 'wrong-file',
  summary: 'The file is a Data Warehouse report, not the segment file',
  why:
    'Consultants often schedule a daily Data Warehouse report beside the integration. It has the columns somebody chose, among them variables ' +
    'that the integration does not map, and need not have products, recipients or every day. The segment file is another one.',
  owner: 'you',
  needs: [['files']],
  rows: ['RW-19', 'RW-20'],
  source: 'Getting Started with Analytics data connectors, "Common Issues", the note below the table',
  next: [
    'Look for the segment file itself: under another name, in another folder, on the account of the partner',
    'In every mail and ticket name the file, and say that it is a Data Warehouse request; its owner can change its columns',
    'dc segments inspect FILE --integration ID',
  ],
  judge(about) {
    const {files} = about
    if (files.length === 0) return {outcome: 'not-checked', reason: 'there is no file to say what it is', missing: ['files']}
    const reports = files.filter(({kind}) => kind === 'data-warehouse')
    const inPlace = about
      .daysWith('wrong-kind')
      .flatMap((day) => about.filesOf(day))
      .filter(({kind}) => kind === 'data-warehouse')
    const meant = reports.length === files.length ? reports : inPlace.length > 0 ? inPlace : askedFor(about, reports)
    if (meant.length > 0) return {outcome: 'matched', confidence: weakest(meant), because: whatTells(meant)}
    if (reports.length > 0) {
      return {
        outcome: 'not-checked',
        reason: 'reports lie beside the segment files, and which of them is meant is not said (--files FILE)',
        missing: ['files'],
        because: whatTells(reports),
      }
    }
    const open = files.filter(({kind}) => kind === 'unknown')
    const [first] = open
    if (first === undefined) {
      return {
        outcome: 'ruled-out',
        against: firstFacts(
          files,
          ({path, confidence}) => of(path, `it is a segment file (${confidence})`),
          (count) => `so are ${count} more`,
        ),
      }
    }
    return {
      outcome: 'not-checked',
      reason: `what ${first.path} is cannot be told${first.missing.length === 0 ? '' : `; needed: ${first.missing.join('; ')}`}`,
      missing: about.has('integration') ? [] : ['integration'],
    }
  },
  examples: {
    matched: [
      {
        about: 'the only file has a column nobody mapped',
        evidence: exampleEvidence({deliveries: exampleDeliveries({files: [exampleFile('2026-10-05', REPORT)]})}),
        confidence: 'certain',
      },
      {
        about: 'it lies in the place of the segment file of a day',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({days: {'2026-10-04': {}, '2026-10-05': {...REPORT, segment: 'cart-abandonment'}}}),
        }),
        confidence: 'certain',
      },
      {
        about: 'products are missed, and the segment file has them',
        evidence: exampleEvidence({question: {issue: 'no-product-ids', segment: null, from: null, to: null}, deliveries: BESIDE}),
        confidence: 'certain',
      },
      {
        about: 'a general dimension is a weaker sign',
        evidence: exampleEvidence({deliveries: exampleDeliveries({files: [exampleFile('2026-10-05', {...REPORT, confidence: 'likely'})]})}),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {
        about: 'all files are segment files',
        evidence: exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-05': {rowsWithProduct: 0}}})}),
      },
    ],
    notChecked: [
      {about: 'no files were given', evidence: exampleEvidence({})},
      {about: 'a report lies beside a segment file', evidence: exampleEvidence({deliveries: BESIDE})},
      {
        about: 'the kind cannot be told',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({
            days: {
              '2026-10-05': {kind: 'unknown', confidence: 'possible', missing: ['which variables the integration maps: --integration ID']},
            },
          }),
        }),
      },
    ],
  },
} satisfies Cause

const ASKED: Readonly<Record<string, RowId>> = {'no-product-ids': 'product', 'no-recipient-ids': 'recipient'}

/** Somebody misses an id that no segment file lacks, and a report does: that is the file they look at. */
function askedFor(about: Case, reports: readonly InspectedFile[]): readonly InspectedFile[] {
  const id = ASKED[about.evidence.question.issue ?? '']
  if (id === undefined) return []
  const {lacking, filled, open} = deliveredIds(about, id)
  return lacking.length === 0 && open.length === 0 && filled.length > 0 ? reports.filter((file) => !hasColumn(file, id)) : []
}

const ORDER = ['possible', 'likely', 'certain'] as const

function weakest(files: readonly InspectedFile[]): InspectedFile['confidence'] {
  return files.map(({confidence}) => confidence).toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0] ?? 'possible'
}

/** Of each report the strongest sign. */
function whatTells(reports: readonly InspectedFile[]): Fact[] {
  return firstFacts(
    reports,
    ({path, signals}) => {
      const [sign] = signals.filter(({points}) => points < 0).toSorted((a, b) => a.points - b.points)
      return of(
        path,
        sign === undefined ? 'it is a Data Warehouse report' : `${sign.signal === 'unmapped-variable' ? 'a column is ' : ''}${sign.detail}`,
      )
    },
    (count) => `${count} more files are reports, too`,
  )
}
