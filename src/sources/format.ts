import type {Damage} from '../files/damage.js'
import type {CapturedRequest} from '../hits/captured-request.js'

export type {Damage} from '../files/damage.js'

/** A request without its place; the reader of lines knows where it stands. */
export type PlacelessRequest = Omit<CapturedRequest, 'place'> & {page?: string}

/** Something in a capture that is not a request: counted under its reason. */
export interface Skip {
  skip: string
}

/** More than one request in one line. */
export interface Several {
  several: PlacelessRequest[]
}

/** What a sequential format yields: batches, so that a capture may be of any size. */
export interface Batch {
  requests: CapturedRequest[]
  /** Records that are no requests, by reason. */
  skipped?: Record<string, number>
  damaged?: Damage[]
}

interface FormatBase {
  /** Value of `--input-format`. */
  id: string
  /** For people: `HAR 1.2`, `nginx access log`. Printed by `dc help formats`. */
  title: string
  /** One or two sentences for `dc help formats`: what is read, which keys, what is not in such a capture. */
  about: string
  /**
   * How sure the format is that these first bytes (up to 64 kB, already decompressed, BOM removed) are its own: 0 to 100.
   * Never from the file name. Formats compare: the highest wins, 0 means no.
   */
  score(head: Uint8Array): number
}

/** One record per line, each readable alone: such captures can be cut at newlines and shared among threads. */
export interface LineFormat extends FormatBase {
  kind: 'lines'
  /** `line` is without its newline, decoded as UTF-8 (lossy), never empty. Never throws. `{skip}` counts a line, `{damage}` names it. */
  parseLine(line: string): PlacelessRequest | Skip | {damage: string} | Several
  /** What `parseLine` gives for the flat object that was read last (see flat-objects.ts); undefined where only that can tell. */
  parseFlat?: () => PlacelessRequest | undefined
}

/** Read from front to back: HAR, archives, multi-line texts. */
export interface SequentialFormat extends FormatBase {
  kind: 'sequential'
  /** It is done with a chunk when it asks for the next one, so that the same memory may hold them all. */
  keepsNoBytes?: boolean
  open(input: CaptureInput): AsyncIterable<Batch>
}

export type Format = LineFormat | SequentialFormat

/** An opened capture: its bytes after decompression, and how to reach what lies beside it. */
export interface CaptureInput {
  /** Index of the input in the run, for `Place.file`. */
  file: number
  /** As the user would name it: a path relative to the working directory, or `-`. */
  name: string
  /** The bytes, decompressed and without BOM. Read once. Chunks are at most about 1 MB. */
  bytes: AsyncIterable<Uint8Array>
  /** Path on disk of the undecompressed file, for formats that need random access (zip); undefined for stdin or inside an archive. */
  path?: string
  /** Reads a body kept beside the capture (`_file`, `_sha1`), bounded in size; undefined when there is no such member. Never leaves the capture's folder. */
  sibling(name: string): Promise<Uint8Array | undefined>
}
