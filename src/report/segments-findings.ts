import type {SegmentFinding} from '../segments/inspection.js'

/** The same finding on many days or files is one line. */
export interface FoldedSegmentFinding {
  readonly first: SegmentFinding
  /** Sorted, each once. */
  readonly days: readonly string[]
  readonly paths: readonly string[]
  /** Of the first file. */
  readonly lines: readonly number[]
}

const RANK = {error: 0, warning: 1, info: 2} as const

export function foldFindings(findings: readonly SegmentFinding[]): FoldedSegmentFinding[] {
  const groups = new Map<string, SegmentFinding[]>()
  for (const finding of findings) {
    const {id, severity, segment, reportSuite} = finding
    const key = JSON.stringify([id, severity, segment, reportSuite])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [finding])
    else group.push(finding)
  }
  return [...groups.values()]
    .flatMap((group): FoldedSegmentFinding[] => {
      const [first] = group
      if (first === undefined) return []
      const unique = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))].toSorted()
      return [
        {first, days: unique(group.map(({day}) => day)), paths: [...new Set(group.flatMap(({path}) => path ?? []))], lines: first.lines},
      ]
    })
    .toSorted((a, b) => RANK[a.first.severity] - RANK[b.first.severity])
}

const MOST_RANGES = 6

/** `2026-10-03 to 2026-10-07, 2026-10-09`: days that follow one another are one stretch. */
export function dayRanges(days: readonly string[]): string {
  const ranges: [string, string][] = []
  for (const day of days) {
    const last = ranges.at(-1)
    if (last !== undefined && Date.parse(day) - Date.parse(last[1]) === 86_400_000) last[1] = day
    else ranges.push([day, day])
  }
  const shown = ranges.slice(0, MOST_RANGES).map(([from, to]) => (from === to ? from : `${from} to ${to}`))
  return shown.join(', ') + (ranges.length > MOST_RANGES ? `, and ${ranges.length - MOST_RANGES} more` : '')
}
