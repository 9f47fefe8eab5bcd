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

const SCRIPT = /<script\b((?:[^>"']|"[^"]*"|'[^']*')*)>([\s\S]*?)(?:<\/script\b[^>]*>|$)/gi
const JAVASCRIPT = /^(?:module|(?:text|application)\/(?:x-)?(?:java|ecma|j)script(?:;.*)?)?$/i

/** The JavaScript of a text: all of it, or the inline scripts of an HTML page. Never throws. */
export function scriptsOf(text: string): ScriptsOf {
  if (!/^\s*(?:<!doctype\b|<\?xml\b|<!--[\s\S]*?-->\s*<|<[a-z])/i.test(text.replace(/^\uFEFF/, ''))) {
    return {form: 'script', scripts: [{text: text.replace(/^\uFEFF/, ' '), line: 1, isModule: false}], external: []}
  }
  const scripts: PageScript[] = []
  const external: string[] = []
  for (const match of text.matchAll(SCRIPT)) {
    const [, attributes = '', body = ''] = match
    const type = attribute(attributes, 'type') ?? ''
    if (!JAVASCRIPT.test(type.trim())) continue
    const src = attribute(attributes, 'src')
    if (src !== undefined) external.push(src.replaceAll('&amp;', '&'))
    else if (body.trim() !== '') {
      const at = match.index + match[0].indexOf('>', 1 + 'script'.length + attributes.length) + 1
      scripts.push({text: body, line: lineOf(text, at), isModule: type.trim().toLowerCase() === 'module'})
    }
  }
  return {form: 'page', scripts, external}
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes)
  return found === null ? undefined : (found[1] ?? found[2] ?? found[3])
}

/** Line of an offset, from 1. */
export function lineOf(text: string, at: number): number {
  let line = 1
  for (let next = text.indexOf('\n'); next !== -1 && next < at; next = text.indexOf('\n', next + 1)) line++
  return line
}
