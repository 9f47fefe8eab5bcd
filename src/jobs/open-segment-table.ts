import {isUtf8} from 'node:buffer'
import {createHash, type Hash} from 'node:crypto'
import {setImmediate} from 'node:timers/promises'
import {isKnownHeader} from '../segments/column-words.js'
import {recogniseColumns, type ColumnContext, type RecognisedColumns} from '../segments/columns.js'
import type {RaggedRecord, RecordBatch} from '../segments/table/record-batch.js'
import {RecordScanner} from '../segments/table/record-scanner.js'
import {readTableHead, type TableHead} from '../segments/table/table-head.js'
import type {Member} from '../collectors/delivered-files.js'
import {peekBytes} from '../files/content-bytes.js'

/** Bytes looked at to tell how a table is written and what its columns are. */
const HEAD_BYTES = 64 * 1024

/** A table that is about to be read. Exactly one of `head` and `looksLike` is null. */
export interface OpenedTable {
  readonly head: TableHead | null
  readonly columns: RecognisedColumns | null
  /** What it seems to be instead of a table: `nothing`, `binary data`, `HTML or XML` … */
  readonly looksLike: string | null
  /** To be read once. */
  batches(options: ReadOptions): AsyncGenerator<RecordBatch>
}

export interface ReadOptions {
  readonly onRagged: (record: RaggedRecord) => void
  /** Filled while reading. */
  readonly facts?: TableFacts
}

/** What is known of the bytes only at their end. */
export class TableFacts {
  /** Some of it is no UTF-8, and was read as Latin-1. */
  isLatin1 = false
  readonly #hash: Hash = createHash('sha256')

  addHead(bytes: Uint8Array): void {
    this.isLatin1 ||= !isUtf8(bytes)
  }

  addRows(bytes: Uint8Array): void {
    this.#hash.update(bytes)
    this.isLatin1 ||= !isUtf8(bytes)
  }

  /** SHA-256 of the rows: the same however the file is packed, named and commented. */
  digest(): string {
    return this.#hash.digest('hex')
  }
}

export async function openTable(member: Pick<Member, 'bytes'>, context: ColumnContext): Promise<OpenedTable> {
  const {head: bytes, bytes: rest, close} = await peekBytes(member.bytes, HEAD_BYTES)
  const looksLike = noTable(bytes)
  const extra = context.integration === undefined && context.suite === undefined ? undefined : knownTo(context)
  const isKnown = (header: string) => isKnownHeader(header) || (extra?.(header) ?? false) || isPinned(header, context)
  const head = looksLike === null ? readTableHead(bytes, {isAll: bytes.length < HEAD_BYTES, isKnown}) : null
  if (head === null) {
    await close()
    return {head: null, columns: null, looksLike: looksLike ?? 'text without columns', batches: nothing}
  }
  return {
    head,
    columns: recogniseColumns(head.names, head.sample, context),
    looksLike: null,
    batches: (options) => readBatches(rest, head, options),
  }
}

async function* nothing(): AsyncGenerator<RecordBatch> {
  // No rows.
}

function isPinned(header: string, {pinned = {}}: ColumnContext): boolean {
  return Object.values(pinned).some((each) => each.trim().toLowerCase() === header.trim().toLowerCase())
}

/** Headers that only the mapping or the suite knows. */
function knownTo(context: ColumnContext): (header: string) => boolean {
  return (header) => {
    const [column] = recogniseColumns([header], [], context).columns
    return column?.by === 'mapping' || column?.by === 'suite' || (column?.slot ?? null) !== null
  }
}

function noTable(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return 'nothing'
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 512)).trimStart()
  if (start === '' && bytes.every((byte) => byte <= 0x20)) return 'nothing'
  if (start.startsWith('%PDF')) return 'a PDF'
  if (bytes.length > 262 && new TextDecoder().decode(bytes.subarray(257, 262)) === 'ustar') return 'a tar archive, as data feeds are sent'
  if (bytes.subarray(0, 4096).includes(0)) return 'binary data'
  if (/^<(?:!doctype|html|\?xml|[a-z]+[\s>])/i.test(start)) return 'HTML or XML'
  return /^[{[]\s*(?:"|\{|\[|\}|\])/.test(start) ? 'JSON' : null
}

async function* readBatches(
  bytes: AsyncIterable<Uint8Array>,
  head: TableHead,
  {onRagged, facts}: ReadOptions,
): AsyncGenerator<RecordBatch> {
  const scanner = new RecordScanner({
    dialect: head.dialect,
    width: head.names.length,
    line: head.dataLine,
    onRagged,
    onRows: (rows) => facts?.addRows(rows),
  })
  let skip = head.dataAt
  try {
    for await (const piece of bytes) {
      const skipped = Math.min(skip, piece.length)
      facts?.addHead(piece.subarray(0, skipped))
      skip -= skipped
      for (const batch of scanner.read(piece.subarray(skipped))) {
        yield batch
        // Without a turn in between, whoever unpacks the next piece would wait for the end of this one.
        await setImmediate()
      }
    }
    yield* scanner.end()
  } finally {
    scanner.close()
  }
}
