import {readdirSync, readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {describe, expect, test} from 'vitest'

/**
 * Which folder of src may import which: data flows one way, from the edges through the domain to the reports.
 * Every folder may also import from itself and from `COMMON`.
 */
interface Layer {
  imports: readonly string[]
  /** Folders of which only types may be imported. */
  types?: readonly string[]
}

const EDGE: Layer = {imports: ['hits', 'files'], types: ['issues', 'connectors', 'mapping', 'segments']}
const LAYERS: Readonly<Record<string, Layer>> = {
  prompts: {imports: ['connectors', 'mapping'], types: ['issues']},
  // Paths, compression and encodings: what captures and deliveries have in common.
  files: {imports: []},
  sources: EDGE,
  collectors: EDGE,
  // Its schemas list the very words that connectors and mapping define.
  workspace: {imports: ['hits', 'connectors', 'mapping'], types: ['issues']},
  settings: EDGE,
  hits: {imports: []},
  connectors: {imports: []},
  mapping: {imports: ['connectors', 'hits']},
  landing: {imports: ['connectors', 'hits'], types: ['mapping']},
  rules: {imports: ['hits', 'mapping']},
  segments: {imports: ['hits', 'mapping']},
  issues: {imports: ['hits', 'mapping', 'segments']},
  validation: {imports: ['rules', 'hits']},
  diagnosis: {imports: ['issues', 'segments']},
  report: {imports: [], types: ['validation', 'diagnosis', 'issues', 'rules', 'connectors', 'mapping', 'segments']},
}
/** Between the edges: plain functions and data. */
const DOMAIN = ['hits', 'connectors', 'mapping', 'landing', 'rules', 'segments', 'validation', 'issues', 'diagnosis']
/** Folders that join the others; commands may import everything, jobs and hooks everything but commands and prompts. */
const JOINING = ['commands', 'jobs', 'hooks']

/** Files in src itself that know nothing of the rest. */
const COMMON = ['errors.js', 'did-you-mean.js']

interface Import {
  from: string
  specifier: string
  typeOnly: boolean
}

const files = readdirSync('src', {recursive: true, encoding: 'utf8'})
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
const texts = new Map(files.map((name) => [name, readFileSync(join('src', name), 'utf8')]))
const imports = files.flatMap((from) => importsOf(from, texts.get(from) ?? ''))

/** `import … from`, `export … from`, `import('…')` and bare `import '…'`. */
function importsOf(from: string, text: string): Import[] {
  const found: Import[] = []
  for (const [, clause = '', specifier = ''] of text.matchAll(/^(?:import|export)\s([^'"`;]*?)\sfrom\s+['"]([^'"]+)['"]/gm)) {
    const named = /^\{(.*)\}$/s.exec(clause.trim())?.[1]
    const names = named?.split(',').filter((name) => name.trim() !== '')
    found.push({from, specifier, typeOnly: clause.startsWith('type ') || (names?.every((name) => /^\s*type\s/.test(name)) ?? false)})
  }
  for (const [, specifier = ''] of text.matchAll(/^import\s+['"]([^'"]+)['"]/gm)) found.push({from, specifier, typeOnly: false})
  for (const [, specifier = ''] of text.matchAll(/(?<!typeof )\bimport\(\s*['"]([^'"]+)['"]/g))
    found.push({from, specifier, typeOnly: false})
  return found
}

/** First folder below src; '' for a file in src itself. */
const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')

/** The file in src that a relative import names; undefined for a package. */
function targetOf({from, specifier}: Import): string | undefined {
  return specifier.startsWith('.') ? join(dirname(from), specifier).replaceAll('\\', '/') : undefined
}

function isAllowed(one: Import): boolean {
  const target = targetOf(one)
  if (target === undefined || COMMON.includes(target)) return true
  const [folder, wanted] = [folderOf(one.from), folderOf(target)]
  if (folder === wanted) return true
  if (folder === 'commands') return true
  if (wanted === 'commands') return false
  if (folder === '') return true
  if (JOINING.includes(folder)) return wanted !== 'prompts'
  const layer = LAYERS[folder]
  if (layer === undefined) return false
  return layer.imports.includes(wanted) || (one.typeOnly && (layer.types ?? []).includes(wanted))
}

/** The text without comments, quoted strings and raw templates (scripts for a page), which may speak of anything. */
const codeOf = (text: string) => text.replace(/String\.raw`[^`]*`|\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''")

test('the reader of import statements sees all kinds of them', () => {
  const text = [
    "import type {A} from '../rules/rule.js'",
    "import {type B, type C} from './b.js'",
    "import D, {type E} from './d.js'",
    "import {\n  type F,\n  g,\n} from './f.js'",
    "export {h} from './h.js'",
    "import './i.js'",
    "  const j = await import('./j.js')",
  ].join('\n')
  expect(importsOf('x.ts', text).map(({specifier, typeOnly}) => [specifier, typeOnly])).toEqual([
    ['../rules/rule.js', true],
    ['./b.js', true],
    ['./d.js', false],
    ['./f.js', false],
    ['./h.js', false],
    ['./i.js', false],
    ['./j.js', false],
  ])
})

test('every folder has its place in the table', () => {
  const folders = new Set(files.map(folderOf).filter((folder) => folder !== ''))
  expect([...folders].filter((folder) => !(folder in LAYERS) && !JOINING.includes(folder))).toEqual([])
})

test('what every folder may import imports nothing of ours', () => {
  const found = imports.filter((one) => COMMON.includes(one.from.replace(/ts$/, 'js')) && targetOf(one) !== undefined)
  expect(found.filter((one) => !COMMON.includes(targetOf(one) ?? ''))).toEqual([])
})

test('folders import only from those below them', () => {
  expect(imports.filter((one) => !isAllowed(one)).map(({from, specifier}) => `${from} imports ${specifier}`)).toEqual([])
})

const targets = new Map(
  files.map((name) => [name, imports.flatMap((one) => (one.from === name ? (targetOf(one)?.replace(/js$/, 'ts') ?? []) : []))]),
)

/** The shortest way from a file back to itself; empty where there is none. */
function circleOf(from: string): string[] {
  const ways = new Map<string, readonly string[]>([[from, [from]]])
  for (const [name, way] of ways) {
    for (const target of targets.get(name) ?? []) {
      if (target === from) return [...way, from]
      if (!ways.has(target)) ways.set(target, [...way, target])
    }
  }
  return []
}

test('no file needs itself, not even for a type: what two files share stands in a third', () => {
  const circles = files.map(circleOf).filter((circle) => circle.length > 0)
  expect(circles.map((circle) => circle.join(' -> '))).toEqual([])
})

describe('the domain is plain functions and data', () => {
  const domain = files.filter((name) => DOMAIN.includes(folderOf(name)))

  test('without packages that talk to a terminal, a network, a disk or a user’s settings', () => {
    const banned = /^(?:@oclif\/|oclif|chalk|cli-table3|inquirer|@inquirer\/|undici|conf$|node:|fs$|fs\/|path$|os$)/
    const found = imports.filter(({from, specifier}) => domain.includes(from) && banned.test(specifier))
    expect(found.map(({from, specifier}) => `${from} imports ${specifier}`)).toEqual([])
  })
  test.each([
    ['the process', /\bprocess\s*[.[]/],
    ['a clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\s*\./],
    ['chance', /\bMath\.random\b|\bcrypto\s*\./],
    ['a timer', /\bset(?:Timeout|Interval|Immediate)\b/],
    ['the console', /\bconsole\s*\./],
  ])('without %s', (_name, pattern) => {
    expect(domain.filter((name) => pattern.test(codeOf(texts.get(name) ?? '')))).toEqual([])
  })
})

test('only report/style.ts knows about colour', () => {
  expect(imports.filter(({specifier}) => specifier === 'chalk').map(({from}) => from)).toEqual(['report/style.ts'])
})

test('commands load their work when they run: start-up pays for types and option lists alone', () => {
  const found = imports.filter((one) => folderOf(one.from) === 'commands' && !one.typeOnly && folderOf(targetOf(one) ?? '') === 'jobs')
  const eager = found.filter(({from, specifier}) => !texts.get(from)?.includes(`import('${specifier}')`))
  expect(eager.map(({from, specifier}) => `${from} imports ${specifier}`)).toEqual([])
})
