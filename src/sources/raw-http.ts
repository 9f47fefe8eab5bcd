/** HTTP/1.1 messages as bytes, as proxies save them. Nothing here throws: what is not HTTP reads as undefined. */

/** Start line and headers are looked for in so many bytes. */
const MAX_HEAD_BYTES = 1024 * 1024

export interface RawRequest {
  method: string
  /** Absolute URL, path, or `host:port` of a CONNECT: as it stands in the request line. */
  target: string
  /** First value of each header, by lower-case name. */
  headers: ReadonlyMap<string, string>
  /** Body as sent, chunks joined; still compressed where Content-Encoding says so. */
  body: Uint8Array
  /** False when less of the body is there than its headers announce. */
  isComplete: boolean
}

export interface RawResponse {
  status: number
  headers: ReadonlyMap<string, string>
}

export function parseRawRequest(bytes: Uint8Array): RawRequest | undefined {
  const head = parseHead(bytes)
  const line = head && /^([A-Za-z]+)[ \t]+(\S.*?)(?:[ \t]+HTTP\/\d(?:\.\d)?)?[ \t]*$/.exec(head.startLine)
  if (!line) return undefined
  const rest = bytes.subarray(head.bodyStart)
  const {body, isComplete} = isChunked(head.headers) ? joinChunks(rest) : sized(rest, head.headers)
  return {method: (line[1] ?? '').toUpperCase(), target: line[2] ?? '', headers: head.headers, body, isComplete}
}

export function parseRawResponse(bytes: Uint8Array): RawResponse | undefined {
  const head = parseHead(bytes)
  const line = head && /^HTTP\/\d(?:\.\d)?[ \t]+(\d{3})/.exec(head.startLine)
  return line ? {status: Number(line[1]), headers: head.headers} : undefined
}

function parseHead(bytes: Uint8Array): {startLine: string; headers: Map<string, string>; bodyStart: number} | undefined {
  const {end, bodyStart} = endOfHead(bytes)
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, end).toString('utf8').split(/\r?\n/)
  // Blank lines before the start line are allowed (RFC 9112, section 2.2).
  const start = lines.findIndex((line) => line.trim() !== '')
  const startLine = lines[start]
  if (startLine === undefined) return undefined
  const headers = new Map<string, string>()
  for (const line of lines.slice(start + 1)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim())
  }
  return {startLine, headers, bodyStart}
}

function endOfHead(bytes: Uint8Array): {end: number; bodyStart: number} {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, MAX_HEAD_BYTES))
  let from = 0
  while (view[from] === 0x0d || view[from] === 0x0a) from++
  const withReturns = view.indexOf('\r\n\r\n', from)
  const plain = view.indexOf('\n\n', from)
  if (plain >= 0 && (withReturns < 0 || plain < withReturns)) return {end: plain, bodyStart: plain + 2}
  return withReturns < 0 ? {end: view.length, bodyStart: view.length} : {end: withReturns, bodyStart: withReturns + 4}
}

const isChunked = (headers: ReadonlyMap<string, string>): boolean => /\bchunked\b/i.test(headers.get('transfer-encoding') ?? '')

function sized(rest: Uint8Array, headers: ReadonlyMap<string, string>): {body: Uint8Array; isComplete: boolean} {
  const announced = headers.get('content-length')
  const length = announced !== undefined && /^\d+$/.test(announced) ? Number(announced) : undefined
  if (length === undefined) return {body: rest, isComplete: true}
  return {body: rest.subarray(0, length), isComplete: rest.length >= length}
}

/** Some tools save the body with its chunks joined and leave the header; a body that does not start like a chunk is taken as it is. */
function joinChunks(rest: Uint8Array): {body: Uint8Array; isComplete: boolean} {
  const view = Buffer.from(rest.buffer, rest.byteOffset, rest.byteLength)
  const parts: Buffer[] = []
  let position = 0
  for (;;) {
    const lineEnd = view.indexOf(0x0a, position)
    const size = /^\s*([0-9a-f]{1,8})\s*(?:;[^\n]*)?$/i.exec(
      view.toString('latin1', position, lineEnd < 0 ? position : Math.min(lineEnd, position + 1024)),
    )
    if (!size) return parts.length === 0 ? {body: rest, isComplete: true} : {body: Buffer.concat(parts), isComplete: false}
    const length = Number.parseInt(size[1] ?? '0', 16)
    if (length === 0) return {body: Buffer.concat(parts), isComplete: true}
    const start = lineEnd + 1
    parts.push(view.subarray(start, start + length))
    if (start + length > view.length) return {body: Buffer.concat(parts), isComplete: false}
    position = start + length
    while (view[position] === 0x0d || view[position] === 0x0a) position++
  }
}
