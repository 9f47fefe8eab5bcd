/** A comment, by UTF-16 offsets into the script. */
export interface ScriptComment {
  readonly start: number
  readonly end: number
  readonly kind: 'line' | 'block'
}

export interface LexedScript {
  readonly comments: readonly ScriptComment[]
  /** The script with every comment blanked: the same length, strings as they are. */
  readonly code: string
  /** Where a string begins that does not end on its line. */
  readonly openStrings: readonly number[]
  /** Where a block comment begins that never ends; the code goes on below its line. */
  readonly openComment: number | undefined
}

/**
 * Tells comments from code, also in scripts that do not parse: what is open ends with its line. Regular expressions are told from divisions
 * by what stands before them; templates within templates are not followed. Never throws.
 */
export function lexScript(text: string): LexedScript {
  const comments: ScriptComment[] = []
  const openStrings: number[] = []
  let openComment: number | undefined
  let before = ''
  for (let at = 0; at < text.length;) {
    const char = text[at] ?? ''
    const pair = text.slice(at, at + 2)
    if (pair === '//') {
      const end = lineEnd(text, at)
      comments.push({start: at, end, kind: 'line'})
      at = end
    } else if (pair === '/*') {
      const close = text.indexOf('*/', at + 2)
      if (close === -1) openComment ??= at
      const end = close === -1 ? lineEnd(text, at) : close + 2
      comments.push({start: at, end, kind: 'block'})
      at = end
    } else if (char === '"' || char === "'") {
      const end = stringEnd(text, at, char)
      if (text[end - 1] !== char || end - at < 2) openStrings.push(at)
      before = char
      at = end
    } else if (char === '`') {
      const end = stringEnd(text, at, char)
      before = char
      at = end
    } else if (char === '/' && !/[\w$)\]"'`]/.test(before)) {
      at = regexEnd(text, at)
      before = ')'
    } else {
      PLAIN.lastIndex = at
      const plain = char === '/' ? char : (PLAIN.exec(text)?.[0] ?? char)
      const shown = plain.trimEnd()
      // Behind these words a slash opens a regular expression, as behind an operator.
      if (shown !== '') before = KEYWORD.test(shown) ? '(' : shown.slice(-1)
      at += plain.length
    }
  }
  return {comments, code: blank(text, comments), openStrings, openComment}
}

const PLAIN = /[^/"'`]+/y
const KEYWORD = /(?:^|[^\w$.])(?:return|typeof|case|in|of|delete|void|throw|new|else|do)$/

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

/** Behind the closing mark, or the end of the line; a template may go over lines. */
function stringEnd(text: string, start: number, mark: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at]
    if (char === '\\') {
      if (text.startsWith('\r\n', at + 1)) at++
      at++
    } else if (char === mark) return at + 1
    else if (char === '\n' && mark !== '`') return at
  }
  return text.length
}

function regexEnd(text: string, start: number): number {
  let inClass = false
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at]
    if (char === '\\') at++
    else if (char === '\n') return start + 1
    else if (char === '[') inClass = true
    else if (char === ']') inClass = false
    else if (char === '/' && !inClass) return at + 1
  }
  return start + 1
}

function blank(text: string, comments: readonly ScriptComment[]): string {
  let code = ''
  let from = 0
  for (const {start, end} of comments) {
    code += text.slice(from, start) + text.slice(start, end).replace(/[^\n]/g, ' ')
    from = end
  }
  return code + text.slice(from)
}
