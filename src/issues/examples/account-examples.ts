import type {AccountEvidence, AccountFailure, AccountListing} from '../account-evidence.js'

/** Accounts in miniature, for the examples of causes. */

/** An SFTP account that was listed without a fault: nothing in it. */
export function exampleAccount(parts: Partial<AccountEvidence>): AccountEvidence {
  return {
    location: 'sftp://files.example:22/out',
    kind: 'sftp',
    host: 'files.example',
    port: 22,
    directory: '/out',
    steps: [],
    failure: null,
    software: null,
    hostKey: null,
    clockSkewMs: null,
    listing: exampleListing({}),
    space: null,
    read: {files: 0, bytes: 0, left: []},
    ...parts,
  }
}

export function exampleListing(parts: Partial<AccountListing>): AccountListing {
  const entries = parts.entries ?? []
  return {
    isComplete: true,
    files: entries.length,
    bytes: entries.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0),
    folders: 0,
    entries,
    oldest: entries.at(-1) ?? null,
    newest: entries[0] ?? null,
    partials: entries.filter(({name}) => name.endsWith('.part')),
    elsewhere: [],
    unreadable: 0,
    ...parts,
  }
}

/** An account that could not be listed. */
export function exampleFailure(
  step: AccountFailure['step'],
  code: AccountFailure['code'],
  parts: Partial<AccountEvidence> = {},
): AccountEvidence {
  const failure = {step, code, message: `${step}: ${code}`, reply: null, origin: {file: 'sftp://files.example:22/out', record: null}}
  return exampleAccount({failure, listing: null, ...parts})
}
