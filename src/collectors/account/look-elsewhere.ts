import type {AccountListing} from '../../issues/account-evidence.js'
import {AccountFault} from './account-fault.js'
import {below, parentOf, type AccountSession} from './account-session.js'
import {escapeName, isPlainName} from './remote-names.js'

const MOST_FOLDERS = 20

export interface Search {
  readonly directory: string
  /** Wire names of the folders in it. */
  readonly folders: readonly string[]
  readonly looksOurs: (name: string) => boolean
}

/**
 * Files that look like ours in places near by, when the directory holds none: the one above, the one after the login, the root, and the
 * folders right in all of these. Nothing is read but their listings; what may not be listed is passed over.
 */
export async function lookElsewhere(
  session: AccountSession,
  {directory, folders: own, looksOurs}: Search,
): Promise<AccountListing['elsewhere']> {
  const found: {directory: string; files: number; example: string}[] = []
  // A folder of one place may be the next place, so its own folders are kept.
  const seen = new Map<string, string[]>([[trimmed(directory), []]])
  let listed = 0
  const visit = async (place: string): Promise<string[]> => {
    const known = seen.get(trimmed(place))
    if (known !== undefined || listed >= MOST_FOLDERS) return known ?? []
    listed++
    const entries = await entriesOf(session, place)
    const ours = entries.filter(({kind, name}) => kind === 'file' && looksOurs(name))
    const [example] = ours
    if (example) found.push({directory: escapeName(session.shown(place)), files: ours.length, example: escapeName(example.name)})
    const folders = entries.filter(({kind, name}) => kind === 'folder' && isPlainName(name)).map(({wireName}) => below(place, wireName))
    seen.set(trimmed(place), folders)
    return folders
  }
  const tops = [session.home, parentOf(directory), '/'].filter((place) => place !== null)
  try {
    for (const name of own) await visit(below(directory, name))
    // The root of a whole machine is the last, and has folders enough to use up the limit.
    for (const top of tops) for (const folder of await visit(top)) await visit(folder)
  } catch (error) {
    // With the connection gone there is nothing more to see; what was seen stands.
    if (!(error instanceof AccountFault)) throw error
  }
  return found
}

async function entriesOf(session: AccountSession, place: string): Promise<Awaited<ReturnType<AccountSession['list']>>['entries']> {
  try {
    return (await session.list(place)).entries
  } catch (error) {
    if (!(error instanceof AccountFault) || error.isTransient) throw error
    return []
  }
}

function trimmed(directory: string): string {
  return directory.replace(/\/+$/, '') || '/'
}
