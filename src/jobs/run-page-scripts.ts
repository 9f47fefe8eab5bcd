import {createContext, Script} from 'node:vm'
import {BROWSER_SCRIPT} from '../landing/sandbox-browser.js'
import type {ScriptPart} from '../landing/test-script.js'

/** A request that a page sent, and the step it belongs to. */
export interface SentRequest {
  step: string
  url: string
  body: string | null
}

export interface PageRun {
  requests: SentRequest[]
  /** The first script that threw, or did not end in time. */
  fault: string | undefined
}

/** Generous for a page of scripts, even on a busy machine. */
const TIMEOUT_MS = 5000
/** Rounds of timers after each script: the Web SDK needs a few. */
const ROUNDS = 5

/**
 * Runs the scripts of one page in a context without process, require, eval or a clock of its own; texts alone go in and out. A script that
 * does not end is ended.
 */
export function runPageScripts(
  parts: readonly ScriptPart[],
  page: {url: string; consent: boolean; consentPath: readonly string[]},
): PageRun {
  // No object of this process gets in: its constructor would lead out again. Promises are settled before control comes back.
  const context = createContext(Object.create(null) as object, {
    codeGeneration: {strings: false, wasm: false},
    microtaskMode: 'afterEvaluate',
  })
  const run = (script: string): unknown => new Script(script, {filename: 'page.js'}).runInContext(context, {timeout: TIMEOUT_MS})
  const {url, consent, consentPath} = page
  let fault: string | undefined
  try {
    run(`var page = ${JSON.stringify({url, consent, consentPath})};`)
    run(BROWSER_SCRIPT)
    for (const {step, script} of parts) {
      run(`step = ${JSON.stringify(step)};`)
      run(script)
      for (let round = 0; round < ROUNDS; round++) run('runTimers();')
    }
  } catch (error) {
    // What a page throws may be anything, even an object that throws when it is looked at.
    fault = describe(error)
  }
  return {requests: readRequests(run), fault}
}

function readRequests(run: (script: string) => unknown): SentRequest[] {
  const text = run('JSON.stringify(requests)')
  return typeof text === 'string' ? (JSON.parse(text) as SentRequest[]) : []
}

function describe(error: unknown): string {
  try {
    const {message, code} = error as {message?: unknown; code?: unknown}
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return `the script did not end within ${TIMEOUT_MS / 1000} seconds`
    return typeof message === 'string' ? message : String(error)
  } catch {
    return 'the script failed'
  }
}
