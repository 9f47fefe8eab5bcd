import type {Origin} from './origin.js'

/**
 * What a folder or an account showed, step by step. The first step that failed ends the ladder; nothing is ever written there.
 * Source of the order: delivery to FTP and SFTP, as Adobe's pages on destinations and on FTP limits describe it; the steps are ours.
 */
export interface AccountEvidence {
  /** As in an integration, without user and secret: `file:out`, `sftp://files.example:22/out`. */
  readonly location: string
  readonly kind: 'folder' | 'ftp' | 'ftps' | 'sftp'
  /** Null for a folder. */
  readonly host: string | null
  readonly port: number | null
  readonly directory: string
  readonly steps: readonly ProbeStep[]
  /** Null: all went well. */
  readonly failure: AccountFailure | null
  /** As the server announces itself. */
  readonly software: string | null
  readonly hostKey: HostKeyEvidence | null
  /** Server's clock minus ours, milliseconds; null where the server does not tell. */
  readonly clockSkewMs: number | null
  /** Null: it was not listed. */
  readonly listing: AccountListing | null
  readonly space: AccountSpace | null
  /** Files whose content was read, and those that were left out, with the reason. */
  readonly read: {
    readonly files: number
    readonly bytes: number
    readonly left: readonly {readonly name: string; readonly reason: string}[]
  }
}

export const PROBE_STEPS = [
  'resolve',
  'connect',
  'greeting',
  'encryption',
  'host-key',
  'log-in',
  'directory',
  'list',
  'space',
  'read',
] as const

export type ProbeStepName = (typeof PROBE_STEPS)[number]

export interface ProbeStep {
  readonly step: ProbeStepName
  readonly outcome: 'ok' | 'failed'
  readonly at: string
  readonly tookMs: number
  /** One clause, without values that are secret. */
  readonly detail: string
}

/** What went wrong, by the code of the protocol or the system, never by the text of a message. */
export const ACCOUNT_FAILURES = [
  'bad-location',
  'secret-unavailable',
  'host-unknown',
  'refused',
  'unreachable',
  'timed-out',
  'other-service',
  'no-common-algorithm',
  'certificate-unknown',
  'encryption-refused',
  'encryption-wanted',
  'host-key-unknown',
  'host-key-changed',
  'login-refused',
  'second-factor',
  'too-many-connections',
  'no-directory',
  'not-a-directory',
  'no-permission',
  'data-connection',
  'dropped',
  'listing-unreadable',
  'protocol',
] as const

export interface AccountFailure {
  readonly step: ProbeStepName
  readonly code: (typeof ACCOUNT_FAILURES)[number]
  /** One sentence for people. */
  readonly message: string
  /** Reply code of FTP, error code of the system; null where there is none. */
  readonly reply: string | null
  readonly origin: Origin
}

export interface HostKeyEvidence {
  /** `ssh-ed25519`, `rsa-sha2-512` … */
  readonly type: string
  /** `SHA256:` and the digest in base64, as OpenSSH prints it. */
  readonly fingerprint: string
  /** What was expected: pinned, or of known_hosts. Null: nothing was. */
  readonly expected: readonly string[] | null
  readonly trust: 'pinned' | 'known' | 'asked' | 'none'
}

export interface AccountListing {
  /** False where it broke off, or was cut at a limit. */
  readonly isComplete: boolean
  readonly files: number
  readonly bytes: number
  readonly folders: number
  /** Names as listed; what is not printable is escaped. The newest first, at most 1,000. */
  readonly entries: readonly ListedEntry[]
  readonly oldest: ListedEntry | null
  readonly newest: ListedEntry | null
  /** Names that end in `.part`. */
  readonly partials: readonly ListedEntry[]
  /** Files above or beside the directory that look like ours: the wrong directory may have been asked for. */
  readonly elsewhere: readonly {readonly directory: string; readonly files: number; readonly example: string}[]
  /** Lines of the listing that could not be read. */
  readonly unreadable: number
}

export interface ListedEntry {
  readonly name: string
  readonly sizeBytes: number
  readonly modifiedAt: string | null
  /** It was longer or shorter when looked at again. */
  readonly isGrowing: boolean
}

export interface AccountSpace {
  readonly freeBytes: number | null
  readonly totalBytes: number | null
  /** Files that may still be put there; null where the server does not tell. */
  readonly freeFiles: number | null
  /** `statvfs`, `SITE QUOTA`, `AVBL`, the file system. */
  readonly told: string
}
