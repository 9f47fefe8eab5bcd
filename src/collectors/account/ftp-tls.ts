import {readFile} from 'node:fs/promises'
import {isIP, type Socket} from 'node:net'
import {connect, rootCertificates, type TLSSocket} from 'node:tls'
import {DcError} from '../../errors.js'
import {errorCode} from '../../files/input-paths.js'
import type {AccountOptions} from './account-options.js'
import {AccountFault, codeOf, droppedFault, systemFault} from './account-fault.js'

/**
 * TLS for the connections of FTPS. A certificate is trusted when an authority vouches for it and for the name of the host, or when its
 * fingerprint was pinned; nothing is trusted in silence.
 */
export interface TlsTrust {
  readonly host: string
  readonly ca: string[] | null
  /** Lower case hex without colons. */
  readonly pins: readonly string[] | null
}

/** @throws DcError `bad-certificate-pin`, `no-such-file`, `unreadable-file` */
export async function tlsTrustOf(host: string, {caPath, certificates}: AccountOptions): Promise<TlsTrust> {
  return {
    host,
    ca: caPath === undefined ? null : [...rootCertificates, await readAuthority(caPath)],
    pins: certificates?.map(normalPin) ?? null,
  }
}

/**
 * Encrypts a connection. The handshake runs through `rejectUnauthorized: false` so that the fingerprint of a certificate that is not trusted can
 * be told; the check comes right after it, before anything is sent.
 * @throws AccountFault `certificate-unknown`, `no-common-algorithm`, `other-service`, `dropped`
 */
export async function encrypt(socket: Socket, trust: TlsTrust): Promise<TLSSocket> {
  const encrypted = startTls(socket, trust, undefined)
  await handshake(encrypted)
  const fingerprint = hexOf(encrypted)
  if (trust.pins === null ? encrypted.authorized : trust.pins.includes(fingerprint)) return encrypted
  const reply: unknown = encrypted.authorizationError
  encrypted.destroy()
  const why =
    trust.pins === null
      ? (DISTRUST[replyOf(reply) ?? ''] ?? 'nobody vouches for the certificate of the server')
      : 'the server shows another certificate than the one that was pinned'
  throw new AccountFault('certificate-unknown', `${why}: SHA256:${fingerprint}`, {reply: replyOf(reply)})
}

/** What is wrong with a certificate, by the codes of OpenSSL and Node, where it is not that no authority that is known has signed it. */
const DISTRUST: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'the certificate of the server has expired',
  CERT_NOT_YET_VALID: 'the certificate of the server is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of the server is made out for another host',
  CERT_REVOKED: 'the certificate of the server was revoked',
}

/** TLS of a data connection: the session of the control connection goes on, or the very same certificate is shown again. */
export function startTls(socket: Socket, {host, ca}: TlsTrust, session: Buffer | undefined): TLSSocket {
  return connect({
    socket,
    host,
    ...(isIP(host) === 0 && {servername: host}),
    ...(ca !== null && {ca}),
    ...(session !== undefined && {session}),
    rejectUnauthorized: false,
  })
}

export function isSamePeer(data: TLSSocket, control: TLSSocket): boolean {
  return data.isSessionReused() || (hexOf(data) !== '' && hexOf(data) === hexOf(control))
}

/** @throws AccountFault */
export async function handshake(socket: TLSSocket): Promise<void> {
  await new Promise<void>((done, fail) => {
    socket.once('secureConnect', done)
    socket.once('error', (error) => fail(tlsFault(error)))
    socket.once('close', () => fail(droppedFault(new Error('closed'))))
  })
  socket
    .removeAllListeners('error')
    .removeAllListeners('close')
    .on('error', () => undefined)
}

/** By the codes of OpenSSL: which of them mean that no version or cipher is shared, and which that it is not TLS at all. */
function tlsFault(error: unknown): AccountFault {
  const code = codeOf(error)
  if (typeof code !== 'string') return droppedFault(error)
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH|UNEXPECTED_MESSAGE|HTTP_REQUEST/.test(code)) {
    return new AccountFault('other-service', 'what answers on this port does not speak TLS', {reply: code, cause: error})
  }
  if (/^(?:ERR_SSL|EPROTO)/.test(code)) {
    return new AccountFault('no-common-algorithm', 'no encryption that both sides accept was found', {reply: code, cause: error})
  }
  return systemFault(error) ?? new AccountFault('protocol', 'the encryption could not be set up', {reply: code, cause: error})
}

/** `TLSv1.3, certificate SHA256:…`. */
export function describeTls(socket: TLSSocket): string {
  return `${socket.getProtocol() ?? 'TLS'}, certificate SHA256:${hexOf(socket)}`
}

function hexOf(socket: TLSSocket): string {
  // Without a certificate it is an empty object.
  const {fingerprint256} = socket.getPeerCertificate() as {fingerprint256?: string}
  return fingerprint256?.replaceAll(':', '').toLowerCase() ?? ''
}

function replyOf(error: unknown): string | null {
  const code = typeof error === 'string' ? error : codeOf(error)
  return typeof code === 'string' && /^[A-Z_0-9]+$/.test(code) ? code : null
}

function normalPin(pin: string): string {
  const digest = pin
    .trim()
    .replace(/^SHA256:/i, '')
    .replaceAll(':', '')
    .toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(digest)) {
    throw new DcError('a certificate is pinned by its SHA-256 fingerprint, in hex', {
      code: 'bad-certificate-pin',
      suggestions: ['ask the operator of the server for it: openssl x509 -noout -fingerprint -sha256 -in CERT.pem'],
    })
  }
  return digest
}

async function readAuthority(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new DcError('the file of certificates cannot be read', {
      code: errorCode(error) === 'ENOENT' ? 'no-such-file' : 'unreadable-file',
      where: path,
      cause: error,
    })
  }
}
