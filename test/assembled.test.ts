import {existsSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {assemble, assembledPath, TEXTS} from './support/assemble.js'

test('there is WebAssembly to compare', () => {
  expect(TEXTS).toContain('src/hits/pairs.wat')
})

test.each(TEXTS)('%s is assembled as it stands (npm run assemble)', async (text) => {
  const path = assembledPath(text)
  expect(existsSync(path) ? readFileSync(path, 'utf8') : undefined).toBe(await assemble(text))
})
