/** A record that should have been readable and was not. The run goes on; the record is counted and named. */
export interface Damage {
  /** As in `Place.record`; null when the damage belongs to no record (a container cut short). */
  record: number | null
  /** One sentence for a reader who has not seen the code: `the line is not JSON`. */
  reason: string
  /** True when the container itself is broken or cut, so that records may be missing (exit 2 unless something was found). */
  container?: boolean
}
