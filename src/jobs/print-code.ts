import {readFile} from 'node:fs/promises'
import {resolve} from 'node:path'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import {COMMERCE_STEPS} from '../landing/commerce-code.js'
import {generateCode} from '../landing/generate-code.js'
import type {CodeChoice, Library, Page, WebSdkObject} from '../landing/library.js'
import {findMarkedCode} from '../landing/script-text.js'
import type {Copy} from '../landing/plan.js'
import type {Integration} from '../mapping/integration.js'
import {writeFileAtomically} from '../workspace/atomic-write.js'
import {explainWriteFailure} from '../workspace/write-failure.js'
import {openLandingPlan, requireConsentPath, requireCopies} from './open-landing-plan.js'

export interface CodeFlags {
  readonly library: Library
  readonly object: WebSdkObject
  readonly page: Page
  readonly consent?: string | undefined
  readonly write?: string | undefined
  readonly workspace?: string | undefined
}

/** What `dc code --json` prints. */
export interface CodeResult {
  schemaVersion: 1
  command: 'code'
  integration: string
  library: Library
  /** The Web SDK's form; null for the others. */
  object: WebSdkObject | null
  page: Page
  copies: readonly Pick<Copy, 'role' | 'parameter' | 'variable'>[]
  hash: string
  code: string
  /** Where it was written; null: printed alone. */
  file: string | null
  notes: readonly string[]
}

/** The work of `dc code`. */
export async function printCode(
  idOrName: string,
  flags: CodeFlags,
  cwd: string,
): Promise<{result: CodeResult; text: string; notes: readonly string[]; exitCode: ExitCode}> {
  requireConsentPath(flags.consent)
  const {integration, plan, notes: general} = await openLandingPlan(idOrName, flags.workspace, cwd)
  const {library, object, page} = flags
  if (page === 'landing') requireCopies(plan)
  const choice: CodeChoice = {library, object, page, consent: flags.consent}
  const code = generateCode(plan, choice)
  const mark = findMarkedCode(code)[0]
  if (mark === undefined) throw new Error('generated code lost its mark')
  if (flags.write !== undefined) await writeCode(flags.write, code, cwd)
  const notes = [...(page === 'landing' ? general : []), ...segmentNotes(integration, page)]
  return {
    result: {
      schemaVersion: 1,
      command: 'code',
      integration: integration.id,
      library,
      object: library === 'web-sdk' ? object : null,
      page,
      copies: page === 'landing' ? plan.copies.map(({role, parameter, variable}) => ({role, parameter, variable})) : [],
      hash: mark.hash,
      code,
      file: flags.write ?? null,
      notes,
    },
    text:
      flags.write === undefined
        ? code.trimEnd()
        : `${flags.write} is written. Prove it: dc code test ${integration.id} --library ${library}`,
    notes,
    exitCode: EXIT.ok,
  }
}

/** A page whose segment nobody asked for. */
function segmentNotes({id, segments}: Integration, page: Page): string[] {
  if (page === 'landing') return []
  const {segment} = COMMERCE_STEPS[page]
  return segments.some((each) => each.id === segment) ? [] : [`${id} has no segment ${segment}: dc configure ${id} --segment ${segment}`]
}

/** A file of its own, or the code of the same purpose in a file, replaced in its place. Any other file is left as it is. */
async function writeCode(file: string, code: string, cwd: string): Promise<void> {
  const path = resolve(cwd, file)
  try {
    await writeFileAtomically(path, replaceCode(file, await readIfThere(path), code))
  } catch (error) {
    throw error instanceof DcError ? error : explainWriteFailure(error, file)
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function replaceCode(file: string, before: string | undefined, code: string): string {
  if (before === undefined || before.trim() === '') return code
  const [written] = findMarkedCode(code)
  const old = findMarkedCode(before).filter(
    ({integration, library, page}) => integration === written?.integration && library === written.library && page === written.page,
  )
  const [only] = old
  if (only === undefined || old.length > 1) {
    throw new DcError(
      only === undefined
        ? `${file} is there already, and holds no such code of dc that could be replaced`
        : `${file} holds such code of dc ${old.length} times`,
      {
        code: 'file-exists',
        where: file,
        suggestions: ['--write another file, and put its content where it belongs', `dc code check ${file}`],
      },
    )
  }
  return before.slice(0, only.at) + code.trimEnd() + before.slice(only.end)
}
