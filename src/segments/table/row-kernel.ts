/** Bits of `RowAreas.flags`. Those of a key are shifted by its number: 0 the recipient, 1 the message, 2 the product. */
export const MAY_BE_TOTALS = 1
export const NEW_DATE = 2
export const HAS_AT = 4
export const HAS_VALUE = 8
export const HAS_TAG = 64
export const MAY_BE_TEST = 512

/** The two loops that all of a large table waits for. They work in the areas of one `RowSpace`. */
export interface RowKernel {
  /**
   * Puts the cells of plain records into `starts` and `ends`, from the cell `cell` on and at most up to `lastCell`: as many cells as the
   * header, a line feed at the end, and nothing inside but what stands for itself, quoted or not. Returns where the first other record
   * begins; `filled` then tells the cell up to which records are whole. `quote` is -1 where quotes stand for themselves.
   */
  readonly plain: (from: number, end: number, cell: number, lastCell: number, width: number, delimiter: number, quote: number) => number
  /** Fills `hashes` and `flags` for the first records, by `columns`. */
  readonly keys: (count: number, width: number) => void
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
  /** Recipient, message, product, date; -1 where there is none. */
  readonly columns: Int32Array
  /** One number, told by `plain`. */
  readonly filled: Int32Array
  /** By the first two bytes of a cell, the first being the lower half: 1 for words of totals, 2 for test ids. */
  readonly beginnings: Uint8Array
}
