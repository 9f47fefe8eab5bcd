import type {RemoteEntry} from './account-session.js'
import {byAge} from './describe-listing.js'
import {escapeName, isPartial, isPlainName} from './remote-names.js'

/** Which files of a listing are to be read. */
export interface FileChoice {
  /** By name alone. */
  readonly wants: (name: string) => boolean
  /** True for names of the integration's own files: they come before all others. */
  readonly looksOurs?: (name: string) => boolean
  /** Default 400. */
  readonly maxFiles?: number
  /** Together. Default 2 GB. */
  readonly maxBytes?: number
}

/** Our own first, of them the newest, until a limit is met; what is wanted and left out, with the reason. */
export function chooseFiles(
  entries: readonly RemoteEntry[],
  {wants, looksOurs = () => false, maxFiles = 400, maxBytes = 2 * 1024 ** 3}: FileChoice,
): {wanted: RemoteEntry[]; left: {name: string; reason: string}[]} {
  const wanted: RemoteEntry[] = []
  const left: {name: string; reason: string}[] = []
  let bytes = 0
  const isOther = ({name}: RemoteEntry): number => (looksOurs(name) ? 0 : 1)
  for (const entry of entries.toSorted((a, b) => isOther(a) - isOther(b) || byAge(a, b))) {
    if (entry.kind === 'folder' || !wants(entry.name)) continue
    const reason = whyNot(entry) ?? overLimit()
    if (reason !== null) left.push({name: escapeName(entry.name), reason})
    else {
      wanted.push(entry)
      bytes += entry.sizeBytes
    }
    function overLimit(): string | null {
      if (wanted.length >= maxFiles) return `more than ${maxFiles} files`
      return bytes + entry.sizeBytes > maxBytes ? `more than ${maxBytes} bytes together` : null
    }
  }
  return {wanted, left}
}

function whyNot({name, wireName, kind}: RemoteEntry): string | null {
  if (!isPlainName(name) || !isPlainName(wireName)) return 'its name is no plain name of a file'
  if (kind === 'link') return 'it is a link, and may lead anywhere'
  if (kind !== 'file') return 'it is no file'
  return isPartial(name) ? 'it is still being uploaded, or was never finished (.part)' : null
}
