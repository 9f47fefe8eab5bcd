/** Where a JSON text that a person may have edited goes wrong. The engine's own message knows no line, and does not mind a key that comes twice. */

export interface JsonFault {
  /** Line, from 1. */
  readonly line: number
  readonly message: string
}

const TOKEN =
  /"[^"\\\n\r\t]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\n\r\t]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b|[{}[\],:]/y
const BLANK = /[\t\n\r ]*/y

/** What has to come next: a value, a key, or what follows either. */
type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end'

/** Undefined for a text that is JSON, with every key once. */
export function findJsonFault(text: string): JsonFault | undefined {
  /** Keys of the objects around the place, null for a list. */
  const around: (Set<string> | null)[] = []
  let expected: Expected = 'value'
  let isDone = false
  for (let at = 0; ;) {
    BLANK.lastIndex = at
    at += BLANK.exec(text)?.[0].length ?? 0
    if (at === text.length) return isDone ? undefined : faultAt(text, at, 'the JSON ends too early')
    TOKEN.lastIndex = at
    const token = TOKEN.exec(text)?.[0]
    const next: Expected | undefined = token === undefined || isDone ? undefined : follow(token, expected, around)
    if (token === undefined || next === undefined) return faultAt(text, at, describe(text, at))
    const keys = around.at(-1)
    if (next === 'colon' && keys) {
      if (keys.has(token)) return faultAt(text, at, `${token} stands here for the second time: of two values one would be lost`)
      keys.add(token)
    }
    expected = next
    isDone = around.length === 0
    at += token.length
  }
}

/** What may come behind a token; undefined where the token itself may not stand. */
function follow(token: string, expected: Expected, around: (Set<string> | null)[]): Expected | undefined {
  const mayBeValue = expected === 'value' || expected === 'value-or-end'
  const mayEnd = expected === 'comma-or-end'
  if (token === '{' || token === '[') {
    if (!mayBeValue) return undefined
    around.push(token === '{' ? new Set() : null)
    return token === '{' ? 'key-or-end' : 'value-or-end'
  }
  if (token === '}' || token === ']') {
    const isObject = around.at(-1) !== null
    if (around.length === 0 || isObject !== (token === '}')) return undefined
    if (!mayEnd && expected !== (isObject ? 'key-or-end' : 'value-or-end')) return undefined
    around.pop()
    return 'comma-or-end'
  }
  if (token === ',') return mayEnd && around.length > 0 ? (around.at(-1) === null ? 'value' : 'key') : undefined
  if (token === ':') return expected === 'colon' ? 'value' : undefined
  if (expected === 'key' || expected === 'key-or-end') return token.startsWith('"') ? 'colon' : undefined
  return mayBeValue ? 'comma-or-end' : undefined
}

function describe(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at + 8)
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(line)) return 'a merge conflict is not resolved'
  if (text[at] === '"') return 'not JSON: a text is not closed, has a line break in it, or stands where none is expected'
  return `not JSON: ${JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))} cannot stand here`
}

const faultAt = (text: string, at: number, message: string): JsonFault => ({line: text.slice(0, at).split('\n').length, message})
