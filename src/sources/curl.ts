import {BatchBuilder} from './batch-builder.js'
import {requestsOfCommand} from './curl-command.js'
import type {SequentialFormat} from './format.js'
import {headLines, isBinary} from './head.js'
import {type LineReader, readLineByLine} from './line-reader.js'
import {isBlank, MAX_LINE_BYTES, placed, TOO_LONG} from './lines.js'
import {ShellWords} from './shell-words.js'

/**
 * Commands of a browser's "Copy as cURL" (bash or cmd) and hand-written ones, one or many, over any number of lines. The record of a request is the
 * line on which its command starts.
 */
export const curlFormat: SequentialFormat = {
  kind: 'sequential',
  id: 'curl',
  title: 'cURL command lines',
  about:
    'One or more curl commands, as "Copy as cURL" (bash or Windows cmd) gives them: URL, -X, -d and the other --data options, --json, -G, -H and -e for the Referer. ' +
    'A body taken from a file (--data @file) counts as not recorded. Status and time are not in such a capture.',
  score(head) {
    if (isBinary(head)) return 0
    const lines = headLines(head, 50).filter((line) => !line.startsWith('#'))
    const first = lines[0]
    if (first === undefined) return 0
    return COMMAND.test(first) ? 95 : lines.some((line) => COMMAND.test(line) && line.includes('://')) ? 60 : 0
  },
  open: (input) => readLineByLine(input, new CommandReader(input.file)),
}

const COMMAND = /^\s*(?:[$%>]\s+)?(?:[\w:./\\-]*[/\\])?curl(?:\.exe)?(?:\s|$)/i
const IS_CURL = /^(?:.*[/\\])?curl(?:\.exe)?$/i

class CommandReader implements LineReader {
  readonly batches = new BatchBuilder()
  readonly #file: number
  #words: ShellWords | undefined
  #record = 0
  /** Some word is written as only bash does, so the command is in no batch file. */
  #isBash = false

  constructor(file: number) {
    this.#file = file
  }

  line(line: string, record: number): void {
    // A new command inside what seems to be quotes: the quote was never closed, and must not swallow the rest of the file.
    if (this.#words?.isInQuotes && COMMAND.test(line) && line.includes('://')) this.end()
    if (this.#words === undefined) {
      if (isBlank(line)) return
      if (!COMMAND.test(line)) return this.batches.addSkip(/^\s*(?:#|rem\s|::)/i.test(line) ? 'comment' : 'not-a-command')
      this.#words = new ShellWords(/\^"|\^\s*$/.test(line) ? 'cmd' : 'bash')
      this.#record = record
      this.#isBash = false
      line = line.replace(/^\s*[$%>]\s+/, '')
    }
    this.#isBash ||= /(?:^|\s)\$?'/.test(line)
    if (this.#words.push(line)) this.#finish(this.#words)
    else if (this.#words.length > MAX_LINE_BYTES) {
      this.#words = undefined
      this.batches.addDamage({record: this.#record, reason: 'the command is longer than 8 MB'})
    }
  }

  tooLong(record: number): void {
    this.end()
    this.batches.addDamage({record, reason: TOO_LONG})
  }

  /** No more lines: the command begun ends here. */
  end(): void {
    if (this.#words?.isInQuotes) this.batches.addDamage({record: this.#record, reason: 'a quote in the command is never closed'})
    else if (this.#words) return this.#finish(this.#words)
    this.#words = undefined
  }

  #finish(words: ShellWords): void {
    this.#words = undefined
    for (const [name = '', ...rest] of words.take()) {
      if (!IS_CURL.test(name)) {
        this.batches.addSkip('not-a-command')
        continue
      }
      const requests = requestsOfCommand(this.#isBash ? rest : rest.map(undoubled))
      if (requests.length === 0) this.batches.addSkip('no-url')
      for (const request of requests) this.batches.add(placed(request, this.#file, this.#record))
    }
  }
}

/** A batch file writes every percent sign twice; nothing else holds pairs of them and not one alone. */
function undoubled(word: string): string {
  return word.includes('%%') && !word.replaceAll('%%', '').includes('%') ? word.replaceAll('%%', '%') : word
}
