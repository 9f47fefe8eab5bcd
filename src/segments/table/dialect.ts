/** How a table is written as text: what separates and quotes its cells. */
export interface Dialect {
  /** Byte of the delimiter. */
  readonly delimiter: number
  /** Cells may stand in double quotes, a quote inside doubled. Source: RFC 4180, section 2. */
  readonly quotes: boolean
  /** A backslash takes away the meaning of the delimiter, quote, line break or backslash behind it, as in Adobe's own exports. */
  readonly escapes: boolean
  /** Lines end in a carriage return alone. */
  readonly carriageReturns: boolean
}

export const LF = 0x0a
export const CR = 0x0d
export const QUOTE = 0x22
export const BACKSLASH = 0x5c

/** Delimiters that are looked for, the commonest first; names as printed. */
export const DELIMITERS: readonly {readonly byte: number; readonly name: string}[] = [
  {byte: 0x2c, name: ','},
  {byte: 0x09, name: '\t'},
  {byte: 0x3b, name: ';'},
  {byte: 0x7c, name: '|'},
]

export function delimiterName(byte: number): string {
  return DELIMITERS.find((each) => each.byte === byte)?.name ?? String.fromCharCode(byte)
}
