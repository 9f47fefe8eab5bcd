import {beginScan} from './sources/har/scans.js'

/** What `dc` begins before it loads anything: reading, when it is plain what will be read. `args` as given; `dist`: folder of the built `dc`. */
export function begin([command, ...args]: readonly string[], dist: URL): void {
  if (command === 'validate') beginScan(args, new URL('sources/har/scan-worker.js', dist))
}
