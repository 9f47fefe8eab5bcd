import {openCase, type Case} from '../issues/case.js'
import type {Cause} from '../issues/cause.js'
import {EVIDENCE_KINDS, type Evidence, type EvidenceKind} from '../issues/evidence.js'
import type {Issue} from '../issues/issue.js'
import {howToOpen} from './account-hints.js'
import type {DiagnosedCause, DiagnosedIssue, Diagnosis} from './diagnosis.js'
import {askWhichFile} from './file-question.js'
import {conclude} from './verdict.js'

/** Evidence against the table: the same evidence gives the same diagnosis, wherever it is judged. */
export function diagnose(evidence: Evidence, issues: readonly Issue[]): Diagnosis {
  const of = openCase(evidence)
  const wanted = evidence.question.issue === null ? issues : issues.filter(({id}) => id === evidence.question.issue)
  const diagnosed = wanted.map((issue) => diagnoseIssue(issue, of))
  return {
    schemaVersion: 1,
    command: 'diagnose',
    integration: evidence.integration?.integration.id ?? null,
    asOf: evidence.asOf,
    timeZone: of.timeZone,
    ...conclude(diagnosed, of),
    fileQuestion: askWhichFile(of),
    days: of.days,
    files: of.files,
    findings: evidence.deliveries.findings,
    accounts: evidence.accounts,
    proofs: evidence.hits?.proofs ?? [],
    issues: diagnosed,
    notChecked: notChecked(diagnosed, of),
    collectors: evidence.collectors,
    notes: [...of.notes, ...(evidence.hits?.notes ?? []), ...(evidence.warehouse?.notes ?? [])],
  }
}

const OUTCOME_ORDER = ['matched', 'not-checked', 'ruled-out'] as const
const CONFIDENCE_ORDER = ['certain', 'likely', 'possible'] as const

function diagnoseIssue(issue: Issue, of: Case): DiagnosedIssue {
  const {present, because} = issue.present(of)
  // What the user sees is looked for even where the evidence does not show it: the file may be there under another name.
  const isAsked = present !== false || of.evidence.question.issue === issue.id
  const causes = isAsked ? issue.causes.map((cause) => judge(cause, of)) : []
  const rank = ({outcome, confidence}: DiagnosedCause) =>
    OUTCOME_ORDER.indexOf(outcome) * 10 + (confidence === null ? 0 : CONFIDENCE_ORDER.indexOf(confidence))
  return {id: issue.id, symptom: issue.symptom, present, because, causes: causes.toSorted((a, b) => rank(a) - rank(b))}
}

/** One cause: with a group of evidence of which nothing is there it is not asked. */
export function judge(cause: Cause, of: Case): DiagnosedCause {
  const {id, summary, owner, next, source} = cause
  const blank = {
    id,
    summary,
    owner,
    next,
    source,
    confidence: null,
    because: [],
    against: [],
    recheckAt: null,
    reason: null,
    missing: [],
    isFault: true,
  }
  const absent = cause.needs.filter((group) => !group.some((kind) => of.has(kind)))
  if (absent.length > 0) {
    const missing = absent.flat()
    return {
      ...blank,
      outcome: 'not-checked',
      missing,
      reason: `nothing is known of ${absent.map((group) => group.map((kind) => NAMES[kind]).join(' or ')).join(', and of ')}`,
    }
  }
  const judgement = cause.judge(of)
  switch (judgement.outcome) {
    case 'matched':
      return {
        ...blank,
        ...judgement,
        against: judgement.against ?? [],
        recheckAt: judgement.recheckAt ?? null,
        isFault: judgement.isFault ?? true,
      }
    case 'ruled-out':
      return {...blank, ...judgement}
    case 'not-checked':
      return {...blank, ...judgement, because: judgement.because ?? [], against: judgement.against ?? [], missing: judgement.missing ?? []}
  }
}

const NAMES: Readonly<Record<EvidenceKind, string>> = {
  files: 'the files',
  account: 'the account',
  hits: 'the hits',
  integration: 'the integration',
  schedule: 'the delivery',
  suite: 'the report suite',
  log: "Adobe's activity log",
  request: 'the Data Warehouse request',
  runs: 'its runs',
  told: 'what only a person can look up',
}

/** Evidence that would tell more, what most causes wait for first. */
function notChecked(issues: readonly DiagnosedIssue[], of: Case): Diagnosis['notChecked'] {
  const waiting = new Map<EvidenceKind, Set<string>>()
  for (const {causes} of issues) {
    for (const {id, outcome, missing} of causes) {
      if (outcome !== 'not-checked') continue
      for (const kind of missing) waiting.set(kind, (waiting.get(kind) ?? new Set()).add(id))
    }
  }
  const closed = of.evidence.accounts.flatMap((account) => {
    const how = howToOpen(account)
    return how === undefined ? [] : [{evidence: 'account' as const, how, causes: [], isThere: false}]
  })
  const others = [...waiting]
    .toSorted(([, a], [, b]) => b.size - a.size)
    .map(([evidence, causes]) => ({
      evidence,
      how: EVIDENCE_KINDS[evidence],
      causes: [...causes].toSorted(),
      isThere: of.has(evidence),
    }))
  return [...closed, ...others]
}
