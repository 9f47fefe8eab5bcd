import type {AccountLocation} from '../../mapping/location.js'
import {AccountFault} from './account-fault.js'
import {readSecret, type AccountOptions} from './account-options.js'
import type {FtpControl} from './ftp-control.js'
import {toWire} from './ftp-listing.js'

/** Before and at the login, 421 means that there are too many already. Source: RFC 959 section 4.2; Adobe, "FTP limits" (connections). */
export async function atDoor<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof AccountFault && error.reply === '421') {
      throw new AccountFault('too-many-connections', 'the server takes no more connections', {reply: 421, isTransient: true, cause: error})
    }
    throw error
  }
}

/** What the login brings: `features` are the names of FEAT, in upper case. */
export interface Home {
  readonly user: string
  readonly directory: string
  readonly features: ReadonlySet<string>
}

/** @throws AccountFault */
export async function logIn(control: FtpControl, location: AccountLocation, options: AccountOptions): Promise<Home> {
  const user = location.user ?? options.user ?? 'anonymous'
  if (/[\r\n\0]/.test(user)) throw new AccountFault('login-refused', 'the name of the user holds control characters')
  // Asked first, since some servers hang up with their refusal.
  const isTlsOffered = location.kind === 'ftp' && featuresOf((await atDoor(control.tryAsk('FEAT'))).text).has('AUTH')
  let reply = await atDoor(control.tryAsk('USER', toWire(user)))
  const isPasswordAsked = reply.code === 331
  if (isPasswordAsked) reply = await atDoor(control.tryAsk('PASS', toWire(await passwordOf(user, options))))
  if (reply.code === 332) throw new AccountFault('second-factor', 'the server asks for more than a password', {reply: 332})
  if (reply.code >= 300) throw refusedLogin(reply.code, {isPasswordAsked, isTlsOffered})
  const features = featuresOf((await control.tryAsk('FEAT')).text)
  if (location.kind === 'ftps') {
    await control.tryAsk('PBSZ', '0')
    const protection = await control.tryAsk('PROT', 'P')
    if (protection.code >= 300) throw new AccountFault('encryption-refused', 'the server does not encrypt files', {reply: protection.code})
  }
  if (features.has('UTF8')) await control.tryAsk('OPTS', 'UTF8 ON')
  await control.tryAsk('TYPE', 'I')
  const directory = /^257[ -][^"]*"((?:[^"]|"")*)"/m.exec((await control.tryAsk('PWD')).text)?.[1]?.replaceAll('""', '"')
  return {user, directory: directory ?? '/', features}
}

async function passwordOf(user: string, {secret}: AccountOptions): Promise<string> {
  if (secret === undefined && user !== 'anonymous')
    throw new AccountFault('secret-unavailable', 'the server asks for a password, and none was named')
  const password = secret === undefined ? 'anonymous@' : await readSecret(secret, 'the password')
  if (/[\r\n\0]/.test(password)) throw new AccountFault('secret-unavailable', 'the secret is no password: it holds line breaks')
  return password
}

/**
 * 530 to a password says that user and password were looked at. Every other refusal means that it did not come to that: where encryption is offered
 * and was not used, it is most likely insisted on. Servers have no common code for it: 530 (vsftpd), 550 (proftpd), 534 (IIS), 503.
 */
function refusedLogin(reply: number, {isPasswordAsked, isTlsOffered}: {isPasswordAsked: boolean; isTlsOffered: boolean}): AccountFault {
  const isLogin = reply === 530 || reply === 430
  if (isLogin && isPasswordAsked) return new AccountFault('login-refused', 'the server refuses user or password', {reply})
  if (isTlsOffered) {
    const message =
      'the server refuses the login before it has looked at a password, and offers encryption: it may insist on that (ftps://)'
    return new AccountFault('encryption-wanted', message, {reply})
  }
  return isLogin
    ? new AccountFault('login-refused', 'the server refuses the user, without asking for a password', {reply})
    : new AccountFault('protocol', 'the server does not take logins this way', {reply})
}

/** Names of FEAT, upper case. Source: RFC 2389 section 3.2; for `AUTH`, RFC 4217 section 6. */
function featuresOf(text: string): Set<string> {
  const lines = text.split('\n').filter((line) => !/^\d{3}[ -]/.test(line))
  return new Set(lines.map((line) => line.trim().split(' ', 1)[0]?.toUpperCase() ?? ''))
}
