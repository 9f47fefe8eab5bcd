import {writeFileSync} from 'node:fs'

// Preloaded into measured processes: peak resident memory of the whole process, threads included, in kB.
process.on('exit', () => writeFileSync(process.env.DC_BENCH_MEMORY, String(process.resourceUsage().maxRSS)))
