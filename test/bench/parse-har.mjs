import {readFileSync} from 'node:fs'

// What a tool without a scanner does: the whole document at once.
const har = JSON.parse(readFileSync(process.argv[2], 'utf8'))
if (!(har.log.entries.length > 0)) process.exitCode = 1
