import type {AccountSpace, HostKeyEvidence} from '../../issues/account-evidence.js'

/**
 * An account one is logged in to, whatever the protocol. All of it reads. Directories and wire names are as the protocol has them; they
 * are escaped before anybody sees them. Every method throws AccountFault.
 */
export interface AccountSession {
  /** The directory one is in after the login. */
  readonly home: string
  /** The directory that a path of a location means. Throws `no-directory`, `not-a-directory`, `no-permission`. */
  find(path: string): Promise<string>
  list(directory: string): Promise<RemoteListing>
  /** Null where the server does not tell. */
  space(directory: string): Promise<AccountSpace | null>
  /** Size and time of a file now. */
  look(directory: string, entry: RemoteEntry): Promise<{sizeBytes: number | null; modifiedMs: number | null}>
  /** The bytes of a file from `start` on. */
  read(directory: string, entry: RemoteEntry, start: number): AsyncIterable<Uint8Array>
  /** A directory as text for people, not yet escaped. */
  shown(directory: string): string
  /** Says goodbye and closes. */
  end(): Promise<void>
  /** Closes at once. */
  cut(): void
}

/** What a server shows before it lets anybody in. */
export interface DoorFacts {
  readonly software?: string
  readonly hostKey?: HostKeyEvidence
}

export interface RemoteListing {
  readonly entries: readonly RemoteEntry[]
  /** Lines that are no entry in any dialect known here. */
  readonly unreadable: number
  /** False where it was cut at a limit. */
  readonly isComplete: boolean
  /** How it was asked, and what its times are: one clause. */
  readonly how: string
  /** The times are those of the server's own clock, in UTC. */
  readonly isTimeKnown: boolean
}

export interface RemoteEntry {
  readonly wireName: string
  /** Decoded, not escaped. */
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly sizeBytes: number
  readonly modifiedMs: number | null
}

/** Entries beyond this are not looked at: a directory of deliveries holds a few thousand. */
export const MOST_ENTRIES = 200_000

/** The directory above; null at the top. */
export function parentOf(directory: string): string | null {
  const trimmed = directory.replace(/\/+$/, '')
  const at = trimmed.lastIndexOf('/')
  return trimmed === '' || at < 0 ? null : trimmed.slice(0, at) || '/'
}

export function below(directory: string, wireName: string): string {
  return `${directory.replace(/\/+$/, '')}/${wireName}`
}

/** Where a path of a location may lie, the likeliest first. */
export function candidates(path: string, home: string, first: 'root' | 'home'): string[] {
  const inner = path.replace(/\/+$/, '')
  if (inner === '') return [path === '' ? home : '/']
  if (inner === '/~') return [home]
  if (inner.startsWith('/~/')) return [below(home, inner.slice(3))]
  if (inner.startsWith('//')) return [inner.replace(/^\/+/, '/')]
  const both = [inner, below(home, inner.slice(1))]
  return [...new Set(first === 'root' ? both : both.toReversed())]
}
