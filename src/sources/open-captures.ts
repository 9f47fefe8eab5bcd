/** Opening what the user gave: which files, which format each, and a stream of its bytes. Reads no more than the head of each file. */
import {createReadStream} from 'node:fs'
import type {Readable} from 'node:stream'
import {DcError} from '../errors.js'
import {contentOf, peekBytes} from '../files/content-bytes.js'
import {bytesOfFile} from '../files/file-bytes.js'
import {resolveInputPaths, unreadable, type InputPath} from '../files/input-paths.js'
import {describeContent} from './describe-content.js'
import {detectFormat} from './detect.js'
import type {CaptureInput, Damage, Format} from './format.js'
import {FORMATS, findFormat} from './formats.js'
import {HEAD_BYTES} from './head.js'
import {readInPlace} from '../files/read-in-place.js'
import {spoolToFile} from '../files/spool.js'
import {readSibling} from './read-sibling.js'

const READ_BYTES = 1024 * 1024

/** One file, pipe or standard input. Exactly one of `format`, `error` and `empty` says what it is. */
export interface OpenedInput {
  /** Index in the run, as in `Place.file`. */
  index: number
  /** Relative to the working directory; `-` for standard input. */
  name: string
  format?: Format
  /** Why it cannot be read at all. */
  error?: DcError
  /** Nothing is in it, or nothing but blanks. No error: it holds no request, and says so. */
  empty: boolean
  /** On disk, before decompression; undefined for standard input and pipes. */
  sizeBytes?: number
  /** A regular file that holds the capture as it is: neither compressed nor in another encoding. Whoever has its path may read it, also a thread. */
  plainPath?: string
  /** For the user: what was assumed about this input. */
  notes: string[]
  /** Damage of the compression around the capture, complete once the bytes have been read. */
  damaged: Damage[]
  /** The bytes of the capture. To be called once, and only when there is a format. */
  open(): CaptureInput
  /** Removes what was put aside for this input. To be called in any case. */
  close(): Promise<void>
}

export interface OpenedCaptures {
  inputs: OpenedInput[]
  /** Members of folders and matches of globs that are no captures. */
  skippedFiles: {name: string; looksLike: string}[]
  /** For the user: files given twice. */
  notes: string[]
}

export interface OpenOptions {
  /** Files, folders, globs, and `-`. */
  paths: readonly string[]
  /** Id of a format; detection is then left out. */
  inputFormat?: string
  stdin: Readable
  /** Absolute. Names in messages are relative to it. */
  cwd: string
}

/**
 * Opens captures. What cannot be read becomes an input with an `error`; only an unknown `inputFormat` throws.
 *
 * @throws DcError `unknown-format`
 */
export async function openCaptures(options: OpenOptions): Promise<OpenedCaptures> {
  const forced = forcedFormat(options.inputFormat)
  const {files, notes, groups} = await resolveInputPaths(options.paths, options.cwd)
  const opened: OpenedCaptures = {inputs: [], skippedFiles: [], notes}
  const kept = new Map<string, number>()
  for (const file of files) {
    const index = opened.inputs.length
    const input = 'error' in file ? failed(index, file.name, file.error) : await openInput(file, index, options.stdin, forced)
    if (!('error' in file) && !file.named) {
      if (input.empty || input.error?.code === 'not-a-capture') {
        opened.skippedFiles.push({name: file.name, looksLike: input.empty ? 'an empty file' : describeInError(input.error)})
        await input.close()
        continue
      }
    }
    if ('from' in file && file.from !== undefined) kept.set(file.from, (kept.get(file.from) ?? 0) + 1)
    opened.inputs.push(input)
  }
  for (const group of groups) {
    const isExplained = group.repeats > 0 || opened.inputs.some((input) => input.error && input.name.startsWith(group.name))
    if (!kept.has(group.name) && !isExplained) opened.inputs.push(failed(opened.inputs.length, group.name, withoutCaptures(group)))
  }
  return opened
}

function forcedFormat(id: string | undefined): Format | undefined {
  if (id === undefined) return undefined
  const format = findFormat(id)
  if (format) return format
  const known = FORMATS.map((known) => known.id).join(', ')
  throw new DcError(`unknown format ${JSON.stringify(id)}`, {
    code: 'unknown-format',
    where: '--input-format',
    suggestions: [`--input-format ID, one of: ${known}`, 'dc help formats'],
  })
}

const LOOKS_LIKE = 'it looks like '

function describeInError(error: DcError | undefined): string {
  const at = error?.message.indexOf(LOOKS_LIKE) ?? -1
  return at < 0 ? 'no capture' : (error?.message.slice(at + LOOKS_LIKE.length) ?? '')
}

function withoutCaptures({name, files}: {name: string; files: number}): DcError {
  const message =
    files === 0
      ? 'holds no file'
      : `holds no capture: ${files === 1 ? 'its one file is' : `none of its ${files} files is`} ${files === 1 ? 'not ' : ''}in a format that dc reads`
  return new DcError(message, {code: 'no-captures', where: name, suggestions: ['dc help formats']})
}

