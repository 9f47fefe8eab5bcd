import {parentPort, receiveMessageOnPort, type MessagePort} from 'node:worker_threads'
import {RULES} from '../rules/index.js'
import {packFacts} from '../validation/facts.js'
import {Judge} from '../validation/judge.js'
import type {Fates} from '../validation/repeats.js'
import {ChunkJudge} from './chunk-judge.js'
import type {FromWorker, ToWorker, WorkerSetup} from './judge-protocol.js'

/** One of the threads that share a large line capture. */

/** Only a thread has one, and this file runs nowhere else. */
const port = parentPort as MessagePort
let chunks: ChunkJudge | undefined

/** Chunks that may be judged. */
const decided: {seq: number; fates: Fates}[] = []

port.on('message', handle)

function handle(message: ToWorker): void {
  if ('setup' in message) chunks = setUp(message.setup)
  else if ('fates' in message) {
    decided.push(message)
    setImmediate(judgeNext)
  } else attempt(message.seq, (judge) => send({seq: message.seq, identified: judge.identify(message)}))
}

/** Whatever arrives is identified before the judging goes on: no thread may judge a chunk before all those before it are identified. */
function hear(): void {
  for (let arrived = receive(); arrived !== undefined; arrived = receive()) handle(arrived)
}

function receive(): ToWorker | undefined {
  return receiveMessageOnPort(port)?.message as ToWorker | undefined
}

function setUp({ruleIds, options, selection}: WorkerSetup): ChunkJudge {
  const rules = ruleIds.flatMap((id) => RULES.find((rule) => rule.id === id) ?? [])
  return new ChunkJudge(new Judge(rules, options), selection)
}

function judgeNext(): void {
  const next = decided.shift()
  if (next === undefined) return
  const {seq, fates} = next
  attempt(seq, (judge) => {
    const {facts, ...result} = judge.decide(seq, fates, hear)
    const packed = packFacts(facts)
    send({seq, result, facts: packed}, [packed.numbers.buffer, packed.traces.buffer])
  })
}

function attempt(seq: number, work: (judge: ChunkJudge) => void): void {
  try {
    if (chunks === undefined) throw new Error('the thread was not set up')
    work(chunks)
  } catch (error) {
    send({seq, error: error instanceof Error ? (error.stack ?? error.message) : String(error)})
  }
}

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer)
}
