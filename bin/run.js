#!/usr/bin/env node
import {dirname} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
let main
try {
  const {begin} = await import('../dist/begin.js')
  begin(process.argv.slice(2), new URL('../dist/', import.meta.url))
  ;({main} = await import('../dist/run.js'))
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
  process.stderr.write('error: dc is not built yet\n  try: npm run build\n')
  process.exitCode = 70
}
await main?.(process.argv.slice(2), root)
