import {Script} from 'node:vm'
import type {Readable} from 'node:stream'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import {checkScript, type DeployedCode, type ParseFault} from '../landing/check/check-code.js'
import type {CodeFinding, RecognisedCode} from '../landing/check/finding.js'
import {scriptsOf, type PageScript, type ScriptsOf} from '../landing/check/scripts-of.js'
import {planLanding, type LandingPlan} from '../landing/plan.js'
import {renderCodeCheck} from '../report/code-check.js'
import {styleFor} from '../report/style.js'
import {findWorkspace} from '../workspace/find-workspace.js'
import {loadIntegrations} from '../workspace/store.js'
import {findConnector} from '../connectors/connectors.js'
import {loadConnectors} from './load-connectors.js'
import {isWebAddress, readCode} from './read-code.js'

export interface CodeCheckFlags {
  readonly scripts?: boolean | undefined
  readonly workspace?: string | undefined
  readonly 'no-color'?: boolean | undefined
}

/** What `dc code check --json` prints. */
export interface CodeCheckResult {
  schemaVersion: 1
  command: 'code check'
  input: string
  /** What was read: the input itself, then the external scripts of a page. */
  read: {path: string; form: 'script' | 'page'; scripts: number}[]
  /** External scripts that were not read, as addresses where that is known. */
  notRead: {path: string; reason: string}[]
  recognised: (RecognisedCode & {path: string})[]
  deployed: (DeployedCode & {path: string})[]
  findings: (CodeFinding & {path: string})[]
  notes: string[]
}

const MOST_SCRIPTS = 40

/**
 * The work of `dc code check`. Exit code 1 when something is broken, 3 when nothing is recognised.
 * @throws DcError the input cannot be read
 */
export async function checkCode(
  input: string,
  flags: CodeCheckFlags,
  {cwd, stdin}: {cwd: string; stdin: Readable},
): Promise<{result: CodeCheckResult; text: string; exitCode: ExitCode}> {
  const result: CodeCheckResult = {
    schemaVersion: 1,
    command: 'code check',
    input,
    read: [],
    notRead: [],
    recognised: [],
    deployed: [],
    findings: [],
    notes: [],
  }
  const plans = await loadPlans(flags.workspace, cwd)
  const {external} = addText(result, input, await readCode(input, stdin, cwd), plans)
  await addExternal(result, external, flags, {cwd, stdin, plans})
  if (result.recognised.length === 0 && result.findings.length === 0)
    result.notes.push(
      'Nothing here copies a parameter of the address into a variable, asks a partner through the Integrate Module, or is code of dc.',
    )
  const broken = result.findings.some(({severity}) => severity === 'error')
  return {
    result,
    text: renderCodeCheck(result, styleFor(process.stdout, {env: process.env, noColor: flags['no-color'] ?? false})),
    exitCode: broken ? EXIT.findings : result.recognised.length === 0 ? EXIT.nothing : EXIT.ok,
  }
}

function addText(result: CodeCheckResult, path: string, text: string, plans: ReadonlyMap<string, LandingPlan> | undefined): ScriptsOf {
  const found = scriptsOf(text)
  result.read.push({path, form: found.form, scripts: found.scripts.length})
  for (const script of found.scripts) {
    const report = checkScript(script, TYPED.test(path) ? null : parse(script))
    result.recognised.push(...report.recognised.map((each) => ({...each, path})))
    result.deployed.push(...report.deployed.map((each) => ({...each, path})))
    const compared = plans === undefined ? [] : report.deployed.flatMap((each) => compare(each, plans))
    result.findings.push(...[...report.findings, ...compared].map((each) => ({...each, path})))
  }
  return found
}

/** Languages on top of JavaScript, which the engine does not know. */
const TYPED = /\.(?:[cm]?tsx?|jsx)$/i

/** Compiled, never run. Custom code of a tag manager may return at its top. */
function parse({text, isModule}: PageScript): ParseFault {
  if (isModule) return null
  const fault = compile(text)
  return fault === null || compile(`(async function () {${text}\n})`) === null ? null : fault
}

function compile(text: string): ParseFault {
  try {
    void new Script(text, {filename: 'dc-script'})
    return null
  } catch (error) {
    const {message, stack = ''} = error as Error
    return {message, line: Number(/^dc-script:(\d+)/.exec(stack)?.[1] ?? 1)}
  }
}

async function addExternal(
  result: CodeCheckResult,
  external: readonly string[],
  {scripts}: CodeCheckFlags,
  {cwd, stdin, plans}: {cwd: string; stdin: Readable; plans: ReadonlyMap<string, LandingPlan> | undefined},
): Promise<void> {
  for (const [index, src] of [...new Set(external)].entries()) {
    const address = isWebAddress(result.input) && URL.canParse(src, result.input) ? new URL(src, result.input).href : src
    const reason = !scripts
      ? 'not asked for'
      : !isWebAddress(address)
        ? 'its address is not known'
        : index >= MOST_SCRIPTS
          ? `more than ${MOST_SCRIPTS} scripts`
          : undefined
    if (reason !== undefined) result.notRead.push({path: address, reason})
    else {
      try {
        addText(result, address, await readCode(address, stdin, cwd), plans)
      } catch (error) {
        if (!(error instanceof DcError)) throw error
        result.notRead.push({path: address, reason: error.message})
      }
    }
  }
  const unread = result.notRead.filter((each) => each.reason === 'not asked for')
  if (unread.length > 0) {
    const way = isWebAddress(result.input) ? `dc code check ${result.input} --scripts` : 'check them by their addresses'
    result.notes.push(`The page has ${unread.length} external script${unread.length === 1 ? '' : 's'} that were not read: ${way}`)
  }
}

/** What the integrations of the workspace want of their landing pages; undefined without a workspace. */
async function loadPlans(named: string | undefined, cwd: string): Promise<ReadonlyMap<string, LandingPlan> | undefined> {
  const folder = findWorkspace(named, cwd)
  if (folder === undefined) return undefined
  const [{integrations}, {connectors}] = [await loadIntegrations({folder, cwd}), await loadConnectors(folder, cwd)]
  return new Map(
    integrations.flatMap((integration) => {
      const connector = findConnector(integration.partner, connectors)
      return connector === undefined || integration.status === 'deleted'
        ? []
        : [[integration.id, planLanding(integration, connector)] as const]
    }),
  )
}

/** Deployed code against the integration of today. */
function compare({integration, library, page, line, copies}: DeployedCode, plans: ReadonlyMap<string, LandingPlan>): CodeFinding[] {
  const plan = plans.get(integration)
  const base = {line, excerpt: `dc code ${integration} ${library} ${page}`, sources: []}
  if (plan === undefined) {
    return [
      {
        ...base,
        id: 'dc-code-unknown',
        severity: 'warning',
        message: `this workspace has no integration ${integration}`,
        effect: 'Nobody looks after what this code sends.',
        fix: 'take it off the page, or check with the workspace it came from: --workspace DIR',
      },
    ]
  }
  if (page !== 'landing' || copies.length === 0) return []
  const write = (list: readonly {parameter: string; variable: string}[]) =>
    list
      .map(({parameter, variable}) => `${parameter} to ${variable}`)
      .toSorted()
      .join(', ')
  if (write(copies) === write(plan.copies)) return []
  return [
    {
      ...base,
      id: 'dc-code-outdated',
      severity: 'error',
      message: `it copies ${write(copies)}; ${integration} wants ${write(plan.copies)}`,
      effect: 'Ids go into variables that nobody reads, or are not found in the links.',
      fix: `dc code ${integration} --library ${library}`,
    },
  ]
}
