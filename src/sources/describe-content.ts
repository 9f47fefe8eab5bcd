import {headLines, headText, isBinary, looksLikeHar, looksLikeJson, looksLikeMarkup} from './head.js'

/** What a file that is no capture looks like, for the error, and what to do about it where that is known. */
export interface ContentDescription {
  /** Completes "it looks like …": `a PNG image`. */
  looksLike: string
  advice?: string
}

interface Signature {
  bytes: string
  at?: number
  looksLike: string
  advice?: string
}

const SIGNATURES: readonly Signature[] = [
  {bytes: '\x89PNG', looksLike: 'a PNG image'},
  {bytes: '\xff\xd8\xff', looksLike: 'a JPEG image'},
  {bytes: 'GIF8', looksLike: 'a GIF image'},
  {bytes: 'WEBP', at: 8, looksLike: 'a WebP image'},
  {bytes: '%PDF', looksLike: 'a PDF document'},
  {bytes: 'PK', looksLike: 'a zip archive'},
  {bytes: 'BZh', looksLike: 'bzip2 data', advice: 'unpack it first: bunzip2 FILE'},
  {bytes: '\xfd7zXZ', looksLike: 'xz data', advice: 'unpack it first: unxz FILE'},
  {bytes: '\x28\xb5\x2f\xfd', looksLike: 'zstd data', advice: 'unpack it first: unzstd FILE'},
  {bytes: '7z\xbc\xaf', looksLike: 'a 7z archive', advice: 'unpack it first and give the folder'},
  {bytes: 'Rar!', looksLike: 'a RAR archive', advice: 'unpack it first and give the folder'},
  {bytes: 'ustar', at: 257, looksLike: 'a tar archive', advice: 'unpack it first and give the folder'},
  {
    bytes: '\xd4\xc3\xb2\xa1',
    looksLike: 'a packet capture (pcap)',
    advice: 'record a HAR in the browser instead: on the wire hits are encrypted',
  },
  {
    bytes: '\x0a\x0d\x0d\x0a',
    looksLike: 'a packet capture (pcapng)',
    advice: 'record a HAR in the browser instead: on the wire hits are encrypted',
  },
  {bytes: 'SQLite format 3', looksLike: 'an SQLite database'},
  {bytes: '\x7fELF', looksLike: 'a program (ELF)'},
  {bytes: 'MZ', looksLike: 'a Windows program'},
  {bytes: '\xd0\xcf\x11\xe0', looksLike: 'an old Office document'},
]

/** Says what unrecognised bytes (the first of a file) look like. */
export function describeContent(head: Uint8Array): ContentDescription {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 512)).toString('latin1')
  for (const {bytes: magic, at = 0, looksLike, advice} of SIGNATURES) {
    if (bytes.startsWith(magic, at)) return advice === undefined ? {looksLike} : {looksLike, advice}
  }
  if (/^\d{1,9}:/.test(bytes) && /\d+:(?:type|version|request);/.test(bytes)) {
    return {
      looksLike: 'a mitmproxy flow file',
      advice: 'save it as a HAR with mitmproxy 10.1 or later: mitmdump -nr FILE --set hardump=hits.har',
    }
  }
  if (/^(?:\xac\xed|.{0,16}com\.xk72)/s.test(bytes)) {
    return {
      looksLike: 'a Charles session (.chls)',
      advice: 'in Charles choose File, Export Session, and save it as JSON session (.chlsj) or HAR',
    }
  }
  if (isBinary(head)) return {looksLike: 'binary data'}
  return describeText(head)
}

function describeText(head: Uint8Array): ContentDescription {
  const text = headText(head)
  if (/^\s*<(?:!doctype html|html|head|body)/i.test(text)) return {looksLike: 'an HTML page'}
  if (looksLikeMarkup(text)) return {looksLike: 'an XML document'}
  if (looksLikeHar(text)) return {looksLike: 'a damaged HAR', advice: '--input-format har'}
  if (looksLikeJson(text))
    return {
      looksLike: 'JSON, but neither a HAR nor a list of requests',
      advice: 'give every request its URL under a known name: dc help formats',
    }
  const lines = headLines(head, 20)
  if (lines.length === 0) return {looksLike: 'blank lines'}
  const separator = [',', '\t', ';'].find((candidate) => isTable(lines, candidate))
  if (separator !== undefined)
    return {
      looksLike: separator === '\t' ? 'a table with tabs (TSV)' : 'a table (CSV)',
      advice: 'call the column that holds the URLs url, in the first row',
    }
  return {looksLike: 'plain text without URLs of requests'}
}

function isTable(lines: readonly string[], separator: string): boolean {
  const columns = lines.map((line) => line.split(separator).length)
  return lines.length > 1 && (columns[0] ?? 0) > 1 && columns.every((count) => count === columns[0])
}
