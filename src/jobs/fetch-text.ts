import {fetch} from 'undici'
import {DcError, EXIT} from '../errors.js'
import {collect, decode} from './code-text.js'

const TIMEOUT_MS = 20_000

/**
 * The text behind an address on the web; redirects are followed.
 * @throws DcError `usage`, `http-status`, `unreachable`, `too-large`
 */
export async function fetchText(address: string): Promise<string> {
  if (!URL.canParse(address))
    throw new DcError(`${address} is no address`, {code: 'usage', where: address, suggestions: ['dc code check --help']})
  const {host} = new URL(address)
  try {
    const answer = await fetch(address, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {accept: 'text/html,application/javascript,*/*', 'user-agent': 'dc code check'},
    })
    if (!answer.ok) {
      throw new DcError(`${address} answers ${answer.status} ${answer.statusText}`.trim(), {
        code: 'http-status',
        where: address,
        exitCode: EXIT.outside,
        suggestions: ['save the page or script, and check the file'],
      })
    }
    const bytes = answer.body === null ? new Uint8Array() : await collect(answer.body, address)
    return decode(bytes, /charset\s*=\s*"?([\w.:-]+)/i.exec(answer.headers.get('content-type') ?? '')?.[1])
  } catch (error) {
    if (error instanceof DcError) throw error
    throw new DcError(`${address} does not answer: ${reasonOf(error)}`, {
      code: 'unreachable',
      where: host,
      exitCode: EXIT.outside,
      suggestions: ['save the page or script, and check the file'],
      cause: error,
    })
  }
}

function reasonOf(error: unknown): string {
  const {name, cause} = error as {name?: string; cause?: {code?: string; message?: string}}
  if (name === 'TimeoutError') return `nothing within ${TIMEOUT_MS / 1000} seconds`
  return cause?.code ?? cause?.message ?? String(error)
}
