import {createReadStream} from 'node:fs'
import {createInterface} from 'node:readline'

// The least any reader does: parse the line, split the query. No rule, no event, no product.
let params = 0
for await (const line of createInterface({input: createReadStream(process.argv[2], {highWaterMark: 1 << 20})})) {
  const {url} = JSON.parse(line)
  for (const _pair of new URLSearchParams(url.slice(url.indexOf('?') + 1))) params++
}
if (params === 0) process.exitCode = 1
