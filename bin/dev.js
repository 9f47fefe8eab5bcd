// Runs the commands from src, without a build: `npm run dev -- validate hits.har`. Start it with `node --import tsx`.
import {readFile} from 'node:fs/promises'
import {Config, flush, Plugin, run, settings} from '@oclif/core'
import {dirname} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
// oclif would look for a TypeScript compiler with a JavaScript API, find none, and run yesterday's dist instead.
settings.enableAutoTranspile = false
const pjson = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
const map = (path) => path.replace('./dist/', './src/')
pjson.oclif.commands = map(pjson.oclif.commands)
pjson.oclif.helpClass = map(pjson.oclif.helpClass)
pjson.oclif.hooks = Object.fromEntries(Object.entries(pjson.oclif.hooks).map(([event, file]) => [event, map(file)]))
// The manifest names files of dist; only a plugin that is made here can leave it aside.
const plugin = new Plugin({root, pjson, isRoot: true, ignoreManifest: true})
await plugin.load()
const config = new Config({root, pjson, plugins: new Map([[plugin.name, plugin]])})
await config.load()
await run(process.argv.slice(2), config)
await flush()
