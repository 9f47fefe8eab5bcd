/** A script to look at, and where it stands in the text it was taken from. */
export interface PageScript {
  readonly text: string
  /** Line of the whole text on which it begins, from 1. */
  readonly line: number
  /** A module has a syntax of its own. */
  readonly isModule: boolean
}

export interface ScriptsOf {
  readonly form: 'script' | 'page'
  readonly scripts: readonly PageScript[]
  /** `src` of the scripts that stand elsewhere, as written. */
  readonly external: readonly string[]
}

const SCRIPT = /<script\b((?:[^>"']|"[^"]*"|'[^']*'){0,1000})>([\s\S]*?)(?:<\/script\b[^>]*>|$)/gi
const JAVASCRIPT = /^(?:module|(?:text|application)\/(?:x-)?(?:java|ecma|j)script(?:;.*)?)?$/i

/** What only a module may hold, at the beginning of a line. */
const MODULE = /^(?:import\s*(?:[\w$*{]|["'])|export\s+(?:default|const|let|var|function|class|async|[{*]))/m

/** The JavaScript of a text: all of it, or the inline scripts of an HTML page. Never throws. */
export function scriptsOf(text: string): ScriptsOf {
  if (!/^\s*(?:<!doctype\b|<\?xml\b|<!--[\s\S]*?-->\s*<|<[a-z])/i.test(text.replace(/^\uFEFF/, ''))) {
    return {form: 'script', scripts: [{text: text.replace(/^\uFEFF/, ' '), line: 1, isModule: MODULE.test(text)}], external: []}
  }
  const scripts: PageScript[] = []
  const external: string[] = []
  const lineAt = lineFinder(text)
  for (const match of text.matchAll(SCRIPT)) {
    const [, attributes = '', body = ''] = match
    const type = attribute(attributes, 'type') ?? ''
    if (!JAVASCRIPT.test(type.trim())) continue
    const src = attribute(attributes, 'src')
    if (src !== undefined) external.push(src.replaceAll('&amp;', '&'))
    else if (body.trim() !== '') {
      const at = match.index + match[0].indexOf('>', 1 + 'script'.length + attributes.length) + 1
      scripts.push({text: body, line: lineAt(at), isModule: type.trim().toLowerCase() === 'module'})
    }
  }
  return {form: 'page', scripts, external}
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes)
  return found === null ? undefined : (found[1] ?? found[2] ?? found[3])
}

/** A function that tells the line of an offset, from 1. */
export function lineFinder(text: string): (at: number) => number {
  const ends: number[] = []
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) ends.push(end)
  return (at) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) < at) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}
