import {existsSync} from 'node:fs'
import {join} from 'node:path'
import * as z from 'zod'
import {displayPath} from './find-workspace.js'
import {withLock} from './lock.js'
import {readJsonFile} from './read-json-file.js'
import {ensureState, writeState, type Workspace} from './workspace.js'
import {explainWriteFailure} from './write-failure.js'

/**
 * Every delivered file ever seen, in `.state/deliveries.json`: partners delete what they fetch, so that tomorrow nothing else tells that a
 * file was there today. Unlike the rest of `.state` it cannot be made again; a damaged one is refused, never replaced.
 */

const entry = z.strictObject({
  /** Folder or server, without the name: `out`, relative to the folder that holds the workspace, or a URL. */
  location: z.string(),
  name: z.string(),
  /** On disk. */
  size: z.int().min(0),
  /** SHA-256 of the rows; null for a file without any. */
  hash: z.string().nullable(),
  segment: z.string().nullable(),
  reportSuite: z.string().nullable(),
  series: z.string(),
  kind: z.enum(['segment', 'data-warehouse', 'unknown']),
  /** The day its rows are about. */
  day: z.iso.date().nullable(),
  rows: z.int().min(0),
  rowsWithProduct: z.int().min(0),
  rowsWithRecipient: z.int().min(0),
  /** False where a column nobody knew may have held them. */
  isProductKnown: z.boolean(),
  isRecipientKnown: z.boolean(),
  /** The file's own time, ISO 8601, UTC. */
  fileTime: z.iso.datetime().nullable(),
  firstSeen: z.iso.datetime(),
  lastSeen: z.iso.datetime(),
})

const ledgerSchema = z.strictObject({
  version: z.literal(1),
  /** When a place was looked at, oldest first. */
  looks: z.array(z.strictObject({location: z.string(), at: z.iso.datetime()})),
  files: z.array(entry),
})

export type LedgerEntry = z.infer<typeof entry>
export type DeliveryLedger = z.infer<typeof ledgerSchema>

const FILE = 'deliveries.json'
const EMPTY: DeliveryLedger = {version: 1, looks: [], files: []}
/** A look that soon after another of the same place is not worth a line. */
const LOOK_EVERY_MS = 3_600_000
const MOST_LOOKS = 5000

/** @throws DcError when the file is damaged */
export async function readLedger({folder, cwd}: Workspace): Promise<DeliveryLedger> {
  const path = join(folder, '.state', FILE)
  return existsSync(path) ? readJsonFile(path, displayPath(path, cwd), ledgerSchema) : EMPTY
}

/**
 * Notes what was seen at these places now, and gives the ledger as it is then. A file that is known keeps the time it was first seen; one
 * with the name of another but with other rows is a file of its own.
 * @throws DcError when the ledger is damaged or cannot be written
 */
export async function recordDeliveries(
  workspace: Workspace,
  seen: {readonly locations: readonly string[]; readonly files: readonly Omit<LedgerEntry, 'firstSeen' | 'lastSeen'>[]; readonly now: Date},
): Promise<DeliveryLedger> {
  try {
    return await withLock(await ensureState(workspace), async () => {
      const ledger = merge(await readLedger(workspace), seen)
      await writeState(workspace, FILE, ledger)
      return ledger
    })
  } catch (error) {
    throw explainWriteFailure(error, displayPath(join(workspace.folder, '.state', FILE), workspace.cwd))
  }
}

function merge(ledger: DeliveryLedger, {locations, files, now}: Parameters<typeof recordDeliveries>[1]): DeliveryLedger {
  const at = now.toISOString()
  const looks = [...ledger.looks]
  for (const location of locations) {
    const last = looks.findLast((look) => look.location === location)
    if (last === undefined || now.getTime() - Date.parse(last.at) >= LOOK_EVERY_MS) looks.push({location, at})
  }
  const known = new Map(ledger.files.map((file) => [keyOf(file), file]))
  for (const file of files) {
    const before = known.get(keyOf(file))
    known.set(keyOf(file), {...file, firstSeen: before?.firstSeen ?? at, lastSeen: at})
  }
  const sorted = [...known.values()].toSorted(
    (a, b) => compare(a.location, b.location) || compare(a.name, b.name) || compare(a.firstSeen, b.firstSeen),
  )
  return {version: 1, looks: looks.slice(-MOST_LOOKS), files: sorted}
}

const keyOf = ({location, name, hash}: Pick<LedgerEntry, 'location' | 'name' | 'hash'>): string => JSON.stringify([location, name, hash])
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
