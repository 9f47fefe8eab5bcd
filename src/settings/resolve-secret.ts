import {execFile} from 'node:child_process'
import {readFile} from 'node:fs/promises'
import {homedir} from 'node:os'
import {join, resolve} from 'node:path'
import {DcError, EXIT} from '../errors.js'
import {requireSecretReference, type ParsedSecret} from './secret-reference.js'

/**
 * Reads a secret at the moment of use. Whoever writes `file:` or `cmd:` into a committed file lets everybody who clones it read that file or
 * run that command, so these are followed only where the user wrote them, or trusted the workspace. No error repeats what was read.
 */
export interface SecretSource {
  /** Who wrote the reference: the user (settings, a flag), or a workspace, whose folder this is (the one with `workspace.json`). */
  readonly from: 'user' | {readonly workspace: string; readonly trusted: boolean}
  /** Where the reference stands, for messages: `dc/integrations/spring-email.json: delivery.credential`. */
  readonly where: string
  readonly env: Readonly<Record<string, string | undefined>>
}

const MAX_BYTES = 64 * 1024
const TIMEOUT_MS = 30_000

/** The secret without the line feed at its end. @throws DcError `bad-secret-reference`, `untrusted-secret`, `secret-unavailable` */
export async function resolveSecret(reference: string, source: SecretSource): Promise<string> {
  const parsed = requireSecretReference(reference, source.where)
  requireTrust(parsed, source)
  const secret = (await read(parsed, source)).replace(/\r?\n$/, '')
  if (secret !== '') return secret
  throw new SecretUnavailable(parsed, source, 'it is empty')
}

/** @throws DcError `bad-secret-reference`, `untrusted-secret` */
export function requireTrustedSecret(reference: string, source: SecretSource): void {
  requireTrust(requireSecretReference(reference, source.where), source)
}

function requireTrust({kind, target}: ParsedSecret, {from, where}: SecretSource): void {
  if ((kind !== 'file' && kind !== 'cmd') || from === 'user' || from.trusted) return
  throw new DcError(
    `the workspace wants to ${kind === 'cmd' ? 'run' : 'read'} ${JSON.stringify(target)} for a secret, and you have not trusted it`,
    {
      code: 'untrusted-secret',
      where,
      suggestions: [
        'put the secret into the environment and name it env:NAME, which needs no trust',
        '--trust-workspace, if you know who may change its files',
      ],
    },
  )
}

async function read(parsed: ParsedSecret, source: SecretSource): Promise<string> {
  const {kind, target} = parsed
  if (kind === 'env') {
    const value = source.env[target]
    if (value === undefined) throw new SecretUnavailable(parsed, source, `the variable ${target} is not set`)
    return value
  }
  if (kind === 'file') return readSecretFile(parsed, source)
  if (kind === 'cmd') return runForSecret(parsed, source)
  throw new SecretUnavailable(parsed, source, `this dc cannot read ${kind}: references`)
}

async function readSecretFile(parsed: ParsedSecret, source: SecretSource): Promise<string> {
  const {target} = parsed
  const base = source.from === 'user' ? process.cwd() : resolve(source.from.workspace, '..')
  const path = target.startsWith('~/') ? join(homedir(), target.slice(2)) : resolve(base, target)
  let content: Buffer
  try {
    content = await readFile(path)
  } catch (error) {
    throw new SecretUnavailable(parsed, source, `the file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`)
  }
  if (content.length > MAX_BYTES) throw new SecretUnavailable(parsed, source, 'the file is too large for a secret')
  return content.toString('utf8')
}

async function runForSecret(parsed: ParsedSecret, source: SecretSource): Promise<string> {
  const [shell, flag] = process.platform === 'win32' ? ['cmd.exe', '/c'] : ['/bin/sh', '-c']
  return new Promise((done, fail) => {
    execFile(shell, [flag, parsed.target], {timeout: TIMEOUT_MS, maxBuffer: MAX_BYTES, env: {...source.env}}, (error, stdout) => {
      if (error === null) done(stdout)
      // What the command printed may be the secret: only how it ended is told.
      else
        fail(
          new SecretUnavailable(
            parsed,
            source,
            error.killed ? 'the command does not come to an end' : `the command failed (${String(error.code)})`,
          ),
        )
    })
  })
}

/** A reference that leads to nothing. */
export class SecretUnavailable extends DcError {
  /** The message without the path or command of the reference, which may be personal: for evidence that goes to others. */
  readonly forOthers: string

  constructor({kind, target}: ParsedSecret, {where}: SecretSource, why: string) {
    super(`the secret ${kind}:${target} is not available: ${why}`, {
      code: 'secret-unavailable',
      where,
      suggestions: kind === 'env' ? [`export ${target}=…`] : [],
      exitCode: EXIT.usage,
    })
    this.forOthers = `the secret ${kind}:${kind === 'env' ? target : '…'} is not available: ${why}`
  }
}
