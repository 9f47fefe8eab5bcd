import {lstat, mkdir, readFile, rm} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import * as z from 'zod'
import {DcError} from '../errors.js'
import {ACTIVITY_FILE, appendOnce, cutLog, sizeOfLog} from './activity-log.js'
import {prepareFile, syncFolder, sweepTemporaries, writeFileAtomically, type PreparedFile} from './atomic-write.js'
import {whyNoId} from './names.js'

/**
 * Several files and the activity log change together or not at all. No file system offers that, so the change is first written down in
 * one file, the journal, whose appearance is the moment it happens; then it is carried out. Whoever finds a journal carries it out again:
 * every step can be repeated. Room on the disk is taken before that moment: the new files lie ready beside the old ones and need a rename
 * only; should the log find no room for its line, everything is taken back. All of this is done by who holds the lock.
 */

/** A file of the workspace, by its path in it (`integrations/spring-email.json`), and what it is to hold; null: it goes. */
export interface FileChange {
  readonly path: string
  readonly content: string | null
}

interface Journal {
  version: 1
  log: {size: number; lines: string}
  files: FileChange[]
}

// The journal is read back as anything from a disk is: it must not lead out of the workspace.
const journalSchema: z.ZodType<Journal> = z.strictObject({
  version: z.literal(1),
  log: z.strictObject({size: z.int().min(0), lines: z.string()}),
  files: z.array(z.strictObject({path: z.string().refine(isOwnPath), content: z.string().nullable()})),
})

function isOwnPath(path: string): boolean {
  const id = /^integrations\/([^/\\]+)\.json$/.exec(path)?.[1]
  return path === 'workspace.json' || (id !== undefined && whyNoId(id) === undefined)
}

const journalPath = (folder: string) => join(folder, '.state', 'journal.json')

export async function hasJournal(folder: string): Promise<boolean> {
  return (await lstat(journalPath(folder)).catch(() => undefined)) !== undefined
}

/** Writes files and log lines; when it throws, nothing has changed, unless the error is an `UnfinishedChange`. */
export async function commitTogether(folder: string, files: readonly FileChange[], lines: string): Promise<void> {
  const log = join(folder, ACTIVITY_FILE)
  const prepared: PreparedFile[] = []
  try {
    for (const {path, content} of files) if (content !== null) prepared.push(await prepareFile(join(folder, path), content))
    const size = await sizeOfLog(log)
    const journal: Journal = {version: 1, log: {size, lines}, files: [...files]}
    await writeFileAtomically(journalPath(folder), JSON.stringify(journal))
    await carryOut(folder, journal, prepared)
  } finally {
    await Promise.all(prepared.map((file) => file.discard()))
  }
}

/** A change that is written down but could not be carried out to the end: the next command does. */
export class UnfinishedChange extends Error {
  override readonly name = 'UnfinishedChange'
}

async function carryOut(folder: string, {log: {size, lines}, files}: Journal, prepared: readonly PreparedFile[]): Promise<void> {
  const log = join(folder, ACTIVITY_FILE)
  let done = 0
  try {
    await appendOnce(log, lines, size)
    for (const file of prepared) {
      await file.commit()
      done++
    }
    for (const {path} of files.filter(({content}) => content === null)) {
      await removeFile(join(folder, path))
      done++
    }
  } catch (error) {
    if (done > 0) throw new UnfinishedChange('the change could not be carried out to its end', {cause: error})
    await takeBack(folder, log, size)
    throw error
  }
  await removeFile(journalPath(folder))
}

async function takeBack(folder: string, log: string, size: number): Promise<void> {
  await cutLog(log, size).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw new UnfinishedChange('the change could not be taken back', {cause: error})
  })
  await removeFile(journalPath(folder))
}

/** Carries out what a killed process had written down, and removes what it left. Only for who holds the lock. */
export async function recover(folder: string): Promise<void> {
  const journal = await readJournal(folder)
  if (journal !== undefined) {
    await appendOnce(join(folder, ACTIVITY_FILE), journal.log.lines, journal.log.size)
    for (const {path, content} of journal.files) {
      const target = join(folder, path)
      await mkdir(dirname(target), {recursive: true})
      if (content === null) await removeFile(target)
      else await writeFileAtomically(target, content)
    }
    await removeFile(journalPath(folder))
  }
  await Promise.all(['', 'integrations', 'suites', '.state'].map((name) => sweepTemporaries(join(folder, name))))
}

async function readJournal(folder: string): Promise<Journal | undefined> {
  let text: string
  try {
    text = await readFile(journalPath(folder), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const journal = journalSchema.safeParse(parseJson(text))
  if (journal.success) return journal.data
  // Written whole or not at all: somebody else did this, and dc does not guess what was meant.
  throw new DcError('the journal of an interrupted change is none that dc wrote', {
    code: 'invalid-journal',
    where: journalPath(folder),
    suggestions: [`look at dc log, then remove ${journalPath(folder)}`],
    cause: journal.error,
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function removeFile(path: string): Promise<void> {
  await rm(path, {force: true})
  await syncFolder(dirname(path))
}
