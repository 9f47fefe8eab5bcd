/**
 * One request as a capture holds it, before anything is decoded. Sources write it, everything else reads it.
 * Strings are as recorded: nothing is percent-decoded, trimmed or normalised.
 */
export interface CapturedRequest {
  /** Absolute URL where the capture has one; access logs of a collector may know path and query only (`/b/ss/…`). */
  url: string
  /** Upper case. */
  method: string
  /** Request body as text; absent unless `bodyState` is `recorded`. */
  body?: string
  /**
   * `recorded`: `body` is what was sent (it may be empty). `none`: the request had no body.
   * `not-recorded`: the request had, or may have had, a body that the capture does not hold.
   */
  bodyState: 'recorded' | 'none' | 'not-recorded'
  /** HTTP status; absent when the capture does not know it (HAR writes 0 or -1 for that). */
  status?: number
  /** The request never completed: blocked in this browser before it left, aborted by navigation, or refused by the network or the page's own policy (CSP). */
  failure?: 'blocked' | 'aborted' | 'failed'
  /** Location of a redirect, as recorded. */
  redirectsTo?: string
  /** Start of the request, milliseconds since 1970 UTC. */
  timeMs?: number
  /** Referer header. */
  referrer?: string
  /** True when the recorder may itself have cut the URL or the body (logs, URL lists, size limits), so a missing tail proves nothing. */
  mayBeCut?: boolean
  /** True when this request loads a document (a page), as far as the capture tells. */
  document?: boolean
  place: Place
}

/** Where a request stands in what the user gave: the evidence of every finding. */
export interface Place {
  /** Index into the inputs of the run. */
  file: number
  /** HAR: index in `log.entries`, from 0. Line formats: physical line, from 1. */
  record: number
  /** Member of an archive that holds several captures; `record` is then counted within it. */
  member?: string
  /** Page the capture files the request under: page URL where known, else page id. */
  page?: string
}
