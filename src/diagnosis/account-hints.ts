import type {AccountEvidence, AccountFailure} from '../issues/account-evidence.js'

/** What opens an account that could not be looked at, where it is up to the user: an exact flag. Undefined for what only others can change. */
export function howToOpen({failure, hostKey, location}: AccountEvidence): string | undefined {
  if (failure === null) return undefined
  const hint = HINTS[failure.code]
  return hint && `${location}: ${hint(hostKey?.fingerprint ?? 'SHA256:…')}`
}

const HINTS: Readonly<Partial<Record<AccountFailure['code'], (fingerprint: string) => string>>> = {
  'bad-location': () => '--files sftp://USER@HOST/FOLDER, without a password',
  'certificate-unknown': () => '--ca-file FILE where the signature is what is not known, or --certificate with what its owner gives you',
  'encryption-wanted': () => '--files with ftps:// instead of ftp://',
  'host-key-unknown': (fingerprint) => `--host-key ${fingerprint}, once its owner has confirmed that key`,
  'listing-unreadable': () => '--files DIR with the files themselves, fetched by another program',
  'secret-unavailable': () =>
    '--credential env:NAME (or file:, cmd:), which must lead to the password or key; --passphrase for a key that needs one',
  'timed-out': () => '--timeout SECONDS, if the server is only slow',
}
