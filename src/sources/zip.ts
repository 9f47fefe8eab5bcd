import {posix} from 'node:path'
import {DcError} from '../errors.js'
import type {Batch, CaptureInput, SequentialFormat} from './format.js'
import {harFormat, readHar} from './har/har.js'
import {readTraceNetwork} from './playwright-trace.js'
import {MAX_BODY_BYTES} from './request-body.js'
import {readSaz, sessionsOf} from './saz.js'
import {ZipArchive} from '../files/zip-archive.js'

const HEAD_BYTES = 64 * 1024
/** In an archive without a member of a known name, so many are looked into for a HAR. */
const MAX_LOOKED_INTO = 32
const SURE_SCORE = 60
const MAX_MEMBERS_SHOWN = 8

export const zipFormat: SequentialFormat = {
  kind: 'sequential',
  id: 'zip',
  title: 'Archive: Playwright HAR or trace (.zip), Fiddler (.saz)',
  about:
    'A zip archive with a HAR and its bodies beside it, with the network log of a Playwright trace (*.network, resources/), or with the raw ' +
    'sessions of Fiddler (raw/1_c.txt). Archives within the archive are not entered; an encrypted one is refused.',
  score: (head) => (isZip(head) ? 100 : 0),
  open: readZip,
}

/** Local file header, or the end record of an empty archive. */
function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))
}

interface Member {
  name: string
  read: (input: CaptureInput) => AsyncIterable<Batch>
}

/**
 * Reads every capture in an archive, one after another. Where there are several, `Place.member` tells them apart.
 *
 * @throws DcError `zip-unreadable`, `capture-encrypted`, `capture-not-recognised` when there is nothing to read at all
 */
async function* readZip(input: CaptureInput): AsyncGenerator<Batch> {
  if (input.path === undefined) {
    throw new DcError('an archive can only be read from a file', {
      code: 'zip-unreadable',
      where: input.name,
      suggestions: ['unpack it first'],
    })
  }
  const archive = await ZipArchive.open(input.path, input.name)
  try {
    const members = await membersToRead(archive)
    const sessions = sessionsOf(archive)
    if (members.length === 0 && sessions.length === 0) throw notRecognised(archive, input.name)
    if ([...members.map(({name}) => name), ...sessions.map(({member}) => member)].every((name) => archive.isEncrypted(name)))
      throw encrypted(input.name)
    for (const member of members) yield* readMember(archive, member, input, members.length > 1)
    if (sessions.length > 0) yield* readSaz(archive, input.file)
    if (archive.damage) yield {requests: [], damaged: [{record: null, reason: archive.damage, container: true}]}
  } finally {
    archive.close()
  }
}

async function membersToRead(archive: ZipArchive): Promise<Member[]> {
  const names = archive.names.filter((name) => !name.startsWith('__MACOSX/')).toSorted()
  const hars = names.filter((name) => /\.har$/i.test(name))
  const logs = names.filter((name) => /\.network$/i.test(name))
  const known = [...hars.map((name) => ({name, read: readHar})), ...logs.map((name) => ({name, read: readTraceNetwork}))]
  if (known.length > 0 || sessionsOf(archive).length > 0) return known
  const found: Member[] = []
  for (const name of names.slice(0, MAX_LOOKED_INTO)) {
    const head = await archive.read(name, HEAD_BYTES)
    if (head && harFormat.score(head.bytes) >= SURE_SCORE) found.push({name, read: readHar})
  }
  return found
}

async function* readMember(archive: ZipArchive, member: Member, input: CaptureInput, isOneOfSeveral: boolean): AsyncGenerator<Batch> {
  let broken: string | undefined
  const folder = posix.dirname(member.name)
  const bytes = archive.stream(member.name, (reason) => (broken = reason))
  const inside: CaptureInput = {
    file: input.file,
    name: `${input.name}/${member.name}`,
    bytes,
    sibling: (name) => readBody(archive, folder, name),
  }
  for await (const batch of member.read(inside)) {
    if (isOneOfSeveral) nameMember(batch, member.name)
    yield batch
  }
  if (broken !== undefined) yield {requests: [], damaged: [{record: null, reason: broken, container: true}]}
}

function nameMember({requests, damaged}: Batch, name: string): void {
  for (const request of requests) request.place.member = name
  for (const damage of damaged ?? []) damage.reason = `${name}: ${damage.reason}`
}

/** A HAR names its bodies by their path from its own folder, a trace by the name of the file in `resources/`. */
async function readBody(archive: ZipArchive, folder: string, name: string): Promise<Uint8Array | undefined> {
  for (const candidate of [posix.join(folder, name), posix.join(folder, 'resources', name)]) {
    const read = await archive.read(candidate, MAX_BODY_BYTES)
    if (read && !read.isCut) return read.bytes
  }
  return undefined
}

function encrypted(where: string): DcError {
  return new DcError('the archive is protected by a password', {
    code: 'capture-encrypted',
    where,
    suggestions: ['save the sessions again without a password (Fiddler: File, Save, All Sessions, as ArchiveZip without encryption)'],
  })
}

function notRecognised(archive: ZipArchive, where: string): DcError {
  const {names} = archive
  const shown = names.slice(0, MAX_MEMBERS_SHOWN).join(', ')
  const more = names.length > MAX_MEMBERS_SHOWN ? ` and ${names.length - MAX_MEMBERS_SHOWN} more` : ''
  const holds = names.length === 0 ? 'it is empty' : `it holds ${shown}${more}`
  return new DcError(`the archive holds no HAR, no Playwright trace and no Fiddler session: ${holds}`, {
    code: 'capture-not-recognised',
    where,
    suggestions: adviceFor(names),
  })
}

function adviceFor(names: readonly string[]): string[] {
  // Workbooks and documents are archives too.
  if (names.some((name) => name.startsWith('xl/'))) return ['save the sheet that holds the URLs as CSV or text, and give that']
  if (names.some((name) => name.startsWith('word/'))) return ['save the document as plain text, and give that']
  if (names.some((name) => /\.(?:zip|saz|gz)$/i.test(name))) return ['unpack it: archives within an archive are not entered']
  return ['unpack it and give the capture itself', 'dc help formats']
}
