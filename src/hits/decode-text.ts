/**
 * Percent-decoding of parameter values. `decodeURIComponent` throws and `URLSearchParams` writes U+FFFD without a word,
 * so neither is used blindly: a value is decoded strictly, and byte by byte where that fails.
 */

/**
 * Decodes one parameter value as sent. `charset` is the value of `ce`; anything but UTF-8 decodes the bytes with it. A raw `+` is a blank.
 * What is no valid text keeps its bytes as Windows-1252, a malformed escape keeps its characters. Never throws.
 */
export function decodeText(raw: string, charset?: string): string {
  const plus = raw.includes('+')
  if (!plus && !raw.includes('%')) return raw
  const text = plus ? raw.replaceAll('+', ' ') : raw
  const declared = isUtf8(charset) ? undefined : decoderFor(charset)
  if (declared !== undefined) return decodeEscapes(text, (bytes) => declared.decode(bytes))
  try {
    return decodeURIComponent(text)
  } catch {
    return decodeEscapes(text, decodeMixed)
  }
}

/** Percent-decodes a name, a user or a segment of a path, in UTF-8. What is malformed stays as it is. */
export function decodeName(raw: string): string {
  if (!raw.includes('%')) return raw
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}

/** True for UTF-8 under its usual spellings, and when the hit names no charset. */
export function isUtf8(charset: string | undefined): boolean {
  return charset === undefined || charset === 'UTF-8' || charset === '' || /^utf-?8$/i.test(charset)
}

/**
 * True when the percent escapes of `raw` are well formed and spell valid text in `charset`. `%uXXXX` (JavaScript's old `escape()`)
 * counts as malformed in UTF-8 only: H-code sends it on purpose where `ce` names another charset.
 */
export function isWellEncoded(raw: string, charset?: string): boolean {
  if (!isUtf8(charset)) return !/%(?!u[0-9a-f]{4}|[0-9a-f]{2})/i.test(raw) && decoderFor(charset) !== undefined
  try {
    decodeURIComponent(raw)
    return true
  } catch {
    return false
  }
}

/** Length in bytes of UTF-8, the unit of every documented limit. A lone surrogate counts as the U+FFFD it is sent as. */
export function byteLength(text: string): number {
  let bytes = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) bytes += 1
    else if (code < 0x800) bytes += 2
    else if (code >= 0xd800 && code < 0xdc00 && isLowSurrogate(text.charCodeAt(at + 1))) {
      bytes += 4
      at++
    } else bytes += 3
  }
  return bytes
}

/** How much of `text` fits into so many bytes of UTF-8, in UTF-16 units: where Adobe cuts it. No character is counted in part. */
export function fittingLength(text: string, bytes: number): number {
  let left = bytes
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at) ?? 0
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (left < 0) return at
    at += code < 0x10000 ? 1 : 2
  }
  return text.length
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000
}

/** Value of a hexadecimal digit by its UTF-16 unit, -1 for any other. */
export const HEX_DIGITS = new Int8Array(0x1_0000).fill(-1)
for (let digit = 0; digit < 16; digit++) {
  const sign = digit.toString(16)
  HEX_DIGITS[sign.charCodeAt(0)] = digit
  HEX_DIGITS[sign.toUpperCase().charCodeAt(0)] = digit
}

/** The byte that two hexadecimal digits at `at` name, -1 when there are none. */
function hexByte(text: string, at: number): number {
  const high = HEX_DIGITS[text.charCodeAt(at)] ?? -1
  const low = HEX_DIGITS[text.charCodeAt(at + 1)] ?? -1
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

const PERCENT = 0x25
const LETTER_U = /[uU]/

/**
 * Escapes and ASCII become bytes and are decoded together (the second byte of a Shift_JIS character may be a plain letter),
 * `%uXXXX` becomes the character it names, any other character stays itself.
 */
function decodeEscapes(text: string, decode: (bytes: Uint8Array) => string): string {
  const bytes = new Uint8Array(text.length)
  let decoded = ''
  let length = 0
  const flush = () => {
    if (length > 0) decoded += decode(bytes.subarray(0, length))
    length = 0
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const byte = code === PERCENT ? hexByte(text, at + 1) : -1
    if (byte !== -1) {
      bytes[length++] = byte
      at += 2
      continue
    }
    const unit = code === PERCENT && LETTER_U.test(text.charAt(at + 1)) ? hexUnit(text, at + 2) : -1
    if (unit !== -1) {
      flush()
      decoded += String.fromCharCode(unit)
      at += 5
    } else if (code < 0x80) bytes[length++] = code
    else {
      flush()
      decoded += text.charAt(at)
    }
  }
  flush()
  return decoded
}

function hexUnit(text: string, at: number): number {
  const high = hexByte(text, at)
  const low = hexByte(text, at + 2)
  return high === -1 || low === -1 ? -1 : high * 256 + low
}

type Decoder = InstanceType<typeof TextDecoder>

const UTF8 = new TextDecoder('utf-8', {ignoreBOM: true})
const REPLACEMENT = '\uFFFD'

/** UTF-8 where the bytes are UTF-8, Windows-1252 for each byte that is not: a value cut inside a character loses that character alone. */
function decodeMixed(bytes: Uint8Array): string {
  const whole = UTF8.decode(bytes)
  if (!whole.includes(REPLACEMENT)) return whole
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0
    const size = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
    const character = size < 2 ? '' : UTF8.decode(bytes.subarray(at, at + size))
    if (size >= 2 && !character.includes(REPLACEMENT)) {
      text += character
      at += size
    } else {
      text += lead >= 0x80 && lead < 0xa0 ? WINDOWS_1252.charAt(lead - 0x80) : String.fromCharCode(lead)
      at++
    }
  }
  return text
}

// Bytes 0x80 to 0x9F, the only ones in which Windows-1252 differs from Latin-1; written out because Node versions disagree about them.
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ'

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
    const decoder = new TextDecoder(label)
    // Escapes beside plain letters are never UTF-16, whatever the label says.
    return decoder.encoding.startsWith('utf-16') ? undefined : decoder
  } catch {
    return undefined
  }
}
