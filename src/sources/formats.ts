import {accessLogFormat} from './access-log.js'
import {appLogFormat} from './app-log.js'
import {chlsjFormat} from './chlsj.js'
import {csvFormat} from './csv.js'
import {curlFormat} from './curl.js'
import type {Format} from './format.js'
import {harFormat} from './har/har.js'
import {jsonFormat} from './json.js'
import {ndjsonFormat} from './ndjson.js'
import {omnibugFormat} from './omnibug.js'
import {urlListFormat} from './url-list.js'
import {w3cLogFormat} from './w3c-log.js'
import {zipFormat} from './zip.js'

/** Every capture format that `dc` reads, sorted by id: the values of `--input-format` and the contents of `dc help formats`. */
export const FORMATS: readonly Format[] = [
  accessLogFormat,
  appLogFormat,
  chlsjFormat,
  csvFormat,
  curlFormat,
  harFormat,
  jsonFormat,
  ndjsonFormat,
  omnibugFormat,
  urlListFormat,
  w3cLogFormat,
  zipFormat,
]

/** The format of an id, or undefined. */
export function findFormat(id: string): Format | undefined {
  return FORMATS.find((format) => format.id === id)
}
