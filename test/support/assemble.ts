import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {basename} from 'node:path'
import {fileURLToPath} from 'node:url'
import wabt from 'wabt'

/**
 * Every `NAME.wat` in src is WebAssembly as text, and `NAME-wasm.ts` beside it holds the same assembled, so that neither the build nor the tests
 * need an assembler. `npm run assemble` writes those files; a test compares.
 */

/** Vector instructions are not on every processor: these have a fallback in JavaScript, all others must do without. */
const WITH_VECTORS: ReadonlySet<string> = new Set(['quote-scan.wat', 'cell-kernel.wat', 'key-kernel.wat'])

const LETTERS_PER_LINE = 140

export const TEXTS: readonly string[] = readdirSync('src', {recursive: true, encoding: 'utf8'})
  .filter((name) => name.endsWith('.wat'))
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .sort()

export const assembledPath = (text: string): string => text.replace(/\.wat$/, '-wasm.ts')

/** What `assembledPath(text)` must hold. */
export async function assemble(text: string): Promise<string> {
  const name = basename(text)
  const features = {bulk_memory: true, simd: WITH_VECTORS.has(name)}
  const {buffer} = (await wabt()).parseWat(name, readFileSync(text, 'utf8'), features).toBinary({})
  const lines =
    Buffer.from(buffer)
      .toString('base64')
      .match(new RegExp(`.{1,${LETTERS_PER_LINE}}`, 'g')) ?? []
  const constant = name
    .replace(/\.wat$/, '_wasm')
    .replaceAll('-', '_')
    .toUpperCase()
  return `/** ${name}, assembled by \`npm run assemble\`, in base64. */\nexport const ${constant} =\n  ${lines.map((line) => `'${line}'`).join(' +\n  ')}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const text of TEXTS) writeFileSync(assembledPath(text), await assemble(text))
}
