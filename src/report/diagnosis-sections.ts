import type {Diagnosis, FileQuestion} from '../diagnosis/diagnosis.js'
import type {InspectedFile} from '../segments/inspection.js'
import {accountRows} from './diagnosis-account.js'
import {capped, type Show} from './diagnosis-words.js'
import type {Page} from './page.js'
import type {Style} from './style.js'
import {count} from './wording.js'

const KIND_WORDS = {
  segment: 'remarketing segment file',
  'data-warehouse': 'Data Warehouse report',
  unknown: 'cannot be told',
} as const

const MOST_GROUPS = 4
const MOST_SIGNALS = 2

/** Which file is meant, with the strongest evidence; files of which the same is to be said are one entry. */
export function writeFileQuestion(page: Page, question: FileQuestion, files: readonly InspectedFile[], style: Style, show: Show): void {
  page.prose(`Which file: ${show(question.says)}.`)
  const {shown, left} = capped(groupFiles(question, files), MOST_GROUPS)
  for (const {paths, says, signals} of shown) {
    page.item(`${show(paths[0] ?? '')}${paths.length === 1 ? '' : ` and ${paths.length - 1} more`}: ${says}`)
    for (const {points, detail} of signals) page.hanging(style.dim(`    ${points > 0 ? '+' : ''}${points} `), show(detail))
  }
  if (left > 0) {
    const rest = groupFiles(question, files).slice(-left)
    page.item(`and ${count(rest.flatMap(({paths}) => paths).length, 'more file')} (--json lists all)`)
  }
  for (const missing of question.missing) page.item(`to settle it: ${show(missing)}`)
}

export interface FileGroup {
  readonly paths: readonly string[]
  /** `remarketing segment file, likely`. */
  readonly says: string
  /** The strongest of the first file. */
  readonly signals: InspectedFile['signals']
}

/** Files by kind, confidence and what speaks for it; a group of each kind before the second of any. */
export function groupFiles(question: FileQuestion, files: readonly InspectedFile[]): FileGroup[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const groups = new Map<string, {kind: string; group: FileGroup & {paths: string[]}}>()
  for (const {path, kind, confidence} of question.files) {
    const signals = strongest(byPath.get(path))
    const key = JSON.stringify([kind, confidence, signals.map(({signal, points}) => [signal, points])])
    const known = groups.get(key)
    if (known !== undefined) {
      known.group.paths.push(path)
      continue
    }
    const says = `${KIND_WORDS[kind]}${kind === 'unknown' ? '' : `, ${confidence}`}`
    groups.set(key, {kind, group: {paths: [path], says, signals}})
  }
  const turns = new Map<string, number>()
  return [...groups.values()]
    .map(({kind, group}) => {
      const turn = turns.get(kind) ?? 0
      turns.set(kind, turn + 1)
      return {turn, group}
    })
    .toSorted((a, b) => a.turn - b.turn)
    .map(({group}) => group)
}

/** What speaks loudest for what the file is taken for. */
function strongest(file: InspectedFile | undefined): InspectedFile['signals'] {
  if (file === undefined) return []
  const sign = file.kind === 'data-warehouse' ? -1 : 1
  return file.signals
    .filter(({points}) => file.kind === 'unknown' || points * sign > 0)
    .toSorted((a, b) => (file.kind === 'unknown' ? Math.abs(b.points) - Math.abs(a.points) : (b.points - a.points) * sign))
    .slice(0, MOST_SIGNALS)
}

/** Folders that went well say nothing that the calendar does not. */
export function accountsToTell({accounts}: Diagnosis): Diagnosis['accounts'] {
  return accounts.filter(
    ({kind, failure, listing}) =>
      kind !== 'folder' ||
      failure !== null ||
      listing === null ||
      !listing.isComplete ||
      listing.partials.length + listing.elsewhere.length > 0,
  )
}

const MOST_ACCOUNTS = 3

export function writeAccounts(page: Page, diagnosis: Diagnosis, show: Show): void {
  const {shown, left} = capped(accountsToTell(diagnosis), MOST_ACCOUNTS)
  for (const account of shown) {
    page.heading(show(account.location))
    page.pairs(accountRows(account).map(([label, text]) => [label, show(text)] as const))
  }
  if (left > 0) page.prose(`and ${count(left, 'more place')} (--json lists all)`)
}

const MOST_REMARKS = 6

/** What could not be collected or read, and what else is worth knowing. */
export function remarksOf({collectors, notes, findings}: Diagnosis): string[] {
  const failed = collectors.filter(({outcome}) => outcome === 'failed')
  const broken = findings.filter(({severity, day}) => severity === 'error' && day === null)
  return [
    ...failed.map(
      ({evidence, what, detail, code}) => `${evidence} could not be collected from ${what}: ${detail ?? code ?? 'no reason given'}`,
    ),
    ...broken.map(({path, message}) => (path === null ? message : `${path}: ${message}`)),
    ...notes,
  ].filter((text, at, all) => all.indexOf(text) === at)
}

export function writeRemarks(page: Page, diagnosis: Diagnosis, show: Show): void {
  const {shown, left} = capped(remarksOf(diagnosis), MOST_REMARKS)
  if (shown.length > 0) page.heading('To know')
  for (const text of shown) page.item(show(text))
  if (left > 0) page.item(`and ${left} more (--json lists all)`)
}
