import {DcError} from '../errors.js'

/** Where a secret is found. The reference may be shown anywhere; what it leads to nowhere. */

const SECRET_KINDS = ['env', 'file', 'cmd', 'keyring', 'vault'] as const
export type SecretKind = (typeof SECRET_KINDS)[number]

export interface ParsedSecret {
  readonly kind: SecretKind
  /** Name of a variable, path, command line, or name of an entry. */
  readonly target: string
}

/** `env:NAME`, `file:PATH`, `cmd:COMMAND`, `keyring:NAME` or `vault:NAME`; undefined for anything else, which may be the secret itself. */
export function parseSecretReference(reference: string): ParsedSecret | undefined {
  const [, word, target] = /^([a-z]+):(\S.*)$/.exec(reference) ?? []
  const kind = SECRET_KINDS.find((each) => each === word)
  if (kind === undefined || target === undefined) return undefined
  if (kind === 'env' && !/^[A-Za-z_]\w*$/.test(target)) return undefined
  return {kind, target: target.trimEnd()}
}

/** @throws DcError `bad-secret-reference`; the text is not repeated, since it may be the secret itself */
export function requireSecretReference(reference: string, where: string): ParsedSecret {
  const parsed = parseSecretReference(reference)
  if (parsed !== undefined) return parsed
  throw new DcError('a secret is named, never written down: this is no reference (what was given is not shown)', {
    code: 'bad-secret-reference',
    where,
    suggestions: ['env:NAME', 'file:PATH', 'cmd:COMMAND', 'keyring:NAME', 'vault:NAME'],
  })
}
