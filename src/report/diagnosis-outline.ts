import type {DiagnosedCause, DiagnosedIssue, Diagnosis} from '../diagnosis/diagnosis.js'
import type {RowProof} from '../issues/hit-evidence.js'

/** What of a diagnosis is told, and in which order: the same for a terminal, a pipe and a ticket system. Each cause is told once. */
export interface DiagnosisOutline {
  readonly primary: DiagnosedCause | undefined
  /** Symptoms that show, and those a cause of which matched: that of the primary cause first. */
  readonly symptoms: readonly OutlinedSymptom[]
  /** Symptoms that cannot be told from the evidence. */
  readonly open: readonly DiagnosedIssue[]
  /** Symptoms that do not show. */
  readonly absent: readonly DiagnosedIssue[]
  readonly ruledOut: readonly DiagnosedCause[]
  /** Causes that were not checked, those of symptoms that show first. */
  readonly unchecked: readonly DiagnosedCause[]
  /** What to do, the primary cause's first; the same step once. */
  readonly next: readonly NextStep[]
  /** Who must act, besides oneself. */
  readonly others: readonly DiagnosedCause['owner'][]
}

export interface OutlinedSymptom {
  readonly issue: DiagnosedIssue
  /** That matched and were not told before. */
  readonly causes: readonly DiagnosedCause[]
  /** Ids of causes that matched and are told above. */
  readonly above: readonly string[]
  readonly proofs: readonly RowProof[]
}

export interface NextStep {
  readonly owner: DiagnosedCause['owner']
  readonly text: string
  /** Id of the cause. */
  readonly cause: string
}

/** The symptom whose rows proofs are about. */
const PROVED = 'no-product-ids'

export function outlineDiagnosis({issues, primary: primaryId, proofs}: Diagnosis): DiagnosisOutline {
  const isMatched = ({outcome}: DiagnosedCause) => outcome === 'matched'
  const holdsPrimary = ({causes}: DiagnosedIssue) => causes.some((cause) => isMatched(cause) && cause.id === primaryId)
  const rank = (issue: DiagnosedIssue) => (issue.present === true ? 0 : 2) + (holdsPrimary(issue) ? 0 : 1)
  const ordered = issues.filter(({present, causes}) => present === true || causes.some(isMatched)).toSorted((a, b) => rank(a) - rank(b))
  const told = new Set<string>()
  const symptoms = ordered.map((issue): OutlinedSymptom => {
    const matched = issue.causes.filter(isMatched)
    const fresh = matched.filter(({id}) => !told.has(id))
    const above = matched.filter(({id}) => told.has(id)).map(({id}) => id)
    for (const {id} of fresh) told.add(id)
    const isFirst = (cause: DiagnosedCause) => Number(cause.id !== primaryId)
    return {
      issue,
      causes: fresh.toSorted((a, b) => isFirst(a) - isFirst(b)),
      above,
      proofs: issue.id === PROVED ? proofs : [],
    }
  })
  const matched = symptoms.flatMap(({causes}) => causes)
  const primary = matched.find(({id}) => id === primaryId)
  const inOrder = [...ordered, ...issues.filter((issue) => !ordered.includes(issue))]
  const once = (outcome: DiagnosedCause['outcome']) =>
    uniqueBy(inOrder.flatMap(({causes}) => causes.filter((cause) => cause.outcome === outcome)))
  const steps = (primary === undefined ? matched : [primary, ...matched.filter((cause) => cause !== primary)]).flatMap(
    ({id, owner, next}) => next.map((text): NextStep => ({owner, text, cause: id})),
  )
  return {
    primary,
    symptoms,
    open: issues.filter((issue) => issue.present === 'unknown' && !ordered.includes(issue)),
    absent: issues.filter((issue) => issue.present === false && !ordered.includes(issue)),
    ruledOut: once('ruled-out'),
    unchecked: once('not-checked'),
    next: steps.filter(({text}, at) => steps.findIndex((step) => step.text === text) === at),
    others: [...new Set(matched.filter(({isFault}) => isFault).map(({owner}) => owner))].filter((owner) => owner !== 'you'),
  }
}

function uniqueBy(causes: readonly DiagnosedCause[]): DiagnosedCause[] {
  return [...new Map(causes.toReversed().map((cause) => [cause.id, cause])).values()].toReversed()
}

export interface DayGroup {
  readonly segment: string
  /** Suite, or what else tells its series from others; empty: nothing does. */
  readonly where: string
  /** `received, no-product-ids`. */
  readonly what: string
  readonly days: readonly string[]
}

/** Days of which the same is to be said, together. */
export function groupDays(days: Diagnosis['days']): DayGroup[] {
  const groups = new Map<string, DayGroup & {days: string[]}>()
  for (const {segment, reportSuite, series, arrival, content, day} of days) {
    const where = reportSuite ?? series ?? ''
    const what = [arrival, ...content.map((one) => one.replace(/^duplicate-of:.*$/s, 'duplicate-of'))].join(', ')
    const key = JSON.stringify([segment, where, what])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, {segment, where, what, days: [day]})
    else group.days.push(day)
  }
  return [...groups.values()]
}
