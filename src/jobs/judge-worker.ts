import {parentPort, type MessagePort} from 'node:worker_threads'
import {RULES} from '../rules/index.js'
import {packFacts} from '../validation/facts.js'
import {Judge} from '../validation/judge.js'
import {ChunkJudge} from './chunk-judge.js'
import type {FromWorker, ToWorker, WorkerSetup} from './judge-protocol.js'

/** One of the threads that share a large line capture. */

/** Only a thread has one, and this file runs nowhere else. */
const port = parentPort as MessagePort
let chunks: ChunkJudge | undefined

port.on('message', (message: ToWorker) => {
  if ('setup' in message) chunks = setUp(message.setup)
  else void handle(message)
})

function setUp({ruleIds, options, selection}: WorkerSetup): ChunkJudge {
  const rules = ruleIds.flatMap((id) => RULES.find((rule) => rule.id === id) ?? [])
  return new ChunkJudge(new Judge(rules, options), selection)
}

async function handle(message: Exclude<ToWorker, {setup: WorkerSetup}>): Promise<void> {
  const {seq} = message
  try {
    if (chunks === undefined) throw new Error('the thread was not set up')
    if ('fates' in message) {
      const {facts, ...result} = await chunks.decide(seq, message.fates)
      const packed = packFacts(facts)
      send({seq, result, facts: packed}, [packed.numbers.buffer, packed.traces.buffer])
    } else send({seq, identified: chunks.identify(message)})
  } catch (error) {
    send({seq, error: error instanceof Error ? (error.stack ?? error.message) : String(error)})
  }
}

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer)
}
