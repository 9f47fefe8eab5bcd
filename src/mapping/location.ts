import {DcError} from '../errors.js'

/**
 * Where files are delivered, as an integration or `--files` names it: `file:PATH`, `ftp://`, `ftps://` or `sftp://`. A location holds no
 * secret: a URL with a password is refused, and no message repeats it.
 */
export type DeliveryLocation = FolderLocation | AccountLocation

export interface FolderLocation {
  readonly kind: 'folder'
  /** As written: relative to whatever the location belongs to. */
  readonly path: string
  /** For display: `file:out`. */
  readonly display: string
}

export interface AccountLocation {
  readonly kind: 'ftp' | 'ftps' | 'sftp'
  /** Name or address, without brackets, in lower case. */
  readonly host: string
  readonly port: number
  readonly user: string | null
  /**
   * Decoded. Empty: the directory one is in after the login. `/~/out` is below that directory, `//out` below the root; `/out` may be
   * either (RFC 1738 section 3.2.2 and what SFTP clients do differ), so both are tried.
   */
  readonly path: string
  /** TLS from the first byte: port 990 of `ftps://`. */
  readonly isImplicit: boolean
  /** For display: without user. */
  readonly display: string
}

const SCHEME = /^(ftp|ftps|sftp):\/\//
const DEFAULT_PORTS = {ftp: 21, ftps: 21, sftp: 22}
/** Source: IANA service names, `ftps`. */
const IMPLICIT_TLS_PORT = 990

/** @throws DcError `bad-location` with the reason `whyNoLocation` gives; the text itself is not repeated, it may hold a password. */
export function parseLocation(text: string): DeliveryLocation {
  const fault = whyNoLocation(text)
  if (fault !== undefined) {
    throw new DcError(fault, {code: 'bad-location', suggestions: ['write it as sftp://USER@HOST/FOLDER, ftp://, ftps://, or file:FOLDER']})
  }
  const kind = kindOf(text)
  if (kind === undefined) return {kind: 'folder', path: text.slice('file:'.length), display: text}
  const url = new URL(text)
  const host = hostOf(url) ?? ''
  const port = url.port === '' ? DEFAULT_PORTS[kind] : Number(url.port)
  return {
    kind,
    host: host.replace(/^\[|\]$/g, ''),
    port,
    user: url.username === '' ? null : decodeURIComponent(url.username),
    path: url.pathname === '/' ? '' : decodeURIComponent(url.pathname),
    isImplicit: kind === 'ftps' && port === IMPLICIT_TLS_PORT,
    display: `${kind}://${host}${url.port === '' ? '' : `:${url.port}`}${url.pathname === '/' ? '' : url.pathname}`,
  }
}

/** Why the text names no place of delivery; undefined when it does. */
export function whyNoLocation(text: string): string | undefined {
  if (/\p{Cc}/u.test(text)) return 'holds control characters'
  if (/^file:(?!\/\/)./.test(text)) return undefined
  if (kindOf(text) === undefined || !URL.canParse(text)) return 'expected file:PATH, ftp://, ftps:// or sftp:// with a host'
  const url = new URL(text)
  if (url.password !== '') return 'a password is never written down here: name it in credential, {"secret": "env:NAME"}'
  if (url.hostname === '') return 'the host is missing'
  if (/^[a-z]+$/.test(url.hostname) && /^:?\/\//.test(url.pathname) && /^s?ftps?$/.test(url.hostname)) return 'the scheme is written twice'
  if (hostOf(url) === undefined) return 'the host is neither a name nor an address'
  if (url.search !== '' || url.hash !== '') return 'nothing may follow the path'
  const parts = [url.username, url.pathname].map(decoded)
  return parts.some((part) => part === undefined || /\p{Cc}/u.test(part))
    ? 'a percent sign is written as %25, other characters in UTF-8'
    : undefined
}

function kindOf(text: string): AccountLocation['kind'] | undefined {
  return SCHEME.exec(text)?.[1] as AccountLocation['kind'] | undefined
}

/** By the rules for hosts of `http:`: those for schemes that URL does not know accept nearly anything. */
function hostOf({hostname}: URL): string | undefined {
  const text = `http://${decoded(hostname) ?? ''}/`
  return /[\s@#?%\\]/.test(decoded(hostname) ?? ' ') || !URL.canParse(text) ? undefined : new URL(text).hostname
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
