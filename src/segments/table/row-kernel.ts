/** Bits of `RowAreas.flags`. Those of a key are shifted by its number: 0 the recipient, 1 the message, 2 the product. */
export const MAY_BE_TOTALS = 1
/** Another date than in the record before, or than in any that was surely read. */
export const NEW_DATE = 2
export const HAS_AT = 4
export const HAS_VALUE = 8
export const HAS_TAG = 64
export const MAY_BE_TEST = 512
/** Those of the recipient and the message that are worth a look. */
export const TO_JUDGE = HAS_TAG | MAY_BE_TEST | (HAS_TAG << 1) | (MAY_BE_TEST << 1)
export const TO_LOOK_AT = MAY_BE_TOTALS | NEW_DATE | HAS_AT | TO_JUDGE

/** The two loops that all of a large table waits for. They work in the areas of one `RowSpace`. */
export interface RowKernel {
  /**
   * Puts the cells of plain records into `starts` and `ends`, from the cell `cell` on and at most up to `lastCell`: as many cells as the
   * header, a line feed at the end, and nothing inside but what stands for itself, quoted or not. Returns where the first other record
   * begins; `filled` then tells the cell up to which records are whole. `quote` is -1 where quotes stand for themselves.
   */
  readonly plain: (from: number, end: number, cell: number, lastCell: number, width: number, delimiter: number, quote: number) => number
  /**
   * Fills `hashes`, `flags` and the lists for the first records, by `columns`. In a sample are those hashes whose high half has none of the
   * bits of its mask.
   */
  readonly keys: (count: number, width: number, recipientMask: number, tupleMask: number) => void
}

/** The areas as JavaScript sees them. */
export interface RowAreas {
  /** Of the table: its next bytes. */
  readonly bytes: Uint8Array
  /** First byte of each cell, and one past its last. Cell `c` of record `r` stands at index `r * width + c`. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Per record four: low and high half of the hash of the recipient, then of recipient, message and product together. */
  readonly hashes: Int32Array
  /** Per record, bits as above. */
  readonly flags: Uint16Array
  /** Records that have to be looked at: with a flag that says so, or without one of the values there are columns for. */
  readonly notable: Uint16Array
  /** Of all other records, those whose hash is in the sample: of recipients, and of all keys together. */
  readonly recipients: Uint16Array
  readonly tuples: Uint16Array
  /** How many there are of each list. */
  readonly listed: Int32Array
  /** Recipient, message, product, date; -1 where there is none. */
  readonly columns: Int32Array
  /** One number, told by `plain`. */
  readonly filled: Int32Array
  /** By the first two bytes of a cell, the first being the lower half: 1 for words of totals, 2 for test ids. */
  readonly beginnings: Uint8Array
}
