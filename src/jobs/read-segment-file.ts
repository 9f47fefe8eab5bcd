import {DcError} from '../errors.js'
import type {Integration} from '../mapping/integration.js'
import type {SuiteSnapshot} from '../mapping/suite-snapshot.js'
import type {SegmentRow} from '../segments/segment-file.js'

export interface ReadSegmentOptions {
  /** Absolute; `path` and messages are relative to it. */
  readonly cwd: string
  /** Its mapping tells which column is which. */
  readonly integration?: Integration
  readonly suite?: SuiteSnapshot
  /** Headers pinned to roles: `{product: 'Artikel'}`. */
  readonly columns?: Readonly<Record<string, string>>
  /** Called once, before the first rows: which column was taken for what (null: there is none). */
  readonly onColumns?: (columns: {recipient: string | null; message: string | null; product: string | null; date: string | null}) => void
  /** Called for each row or container that could not be read; the rest is read all the same. */
  readonly onDamage?: (damage: {record: number | null; reason: string}) => void
}

/**
 * The rows of a delivered file, in batches, whatever its delimiter, encoding, quoting and compression.
 * @throws DcError `no-such-file`, `unreadable-file`, `not-a-table`, `unknown-column` (a pinned header that is not there)
 */
export async function* readSegmentRows(path: string, options: ReadSegmentOptions): AsyncGenerator<SegmentRow[]> {
  void options
  throw new DcError('segment files cannot be read yet', {code: 'not-implemented', where: path})
}
