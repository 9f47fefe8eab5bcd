import {AccountFault, codeOf, droppedFault, systemFault} from './account-fault.js'

/** Source: draft-ietf-secsh-filexfer-02, section 7, the version that servers speak: codes of SSH_FXP_STATUS. */
const STATUS = {eof: 1, noSuchFile: 2, permissionDenied: 3, failure: 4, badMessage: 5, noConnection: 6, connectionLost: 7, unsupported: 8}

/** What a refused request means. @param what the thing asked for, such as `the directory` */
export function sftpFault(error: unknown, what: 'directory' | 'file' | 'request'): AccountFault {
  if (error instanceof AccountFault) return error
  const reply = codeOf(error)
  if (typeof reply !== 'number') return droppedFault(error)
  const options = {reply, cause: error}
  switch (reply) {
    case STATUS.noSuchFile:
      return what === 'directory'
        ? new AccountFault('no-directory', 'there is no such directory', options)
        : new AccountFault('no-permission', 'the file is gone', options)
    case STATUS.permissionDenied:
      return new AccountFault('no-permission', `the server does not let this user read the ${what}`, options)
    case STATUS.noConnection:
    case STATUS.connectionLost:
      return new AccountFault('dropped', 'the server lost the connection', {...options, isTransient: true})
    default:
      return new AccountFault('protocol', `the server cannot serve the ${what}`, options)
  }
}

export function isSftpStatus(error: unknown, status: keyof typeof STATUS): boolean {
  return codeOf(error) === STATUS[status]
}

/**
 * What ended the connection before the login was through. ssh2 marks where an error came from (`level`); for a key exchange without a
 * common algorithm it has no code of its own, only its sentence.
 */
export function sshFault(error: unknown): AccountFault {
  if (error instanceof AccountFault) return error
  const level = typeof error === 'object' && error !== null && 'level' in error ? error.level : undefined
  const reply = codeOf(error)
  if (level === 'handshake') {
    const isAlgorithm = error instanceof Error && error.message.startsWith('Handshake failed: no matching')
    return isAlgorithm
      ? new AccountFault('no-common-algorithm', 'no algorithm that both sides accept was found', {cause: error})
      : new AccountFault('protocol', 'the key exchange failed', {cause: error})
  }
  // Disconnect messages carry a reason: RFC 4253 section 11.1.
  if (typeof reply === 'number') {
    if (reply === 3) return new AccountFault('no-common-algorithm', 'the server ended the key exchange', {reply, cause: error})
    if (reply === 12)
      return new AccountFault('too-many-connections', 'the server takes no more connections', {reply, isTransient: true, cause: error})
    if (reply === 14) return new AccountFault('login-refused', 'the server takes no more logins', {reply, cause: error})
    return new AccountFault('dropped', 'the server ended the connection', {reply, isTransient: true, cause: error})
  }
  return systemFault(error) ?? droppedFault(error)
}