function failed(index: number, name: string, error: DcError): OpenedInput {
  return {index, name, error, empty: false, notes: [], damaged: [], open: () => raise(error), close: async () => undefined}
}

function raise(error: DcError): never {
  throw error
}

async function openInput(file: InputPath, index: number, stdin: Readable, forced: Format | undefined): Promise<OpenedInput> {
  const damaged: Damage[] = []
  const onDamage = (damage: Damage): void => void damaged.push(damage)
  /** A file on disk is opened again for reading; a pipe goes on where the look at its head ended. */
  const reopen = file.path !== undefined && file.sizeBytes !== undefined ? () => readBytes(file.path ?? '') : undefined
  const raw = reopen?.() ?? (file.path === undefined ? stdin : createReadStream(file.path))
  let peeked: Awaited<ReturnType<typeof peekBytes>>
  let isPlain = true
  try {
    const atHead: Damage[] = []
    const onLayer = () => void (isPlain = false)
    peeked = await peekBytes(contentOf(raw, reopen ? (damage) => void atHead.push(damage) : onDamage, {onLayer}), HEAD_BYTES)
    if (reopen) await peeked.close()
    // A compressed file that breaks before its first byte has nothing to detect a format in.
    if (peeked.head.length === 0 && atHead.length > 0) damaged.push(...atHead)
  } catch (error) {
    return failed(index, file.name, unreadable(file.name, error))
  }

  const {head} = peeked
  const empty = isBlank(head) && head.length < HEAD_BYTES
  const format = empty ? undefined : forcedOrDetected(head, forced, file.named)
  const input: OpenedInput = {
    index,
    name: file.name,
    empty,
    ...(file.sizeBytes !== undefined && {sizeBytes: file.sizeBytes}),
    notes: [],
    damaged,
    open: () => raise(new DcError('nothing to read', {code: 'not-a-capture', where: file.name})),
    close: async () => (reopen ? undefined : peeked.close()),
  }
  if (empty) {
    if (damaged[0]) return failed(index, file.name, new DcError(damaged[0].reason, {code: 'damaged-file', where: file.name}))
    input.notes.push(head.length === 0 ? 'the file is empty' : 'the file holds only blanks')
    return input
  }
  if (!format) return {...failed(index, file.name, notACapture(file.name, head)), close: () => input.close()}
  input.format = format
  if (reopen && isPlain && file.path !== undefined) input.plainPath = file.path
  const bytes = (): AsyncIterable<Uint8Array> => {
    if (!reopen) return peeked.bytes
    if (!isPlain) return contentOf(reopen(), onDamage)
    return format.kind === 'sequential' && format.keepsNoBytes
      ? readInPlace(file.path ?? '', Buffer.allocUnsafeSlow(READ_BYTES))
      : bytesOfFile(file.path ?? '')
  }
  if (format.id === 'zip' && !(reopen && (await startsAsOnDisk(reopen(), head)))) return spooled(input, bytes())
  input.open = () => captureInput(input, bytes(), file.path)
  return input
}

function captureInput(input: OpenedInput, bytes: AsyncIterable<Uint8Array>, path: string | undefined): CaptureInput {
  return {file: input.index, name: input.name, bytes, ...(path !== undefined && {path}), sibling: (name) => readSibling(path, name)}
}

/** Archives are read at random places: from a pipe, or inside gzip, they are first put into a temporary file. */
async function spooled(input: OpenedInput, bytes: AsyncIterable<Uint8Array>): Promise<OpenedInput> {
  try {
    const spool = await spoolToFile(bytes)
    input.open = () => ({...captureInput(input, readBytes(spool.path), undefined), path: spool.path})
    input.close = spool.remove
    return input
  } catch (error) {
    return failed(input.index, input.name, unreadable(input.name, error))
  }
}

function forcedOrDetected(head: Uint8Array, forced: Format | undefined, named: boolean): Format | undefined {
  if (!forced) return detectFormat(head)
  return named || forced.score(head) > 0 ? forced : undefined
}

function notACapture(name: string, head: Uint8Array): DcError {
  const {looksLike, advice} = describeContent(head)
  return new DcError(`not a capture that dc can read; ${LOOKS_LIKE}${looksLike}`, {
    code: 'not-a-capture',
    where: name,
    suggestions: [...(advice === undefined ? [] : [advice]), 'dc help formats', '--input-format ID, if the guess is wrong'],
  })
}

async function startsAsOnDisk(raw: AsyncIterable<Uint8Array>, head: Uint8Array): Promise<boolean> {
  const onDisk = await peekBytes(raw, 4)
  await onDisk.close()
  return onDisk.head.every((byte, at) => byte === head[at])
}

function readBytes(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, {highWaterMark: READ_BYTES})
}

function isBlank(head: Uint8Array): boolean {
  return head.every((byte) => byte === 32 || (byte >= 9 && byte <= 13))
}
