/** The request body in the forms that JSON captures give it. */
import {FIELD} from './request-object-keys.js'
import {decodeBody} from './request-body.js'
import {formDataToBody} from './request-parts.js'

/** The body as text, or undefined when the record does not hold it. */
export function readBody(values: readonly unknown[]): string | undefined {
  const encoded = values[FIELD.bodyBase64]
  if (typeof encoded === 'string') return fromBase64(encoded)
  return bodyText(values[FIELD.body], values[FIELD.bodyEncoding])
}

function bodyText(body: unknown, encoding: unknown): string | undefined {
  if (typeof body === 'string') return isBase64Flag(encoding) ? fromBase64(body) : body
  if (Array.isArray(body)) return joinParts(body)
  if (typeof body !== 'object' || body === null) return undefined
  const parts = body as Record<string, unknown>
  if (typeof parts['encoded'] === 'string') return fromBase64(parts['encoded'])
  if (typeof parts['text'] === 'string') {
    // Playwright leaves the text empty and names a file instead when the bodies were kept apart from the entry.
    if (parts['text'] === '' && (parts['_file'] !== undefined || parts['_sha1'] !== undefined)) return undefined
    return isBase64Flag(parts['encoding'] ?? parts['_encoding']) ? fromBase64(parts['text']) : parts['text']
  }
  if (typeof parts['raw'] === 'string') return parts['raw']
  if (parts['type'] === 'Buffer' && Array.isArray(parts['data'])) return fromNumbers(parts['data'])
  if (Array.isArray(parts['raw'])) return joinParts(parts['raw'])
  if (typeof parts['formData'] === 'object' && parts['formData'] !== null)
    return formDataToBody(parts['formData'] as Record<string, unknown>)
  if (parts['_file'] !== undefined || parts['_sha1'] !== undefined || 'mimeType' in parts) return undefined
  return JSON.stringify(parts)
}

/** DevTools' `postDataEntries` and the webRequest API's `raw`: pieces in base64. */
function joinParts(parts: readonly unknown[]): string | undefined {
  const pieces: Buffer[] = []
  for (const part of parts) {
    const bytes = typeof part === 'object' && part !== null && 'bytes' in part ? part.bytes : undefined
    if (typeof bytes !== 'string') return JSON.stringify(parts)
    pieces.push(Buffer.from(bytes, 'base64'))
  }
  return pieces.length === 0 ? undefined : decodeBody(Buffer.concat(pieces))
}

function fromNumbers(values: readonly unknown[]): string | undefined {
  return decodeBody(Buffer.from(values.filter((value) => typeof value === 'number')))
}

function isBase64Flag(flag: unknown): boolean {
  return flag === true || (typeof flag === 'string' && flag.toLowerCase() === 'base64')
}

function fromBase64(text: string): string | undefined {
  return decodeBody(Buffer.from(text, 'base64'))
}

/** A header from `{name: value}`, `{name: [value]}`, `[{name, value}]` or `[[name, value]]`. `name` is given in lower case. */
export function headerValue(headers: unknown, name: string): string | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined
  if (Array.isArray(headers)) {
    for (const header of headers as unknown[]) {
      const [key, value] = Array.isArray(header) ? (header as unknown[]) : nameAndValue(header)
      if (typeof key === 'string' && key.toLowerCase() === name) return valueText(value)
    }
    return undefined
  }
  const list = (headers as Record<string, unknown>)['headers']
  if (Array.isArray(list)) return headerValue(list, name)
  for (const key in headers) {
    if (key.length === name.length && key.toLowerCase() === name) return valueText((headers as Record<string, unknown>)[key])
  }
  return undefined
}

function nameAndValue(header: unknown): [unknown, unknown] {
  if (typeof header !== 'object' || header === null) return [undefined, undefined]
  const {name, value} = header as Record<string, unknown>
  return [name, value]
}

function valueText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return valueText(value[0])
  if (typeof value !== 'object' || value === null) return undefined
  return valueText((value as Record<string, unknown>)['value'])
}
