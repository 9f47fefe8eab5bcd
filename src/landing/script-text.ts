import {TextHash} from '../hits/text-hash.js'

/** Text that ends up in a script, and the marks that generated code is known by. */

/** A JavaScript string literal, double-quoted, that also stands safely within a `<script>` of an HTML page. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(/[<>\u2028\u2029\u007F-\u009F]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Text for a line comment: one line, and nothing that ends a comment or a script. */
export function commentText(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll('*/', '* /')
    .replace(/<(?=[!/]|script)/gi, '< ')
    .trim()
}

/** `dcLandingSpringEmail`: the name under which the page finds the code of an integration. */
export function globalName(prefix: string, id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  return prefix + words.map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join('')
}

/** What a mark says of the code below it. */
export interface CodeMark {
  readonly integration: string
  readonly library: string
  readonly page: string
  /** The Web SDK's form; null for the others. */
  readonly object: string | null
  readonly hash: string
}

const MARK = /\/\*! dc code (\S+) (\S+) (\S+?)(?::(\S+))? ([0-9a-f]{14}) \*\/[^\S\n]*\r?\n?([\s\S]*?)(?:\/\*! dc code end \*\/|$)/g

/** The code between its marks. `/*!` comments survive minifiers, so the id is found even where the hash no longer fits. */
export function markCode(body: string, {integration, library, page, object}: Omit<CodeMark, 'hash'>): string {
  const form = object === null ? page : `${page}:${object}`
  return `/*! dc code ${integration} ${library} ${form} ${hashOf(body)} */\n${body}/*! dc code end */\n`
}

/** Code of `dc` found in a text: what its mark says, where it begins and ends (UTF-16 offsets), and whether it is as it was written. */
export interface MarkedCode extends CodeMark {
  readonly at: number
  readonly end: number
  readonly intact: boolean
  readonly body: string
}

export function findMarkedCode(text: string): MarkedCode[] {
  return [...text.matchAll(MARK)].map((match) => {
    const [all, integration = '', library = '', page = '', object, hash = '', body = ''] = match
    return {
      integration,
      library,
      page,
      object: object ?? null,
      hash,
      at: match.index,
      end: match.index + all.length,
      intact: hashOf(body) === hash,
      body,
    }
  })
}

/** Indentation, blank lines and line ends do not count: editors and servers change them. */
function hashOf(body: string): string {
  const lines = body.split(/\r?\n/).map((line) => line.trim())
  return new TextHash()
    .add(lines.filter((line) => line !== '').join('\n'))
    .value.toString(16)
    .padStart(14, '0')
}
