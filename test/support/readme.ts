import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {FORMATS} from '../../src/sources/formats.js'
import {ISSUES} from '../../src/issues/issues.js'
import {RULES} from '../../src/rules/index.js'
import {EXIT_CODES} from '../../src/report/vocabulary.js'
import {runDc} from './run-dc.js'

/**
 * The parts of README.md that are made, not written: tables from the data they describe, and the output of every example.
 * `npm run readme` writes them, `npm run readme -- --check` and a test compare.
 */

const README = fileURLToPath(new URL('../../README.md', import.meta.url))
const ROOT = fileURLToPath(new URL('../../', import.meta.url))

const TABLES: Readonly<Record<string, () => string>> = {
  rules: () =>
    tableOf(
      ['rule', 'severity', 'what it finds'],
      RULES.map(({id, severity, summary}) => [`\`${id}\``, severity, summary]),
    ),
  causes: () =>
    tableOf(
      ['symptom', 'causes'],
      ISSUES.map(({id, causes}) => [`\`${id}\``, causes.map((cause) => `\`${cause.id}\``).join(', ')]),
    ),
  formats: () =>
    tableOf(
      ['format', 'what it is'],
      FORMATS.map(({id, title}) => [`\`${id}\``, title]),
    ),
  'exit-codes': () =>
    tableOf(
      ['code', 'meaning'],
      EXIT_CODES.map(({code, meaning}) => [String(code), meaning]),
    ),
}

function tableOf(header: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

export interface ReadmeExample {
  /** As printed after the prompt: `dc validate …`. */
  command: string
  /** What the README shows as its output; a last line `…` stands for the rest. */
  output: string
}

const CONSOLE = /```console\n\$ (.*)\n([\s\S]*?)```/g

/** Every `dc` example with output. */
export function examplesOf(readme: string): ReadmeExample[] {
  return [...readme.matchAll(CONSOLE)].map(([, command = '', output = '']) => ({command, output}))
}

/** Runs an example without a terminal, in a copy of what a fresh clone holds: an example must not see what an earlier one left behind. */
export async function runExample(command: string): Promise<{exitCode: number | null; output: string}> {
  const [program, ...args] = command.split(' ')
  if (program !== 'dc') throw new Error(`an example must start with dc: ${command}`)
  const clone = mkdtempSync(join(tmpdir(), 'dc-readme-'))
  try {
    cpSync(join(ROOT, 'test', 'fixtures'), join(clone, 'test', 'fixtures'), {
      recursive: true,
      filter: (path) => basename(path) !== '.state',
    })
    const {exitCode, stdout, stderr} = await runDc(args, {cwd: clone, env: {DC_SETTINGS: join(clone, 'settings')}})
    return {exitCode, output: stderr + stdout}
  } finally {
    rmSync(clone, {recursive: true, force: true})
  }
}

/** Shortens real output to as many lines as the README shows. */
export function shownPart(shown: string, real: string): string {
  const lines = shown.split('\n')
  const cut = lines.lastIndexOf('…')
  return cut === -1 ? real : `${real.split('\n').slice(0, cut).join('\n')}\n…\n`
}

/** The README as it should be now. */
export async function renderReadme(readme: string): Promise<string> {
  let rendered = readme
  for (const [name, table] of Object.entries(TABLES)) {
    const block = new RegExp(`(<!-- generated: ${name} -->\n)[\\s\\S]*?(<!-- /generated -->)`)
    if (!block.test(rendered)) throw new Error(`README.md has no place for the table ${name}`)
    rendered = rendered.replace(block, (_all, open: string, close: string) => `${open}\n${table()}\n\n${close}`)
  }
  for (const {command, output} of examplesOf(rendered)) {
    const real = await runExample(command)
    rendered = rendered.replace(
      `\`\`\`console\n$ ${command}\n${output}\`\`\``,
      () => `\`\`\`console\n$ ${command}\n${shownPart(output, real.output)}\`\`\``,
    )
  }
  return rendered
}

export function readReadme(): string {
  return readFileSync(README, 'utf8')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const readme = readReadme()
  const rendered = await renderReadme(readme)
  if (process.argv.includes('--check')) {
    if (rendered !== readme) {
      process.stderr.write('README.md is not fresh: npm run readme\n')
      process.exitCode = 1
    }
  } else writeFileSync(README, rendered)
}
