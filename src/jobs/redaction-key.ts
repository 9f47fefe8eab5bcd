import {createHmac, randomBytes} from 'node:crypto'
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {errorCode} from '../files/input-paths.js'
import type {Tokeniser} from '../issues/redaction/personal-text.js'
import {ensureState, type Workspace} from '../workspace/workspace.js'

/**
 * Tokens are keyed, so that nobody finds a value by trying out likely ones. The key stays on this machine, in `.state` of the workspace: the
 * bundles of one workspace share their tokens, those of two do not.
 */

const FILE = 'redaction-key'
const KEY = /^[0-9a-f]{64}$/
const DIGITS = 10

/** Of the workspace, made on first use; where there is no workspace, or it cannot be written, one for this run alone. */
export async function openTokens(workspace: Workspace | undefined): Promise<Tokeniser> {
  const key = workspace === undefined ? undefined : await keyOf(workspace).catch(() => undefined)
  return tokensOf(key ?? makeKey())
}

/** `key` is secret; the digits are those of an HMAC with SHA-256. */
export function tokensOf(key: string): Tokeniser {
  const known = new Map<string, string>()
  return (kind, value) => {
    const text = `${kind}\0${value}`
    const token = known.get(text) ?? createHmac('sha256', key).update(text).digest('hex').slice(0, DIGITS)
    known.set(text, token)
    return token
  }
}

async function keyOf(workspace: Workspace): Promise<string> {
  const path = join(await ensureState(workspace), FILE)
  const made = makeKey()
  try {
    await writeFile(path, `${made}\n`, {flag: 'wx', mode: 0o600})
    return made
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
  const key = (await readFile(path, 'utf8')).trim()
  // Half written by another process, or damaged: for this run another one serves as well.
  return KEY.test(key) ? key : made
}

function makeKey(): string {
  return randomBytes(32).toString('hex')
}
