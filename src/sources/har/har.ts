import type {Batch, CaptureInput, Damage, SequentialFormat} from '../format.js'
import {BatchBuilder} from '../batch-builder.js'
import {attachBody} from '../request-body.js'
import {describeFault} from './describe-fault.js'
import {ENTRY_SHAPE, readEntry, type ReadEntry} from './entry.js'
import {JsonProjector} from './json-projector.js'
import {describeProjected, isMembers, items, object, Unread, value, type Projected} from './json-shape.js'
import {PageBook} from './pages.js'
import {scoreHar} from './score.js'

const LISTS = {
  pages: items('pages', object({id: value, title: value, _URL: value, _url: value})),
  entries: items('entries', ENTRY_SHAPE),
}

/** Some tools write the log without its wrapper, so its lists are looked for at the top as well. */
const HAR_SHAPE = object({log: object(LISTS), ...LISTS})

const MAX_KEYS_SHOWN = 8

export const harFormat: SequentialFormat = {
  kind: 'sequential',
  keepsNoBytes: true,
  id: 'har',
  title: 'HAR 1.1 and 1.2',
  about:
    'JSON with log.entries, as saved by Chrome, Firefox, Safari, Charles, Fiddler, WebPageTest, Playwright or mitmproxy. Read are request.method, ' +
    'request.url, postData.text (or the file named by postData._file), Referer, status, redirect and time; never queryString or params. ' +
    'Bodies of sendBeacon are often missing in such captures.',
  score: scoreHar,
  open: readHar,
}

/** Yields the entries of a HAR in their order. Damage never ends the reading before the bytes stop making sense. */
export async function* readHar(input: CaptureInput): AsyncGenerator<Batch> {
  const reader = new HarReader(input.file)
  const projector = new JsonProjector(HAR_SHAPE, reader)
  const batches = new BatchBuilder()
  const lostBodies = new LostBodies(input.name)
  for await (const chunk of input.bytes) {
    projector.push(chunk)
    for (const read of reader.take()) {
      if ('reason' in read) batches.addDamage(read)
      else if (read.request.method === 'CONNECT') batches.addSkip('connect-tunnel')
      else {
        if (read.bodyFile !== undefined)
          lostBodies.note(await attachBody(read.request, read.bodyFile, read.contentEncoding, input), read.bodyFile)
        batches.add(read.request)
      }
      if (batches.isFull) yield batches.take()
    }
    if (!batches.isEmpty) yield batches.take()
    if (projector.fault) break
  }
  projector.end()
  for (const damage of [lostBodies.damage(), reader.damageOf(projector)]) if (damage) batches.addDamage(damage)
  if (!batches.isEmpty) yield batches.take()
}

/** Turns what the projector hands out into requests and damages, and at the end says what became of the document. */
class HarReader {
  readonly #file: number
  readonly #pages = new PageBook()
  #read: (ReadEntry | Damage)[] = []
  #entries = 0
  #unfit: string | undefined

  constructor(file: number) {
    this.#file = file
  }

  item(list: string, item: Projected): void {
    if (list === 'pages') {
      this.#pages.add(item)
      return
    }
    const record = this.#entries++
    const read = readEntry(item, {file: this.#file, record}, this.#pages)
    this.#read.push(typeof read === 'string' ? {record, reason: read} : read)
  }

  document(document: Projected): void {
    this.#unfit ??= unfitness(document)
  }

  take(): (ReadEntry | Damage)[] {
    const read = this.#read
    this.#read = []
    return read
  }

  damageOf(projector: JsonProjector): Damage | undefined {
    const reason = projector.fault
      ? describeFault(projector, {what: 'HAR', item: 'entry', lastWhole: this.#entries - 1})
      : this.#unfit && `${this.#unfit}${keysSeen(projector)}`
    return reason ? {record: null, reason, container: true} : undefined
  }
}

function unfitness(document: Projected): string | undefined {
  if (!isMembers(document)) return `the document is ${describeProjected(document)}, not an object with log.entries`
  const log = document['log']
  if (log === undefined) return typeof document['entries'] === 'number' ? undefined : 'the document has no log.entries'
  if (!isMembers(log)) return `log is ${describeProjected(log)}, not an object`
  const entries = log['entries']
  if (typeof entries === 'number' && Number.isInteger(entries)) return undefined
  if (entries === undefined) return 'the document has no log.entries'
  return `log.entries is ${entries instanceof Unread ? entries.was : describeProjected(entries)}, not an array`
}

function keysSeen({outerKeys}: JsonProjector): string {
  return outerKeys.length === 0 ? '' : `; it holds ${outerKeys.slice(0, MAX_KEYS_SHOWN).join(', ')}`
}

/** Bodies kept in files that are not there: one line for all, since one cause explains them. */
class LostBodies {
  readonly #capture: string
  #count = 0
  #first = ''

  constructor(capture: string) {
    this.#capture = capture
  }

  note(isFound: boolean, bodyFile: string): void {
    if (isFound) return
    if (this.#count++ === 0) this.#first = bodyFile
  }

  damage(): Damage | undefined {
    if (this.#count === 0) return undefined
    const bodies = this.#count === 1 ? 'a request body is' : `${this.#count} request bodies are`
    const fate =
      this.#capture === '-' ? 'which standard input does not have: give the path of the capture' : 'which are missing or cannot be read'
    return {record: null, reason: `${bodies} kept in files beside the capture (${this.#first}), ${fate}`}
  }
}
