/**
 * Percent-decoding of parameter values. `decodeURIComponent` throws and `URLSearchParams` writes U+FFFD without a word,
 * so neither is used blindly: a value is decoded strictly, and byte by byte where that fails.
 */

/** Decodes one parameter value as sent. `charset` is the value of `ce`; anything but UTF-8 decodes the bytes with it. Never throws. */
export function decodeText(raw: string, charset?: string): string {
  const plus = raw.includes('+')
  if (!plus && !raw.includes('%')) return raw
  const text = plus ? raw.replaceAll('+', ' ') : raw
  if (!isUtf8(charset)) return decodeBytes(text, charset)
  try {
    return decodeURIComponent(text)
  } catch {
    return decodeBytes(text, undefined)
  }
}

/** True for UTF-8 under its usual spellings, and when the hit names no charset. */
export function isUtf8(charset: string | undefined): boolean {
  return charset === undefined || charset === '' || /^utf-?8$/i.test(charset)
}

/** True when the percent escapes of `raw` are well formed and spell valid text in `charset`. `%uXXXX` counts as malformed. */
export function isWellEncoded(raw: string, charset?: string): boolean {
  if (/%(?![0-9a-f]{2})/i.test(raw)) return false
  if (!isUtf8(charset)) return decoderFor(charset) !== undefined
  try {
    decodeURIComponent(raw)
    return true
  } catch {
    return false
  }
}

/** Length in bytes of UTF-8, the unit of every documented limit. */
export function byteLength(text: string): number {
  let bytes = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code < 0xe000 ? 2 : 3
  }
  return bytes
}

// Characters stay characters, escapes become bytes; `%uXXXX` (JavaScript's old escape()) becomes the character it names.
const PIECES = /%u([0-9a-f]{4})|((?:%[0-9a-f]{2})+)/gi

function decodeBytes(text: string, charset: string | undefined): string {
  const declared = isUtf8(charset) ? undefined : decoderFor(charset)
  return text.replace(PIECES, (_all, unicode: string | undefined, escapes: string | undefined) => {
    if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16))
    const bytes = Uint8Array.from((escapes ?? '').slice(1).split('%'), (hex) => Number.parseInt(hex, 16))
    if (declared !== undefined) return declared.decode(bytes)
    try {
      return STRICT_UTF8.decode(bytes)
    } catch {
      return WINDOWS_1252.decode(bytes)
    }
  })
}

type Decoder = InstanceType<typeof TextDecoder>

const STRICT_UTF8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true})
const WINDOWS_1252 = new TextDecoder('windows-1252')
const DECODERS = new Map<string, Decoder | undefined>()

function decoderFor(charset: string | undefined): Decoder | undefined {
  const label = (charset ?? '').trim().toLowerCase()
  if (!DECODERS.has(label)) {
    // Labels come from captures: a hostile one must not grow the map for ever.
    if (DECODERS.size > 64) DECODERS.clear()
    DECODERS.set(label, createDecoder(label))
  }
  return DECODERS.get(label)
}

function createDecoder(label: string): Decoder | undefined {
  try {
    return new TextDecoder(label)
  } catch {
    return undefined
  }
}
