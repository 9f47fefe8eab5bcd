/**
 * The JSON values of a saved answer: one document, several one after another, or one per line, with whatever a terminal put between them
 * (headers of an answer, a prompt). Samples of Adobe's guide have numbers with leading zeros, which are read too.
 */
export interface JsonDocuments {
  readonly values: readonly unknown[]
  /** Pieces that begin like an object or a list and are none. */
  readonly damaged: number
}

const MOST_VALUES = 100_000
/** Characters: each broken line may lead to the end of the text and back. */
const MOST_WALKED = 200_000_000

/** Never throws. */
export function readJsonDocuments(text: string): JsonDocuments {
  const whole = parse(text.replace(/^\uFEFF/, ''))
  if (whole !== undefined) return {values: [whole], damaged: 0}
  const values: unknown[] = []
  let damaged = 0
  let at = nextOpening(text, 0)
  let walked = 0
  while (at !== -1 && values.length < MOST_VALUES && walked < MOST_WALKED) {
    const {end, last} = endOfValue(text, at)
    walked += last - at
    const value = end === -1 ? undefined : parse(text.slice(at, end))
    if (value === undefined) {
      damaged++
      // What is broken ends with its line: the next line may be sound.
      const line = text.indexOf('\n', at)
      at = line === -1 ? -1 : nextOpening(text, line)
    } else {
      values.push(value)
      at = nextOpening(text, end)
    }
  }
  return {values, damaged}
}

function nextOpening(text: string, from: number): number {
  const [object, list] = [text.indexOf('{', from), text.indexOf('[', from)]
  return object === -1 || (list !== -1 && list < object) ? list : object
}

/** One past the bracket that closes the value, -1 where none does; and how far it was looked for. */
function endOfValue(text: string, start: number): {end: number; last: number} {
  let depth = 0
  let isInString = false
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isInString) {
      if (code === BACKSLASH) at++
      else if (code === QUOTE) isInString = false
      // No string of JSON goes over a line: one that does was cut, and nothing after it is inside.
      else if (code === LINE_FEED) return {end: -1, last: at}
    } else if (code === QUOTE) isInString = true
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++
    else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) return {end: at + 1, last: at}
  }
  return {end: -1, last: text.length}
}

const [BACKSLASH, QUOTE, LINE_FEED] = [0x5c, 0x22, 0x0a]
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d]

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    try {
      return JSON.parse(text.replace(/("[^"]{0,100}"\s*:\s*)0+(?=\d+\s*[,}\]])/g, '$1')) as unknown
    } catch {
      return undefined
    }
  }
}
