/** What a scanning thread is started with. */
export interface ScanSetup {
  /** A regular file that holds a HAR as it is. */
  path: string
}

/** What is wanted of the scan; until it is told, the thread reads ahead. */
export interface ScanWish {
  /** Index of the input in the run, for `Place.file`. */
  file: number
  /** Requests that are no hits are wanted whole, not only counted by reason. */
  strangers: boolean
}

export type ToScan = ScanWish | 'taken'

/** Batches in the order of the capture, each as JSON: cloning objects takes several times as long. Null after the last one. */
export type FromScan = string | null
