import type {AccountListing, ListedEntry} from '../../issues/account-evidence.js'
import type {RemoteEntry, RemoteListing} from './account-session.js'
import {escapeName, isPartial} from './remote-names.js'

const MOST_LISTED = 1000

/** A listing as evidence: names escaped, the newest first. @param growing names of files whose size changed between two looks */
export function describeListing(
  listing: RemoteListing,
  growing: ReadonlySet<string>,
  elsewhere: AccountListing['elsewhere'],
): AccountListing {
  const files = listing.entries.filter(({kind}) => kind === 'file').toSorted(byAge)
  const told = (entry: RemoteEntry): ListedEntry => ({
    name: escapeName(entry.name),
    sizeBytes: entry.sizeBytes,
    modifiedAt: isoTime(entry.modifiedMs),
    isGrowing: growing.has(entry.wireName),
  })
  const dated = files.filter(({modifiedMs}) => modifiedMs !== null)
  const [newest, oldest] = [dated[0], dated.at(-1)]
  return {
    isComplete: listing.isComplete,
    files: files.length,
    bytes: files.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0),
    folders: listing.entries.filter(({kind}) => kind === 'folder').length,
    entries: files.slice(0, MOST_LISTED).map(told),
    oldest: oldest ? told(oldest) : null,
    newest: newest ? told(newest) : null,
    partials: files
      .filter(({name}) => isPartial(name))
      .slice(0, MOST_LISTED)
      .map(told),
    elsewhere,
    unreadable: listing.unreadable,
  }
}

/** The newest first, files without a time last; by name where the time is the same. */
export function byAge(a: RemoteEntry, b: RemoteEntry): number {
  return (b.modifiedMs ?? -Infinity) - (a.modifiedMs ?? -Infinity) || (a.name < b.name ? -1 : 1)
}

/** Null for what is no time a calendar knows. */
function isoTime(ms: number | null): string | null {
  return ms === null || Math.abs(ms) > 8.64e15 ? null : new Date(ms).toISOString()
}

const RECENT_MS = 5 * 60_000
const AHEAD_MS = 2 * 60_000

/** Something may be on its way: a partial file, or one that is minutes old. */
export function isWorthASecondLook({entries, isTimeKnown}: RemoteListing, now: number): boolean {
  return entries.some(
    ({name, kind, modifiedMs}) =>
      kind === 'file' && (isPartial(name) || (isTimeKnown && modifiedMs !== null && now - modifiedMs < RECENT_MS)),
  )
}

export function growingNames(before: RemoteListing, after: RemoteListing): Set<string> {
  const sizes = new Map(before.entries.map(({wireName, sizeBytes}) => [wireName, sizeBytes]))
  return new Set(
    after.entries
      .filter(({kind, wireName, sizeBytes}) => kind === 'file' && (sizes.get(wireName) ?? sizeBytes) !== sizeBytes)
      .map(({wireName}) => wireName),
  )
}

/**
 * Server's clock minus ours, as far as files tell without writing one: one that is being written bears the time of now, and one from the
 * future shows that the clock is ahead by at least as much. Over SFTP the latter proves nothing: uploads keep the times of their source.
 * Null where neither is there.
 */
export function skewOf({entries, isTimeKnown}: RemoteListing, growing: ReadonlySet<string>, isFtp: boolean): number | null {
  const now = Date.now()
  if (!isTimeKnown) return null
  const times = entries.flatMap(({kind, modifiedMs}) => (kind === 'file' && modifiedMs !== null ? [modifiedMs] : []))
  const ahead = times.reduce((most, time) => Math.max(most, time - now), 0)
  if (isFtp && ahead > AHEAD_MS) return ahead
  const written = entries.flatMap(({wireName, modifiedMs}) => (growing.has(wireName) && modifiedMs !== null ? [modifiedMs] : []))
  return written.length === 0 ? null : Math.max(...written) - now
}
