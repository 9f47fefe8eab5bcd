import type {AccountEvidence} from '../../issues/account-evidence.js'
import type {AccountLocation} from '../../mapping/location.js'
import {askedOnce, type AccountOptions} from './account-options.js'
import {Patience} from './patience.js'
import {evidenceOf, NOTHING_READ, visitAccount} from './visit-account.js'

/**
 * Looks at an account of FTP, FTPS or SFTP, rung by rung: name, port, greeting, encryption, host key, login, directory, listing, room. One
 * connection, and nothing is ever written. What a server can do wrong is evidence, not an error.
 * @throws DcError for an option that cannot be used; the reason of the signal when it is cancelled
 */
export async function probeAccount(location: AccountLocation, options: AccountOptions = {}): Promise<AccountEvidence> {
  const visit = await visitAccount(location, askedOnce(options), new Patience(options))
  await visit.session?.end()
  return evidenceOf(location, visit, NOTHING_READ)
}
