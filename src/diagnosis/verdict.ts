import type {Case} from '../issues/case.js'
import type {DiagnosedIssue, Diagnosis} from './diagnosis.js'

/** What the whole comes to. One cause that matched is a fault found, even where other days are too early. */
export function conclude(issues: readonly DiagnosedIssue[], {days}: Case): Pick<Diagnosis, 'verdict' | 'because' | 'recheckAt'> {
  const matched = issues.flatMap(({causes}) => causes.filter(({outcome}) => outcome === 'matched'))
  const faults = matched.filter(({isFault}) => isFault)
  const rechecks = [...matched.map(({recheckAt}) => recheckAt), ...days.map(({recheckAt}) => recheckAt)].flatMap((at) => at ?? [])
  const recheckAt = rechecks.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
  const [fault] = faults
  if (fault !== undefined) return {verdict: 'fault-found', because: fault.summary, recheckAt}
  const [wait] = matched
  if (wait !== undefined) return {verdict: 'too-early', because: wait.summary, recheckAt}
  const seen = issues.filter(({present}) => present === true)
  if (seen.length > 0) return {verdict: 'inconclusive', because: `${seen[0]?.symptom ?? ''}; the evidence does not tell why`, recheckAt}
  const open = issues.filter(({present}) => present === 'unknown')
  if (open.length > 0)
    return {
      verdict: open.length === issues.length ? 'inconclusive' : 'no-fault-found',
      because:
        open.length === issues.length ? 'the evidence shows neither a fault nor its absence' : 'no symptom shows in what was examined',
      recheckAt,
    }
  return {verdict: 'no-fault-found', because: 'no symptom shows', recheckAt}
}
