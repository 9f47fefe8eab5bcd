import type {Case} from '../issues/case.js'
import type {DiagnosedCause, DiagnosedIssue, Diagnosis} from './diagnosis.js'

/**
 * What the whole comes to. One cause that matched is a fault found, even where other days are too early. A cause that is nobody's fault (there
 * was nothing to send) explains a symptom that shows, and is found as others are; where the symptom does not show for certain, all is well.
 */
export function conclude(
  issues: readonly DiagnosedIssue[],
  {days, evidence}: Case,
): Pick<Diagnosis, 'verdict' | 'because' | 'primary' | 'recheckAt'> {
  const matched = rankMatched(issues)
  const shown = new Set(issues.flatMap(({present, causes}) => (present === true ? causes : [])))
  const faults = matched.filter((cause) => cause.isFault || (cause.recheckAt === null && shown.has(cause) && cause.against.length === 0))
  const rechecks = [...matched.map(({recheckAt}) => recheckAt), ...days.map(({recheckAt}) => recheckAt)].flatMap((at) => at ?? [])
  const recheckAt = rechecks.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
  const [fault] = faults
  if (fault !== undefined) return {verdict: 'fault-found', because: fault.summary, primary: fault.id, recheckAt}
  const seen = issues.filter(({present, causes}) => present === true && causes.every(({outcome}) => outcome !== 'matched'))
  const [explained] = matched
  if (explained !== undefined && seen.length === 0) {
    const wait = matched.find((cause) => cause.recheckAt !== null)
    if (wait !== undefined) return {verdict: 'too-early', because: wait.summary, primary: wait.id, recheckAt}
    // Nothing is wrong and nothing is to come, unless something speaks against that.
    const isSettled = matched.every(({against}) => against.length === 0)
    return {verdict: isSettled ? 'no-fault-found' : 'inconclusive', because: explained.summary, primary: explained.id, recheckAt}
  }
  const lacking = whatIsLacking(evidence)
  const closing = (verdict: Diagnosis['verdict'], because: string) => ({
    verdict,
    because: lacking === undefined ? because : `${because}; ${lacking}`,
    primary: null,
    recheckAt,
  })
  if (seen.length > 0) return closing('inconclusive', `${seen[0]?.symptom ?? ''}; the evidence does not tell why`)
  const open = issues.filter(({present}) => present === 'unknown')
  if (open.length === 0) return closing('no-fault-found', 'no symptom shows')
  // What was to be looked at and could not be may be the very thing that would have shown one.
  if (open.length < issues.length)
    return closing(lacking === undefined ? 'no-fault-found' : 'inconclusive', 'no symptom shows in what was examined')
  return closing('inconclusive', 'the evidence shows neither a fault nor its absence')
}

/** What was asked for and could not be looked at, the first of it; or that nothing was asked for. */
function whatIsLacking({collectors, accounts, told, log, warehouse}: Case['evidence']): string | undefined {
  const failed = collectors.find(({outcome}) => outcome === 'failed')
  if (failed !== undefined) return `${failed.what} could not be looked at: ${failed.detail ?? failed.code ?? ''}`
  const closed = accounts.find(({failure}) => failure !== null)
  if (closed !== undefined) return `${closed.location} could not be looked at: ${closed.failure?.message ?? ''}`
  const isNothing = collectors.length === 0 && Object.keys(told).length === 0 && log === null && warehouse === null
  return isNothing ? 'nothing was given to look at (--files, --hits, --fact)' : undefined
}

const CONFIDENCE_ORDER = ['certain', 'likely', 'possible'] as const

/** Causes that matched: of symptoms that show before those of others, the surest first, else in the order of the table. */
function rankMatched(issues: readonly DiagnosedIssue[]): DiagnosedCause[] {
  const rank = (present: DiagnosedIssue['present'], {confidence}: DiagnosedCause) =>
    (present === true ? 0 : 10) + CONFIDENCE_ORDER.indexOf(confidence ?? 'possible')
  return issues
    .flatMap(({present, causes}) =>
      causes.filter(({outcome}) => outcome === 'matched').map((cause) => ({cause, rank: rank(present, cause)})),
    )
    .toSorted((a, b) => a.rank - b.rank)
    .map(({cause}) => cause)
}
