import {readFile} from 'node:fs/promises'
import {basename, join, resolve} from 'node:path'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import {readSuite, type ReadSuite} from '../mapping/suite-import/read-suite.js'
import type {SuiteSnapshot} from '../mapping/suite-snapshot.js'
import {renderSuiteImport} from '../report/suite.js'
import {styleFor} from '../report/style.js'
import {displayPath} from '../workspace/find-workspace.js'
import {readSuiteFile, formatSuite, whyNoReportSuite, writeSuiteFile} from '../workspace/suite-file.js'
import {createWorkspace, openOrPlanWorkspace} from '../workspace/workspace.js'

export interface SuiteImportFlags {
  readonly suite?: string | undefined
  readonly 'dry-run'?: boolean | undefined
  readonly workspace?: string | undefined
  readonly 'no-color'?: boolean | undefined
}

export interface SuiteImportResult {
  schemaVersion: 1
  command: 'suites import'
  /** As given; `-` is standard input. */
  source: string
  form: ReadSuite['form']
  /** The snapshot's file, as the user would write it. */
  file: string
  changed: boolean
  dryRun: boolean
  snapshot: SuiteSnapshot
  /** Rows that name no slot, cells whose words are not known; rows of what nobody maps, and rows for a slot that had one before. */
  unread: ReadSuite['unread']
  doubtful: ReadSuite['doubtful']
  standard: number
  repeated: number
}

/**
 * The work of `dc suites import`: a design reference or an API answer into `dc/suites/<rsid>.json`. The same file again changes nothing. The workspace is made when there is none.
 * @throws DcError `unreadable-file`, `not-a-suite`, `wrong-suite`, `usage`, or why the workspace cannot be written
 */
export async function importSuite(
  source: string,
  flags: SuiteImportFlags,
  cwd: string,
): Promise<{result: SuiteImportResult; text: string; exitCode: ExitCode}> {
  const {workspace, exists} = openOrPlanWorkspace(flags.workspace, cwd)
  const read = parse(decodeText(await readSource(source, cwd)), source)
  const snapshot = toSnapshot(read, chooseSuite(read, flags, source), source)
  const dryRun = flags['dry-run'] ?? false
  // What is free in a suite is best known before the first integration.
  if (!exists && !dryRun) await createWorkspace(workspace.folder, cwd)
  const before = await readSuiteFile(workspace, snapshot.reportSuite)
  const changed = before === undefined || formatSuite(before) !== formatSuite(snapshot)
  const file =
    changed && !dryRun
      ? await writeSuiteFile(workspace, snapshot)
      : displayPath(join(workspace.folder, 'suites', `${snapshot.reportSuite}.json`), cwd)
  const {form, unread, doubtful, standard, repeated} = read
  const result: SuiteImportResult = {
    schemaVersion: 1,
    command: 'suites import',
    source,
    form,
    file,
    changed,
    dryRun,
    snapshot,
    unread,
    doubtful,
    standard,
    repeated,
  }
  const text = renderSuiteImport(result, styleFor(process.stdout, {env: process.env, noColor: flags['no-color'] ?? false}))
  return {result, text, exitCode: EXIT.ok}
}

async function readSource(source: string, cwd: string): Promise<Uint8Array> {
  try {
    if (source !== '-') return await readFile(resolve(cwd, source))
    const chunks: Uint8Array[] = []
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array)
    return Buffer.concat(chunks)
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new DcError(code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`, {
      code: 'unreadable-file',
      where: source,
      cause: error,
    })
  }
}

/** UTF-8, UTF-16 with its mark (Excel's "Unicode text"), else the code page of Windows, in which Excel writes CSV. */
function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function parse(text: string, source: string): ReadSuite {
  const {suite, fault} = readSuite(text)
  if (suite !== undefined) return suite
  throw new DcError(fault, {
    code: 'not-a-suite',
    where: source,
    suggestions: [
      'a table with a column such as Variable (eVar12, prop5, event20) and, where you have them, Name, Enabled, Type, Expiration, Allocation',
    ],
  })
}

function chooseSuite({reportSuite}: ReadSuite, {suite}: SuiteImportFlags, source: string): string {
  const chosen = suite ?? reportSuite
  if (chosen === null) {
    throw new DcError(`${source} does not say which report suite it is about`, {
      code: 'usage',
      where: '--suite',
      suggestions: [`dc suites import ${source} --suite RSID`],
    })
  }
  const fault = whyNoReportSuite(chosen)
  if (fault !== undefined) throw new DcError(`${chosen} ${fault}`, {code: 'usage', where: '--suite'})
  if (reportSuite === null || reportSuite === chosen) return chosen
  throw new DcError(`${source} is about the report suite ${reportSuite}, not ${chosen}`, {
    code: 'wrong-suite',
    where: source,
    suggestions: [`dc suites import ${source} --suite ${reportSuite}`],
  })
}

function toSnapshot({name, capturedAt, complete, variables, events}: ReadSuite, reportSuite: string, source: string): SuiteSnapshot {
  const origin = source === '-' ? 'standard input' : basename(source)
  return {version: 1, reportSuite, name, capturedAt, origin, complete, variables, events}
}
