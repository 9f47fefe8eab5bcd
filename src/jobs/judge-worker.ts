import {parentPort, workerData} from 'node:worker_threads'
import {RULES} from '../rules/index.js'
import {findFormat} from '../sources/formats.js'
import {parseChunk} from '../sources/lines.js'
import {packFacts} from '../validation/facts.js'
import {identify, type Identified} from '../validation/identify.js'
import {Judge} from '../validation/judge.js'
import type {FromWorker, ToWorker, WorkerSetup} from './judge-protocol.js'

/** One of the threads that share a large line capture. */

const {ruleIds, options, selection} = workerData as WorkerSetup
const judge = new Judge(
  ruleIds.flatMap((id) => RULES.find((rule) => rule.id === id) ?? []),
  options,
)
const waiting = new Map<number, Identified>()

parentPort?.on('message', (message: ToWorker) => {
  try {
    handle(message)
  } catch (error) {
    send({seq: message.seq, error: error instanceof Error ? (error.stack ?? error.message) : String(error)})
  }
})

function handle(message: ToWorker): void {
  const {seq} = message
  if ('fates' in message) {
    const identified = waiting.get(seq)
    waiting.delete(seq)
    if (identified === undefined) return
    const {facts, ...result} = judge.judge(identified, message.fates)
    const packed = packFacts(facts)
    send({seq, result, facts: packed}, [packed.numbers.buffer, packed.traces.buffer])
    return
  }
  const format = findFormat(message.formatId)
  if (format?.kind !== 'lines') throw new Error(`${message.formatId} is no line format`)
  const {requests, skipped, damaged} = parseChunk(format, message.chunk, message.file)
  const identified = identify(requests, selection, judge.watch)
  waiting.set(seq, identified)
  send({
    seq,
    identified: {
      requests: identified.requests,
      notHits: identified.skipped,
      columns: identified.columns,
      ...(skipped !== undefined && {skipped}),
      ...(damaged !== undefined && {damaged}),
    },
  })
}

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}
