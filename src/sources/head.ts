/** Looking at the first bytes of a capture as text, for the scores of the formats. */

/** How much of a capture is looked at to find its format. */
export const HEAD_BYTES = 64 * 1024

const utf8 = new TextDecoder('utf-8', {ignoreBOM: true})

export function headText(head: Uint8Array): string {
  return utf8.decode(head)
}

/**
 * The first lines that are not blank, trimmed. Without any line feed they end at carriage returns, as in `cutAtNewlines`. The last line of a full head is left out when others are there, because it may be cut.
 */
export function headLines(head: Uint8Array, limit = 200): string[] {
  const text = headText(head)
  const newline = text.includes('\n') ? '\n' : '\r'
  const lines: string[] = []
  for (let start = 0; start < text.length && lines.length < limit;) {
    const end = text.indexOf(newline, start)
    if (end < 0 && head.length >= HEAD_BYTES && lines.length > 0) break
    const line = text.slice(start, end < 0 ? text.length : end).trim()
    if (line !== '') lines.push(line)
    start = end < 0 ? text.length : end + 1
  }
  return lines
}

/** True when the bytes cannot be text: they hold NUL or many control characters. */
export function isBinary(head: Uint8Array): boolean {
  let controls = 0
  const size = Math.min(head.length, 4096)
  for (let at = 0; at < size; at++) {
    const byte = head[at] ?? 0
    if (byte === 0) return true
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27 && byte !== 12) controls++
  }
  return controls > size / 20
}

/** The byte at which the text starts, after blanks. */
export function firstByte(head: Uint8Array): number {
  for (const byte of head) if (byte > 32) return byte
  return 0
}

/** True when the text is one JSON document, or starts like one (`[info]` of a log does not). */
export function looksLikeJson(text: string): boolean {
  return /^\s*(?:\{\s*["}]|\[\s*(?:[[{"\]]|-?\d+\s*[,\]]))/.test(text)
}

/** True for a HAR however its members are ordered: `log` is an object, and there are entries or the creator. */
export function looksLikeHar(text: string): boolean {
  return /"log"\s*:\s*\{/.test(text) && /"(?:entries|creator|pages)"\s*:/.test(text)
}

/** True for HTML and XML documents. */
export function looksLikeMarkup(text: string): boolean {
  return /^\s*<(?:!doctype|html|\?xml|head|body|svg|[a-z][\w-]*[\s>])/i.test(text)
}
