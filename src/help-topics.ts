/** Pages of `dc help TOPIC` that belong to no single command. */
export interface HelpTopic {
  id: string
  summary: string
  /** Loaded only when asked for: the formats drag every reader in. */
  text(): Promise<string>
}

export const HELP_TOPICS: readonly HelpTopic[] = [
  {id: 'formats', summary: 'captures that can be read, and why a record is not judged', text: formats},
  {id: 'exit-codes', summary: 'what each exit code means', text: exitCodes},
  {id: 'environment', summary: 'environment variables', text: async () => ENVIRONMENT},
]

export function findTopic(id: string): HelpTopic | undefined {
  return HELP_TOPICS.find((topic) => topic.id === id)
}

const WIDTH = 78

async function formats(): Promise<string> {
  const [{FORMATS}, {REASONS}] = await Promise.all([import('./sources/formats.js'), import('./jobs/reasons.js')])
  const reasons = Object.entries(REASONS).sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    'Captures that dc reads. The format is found by content, never by name; --input-format ID overrides.',
    'Any of them may be compressed with gzip; - reads standard input; folders are read with all they hold.',
    ...FORMATS.map(({id, title, about}) => `${id}  (${title})\n${indent(about)}`),
    'Records that are not judged are counted under a reason:',
    reasons.map(([reason, meaning]) => `${reason}\n${indent(meaning)}`).join('\n'),
  ].join('\n\n')
}

async function exitCodes(): Promise<string> {
  const {EXIT_CODES, EXIT_CODE_ORDER} = await import('./report/vocabulary.js')
  const rows = EXIT_CODES.map(({code, meaning}) => `${String(code).padStart(4)}  ${indent(meaning, 6).trimStart()}`)
  return ['Exit codes, the same with and without --json:', rows.join('\n'), indent(EXIT_CODE_ORDER, 0)].join('\n\n')
}

function indent(text: string, by = 4): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > WIDTH - by) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((part) => ' '.repeat(by) + part).join('\n')
}

const ENVIRONMENT = `Environment variables:

  DC_WORKSPACE   the workspace folder, as --workspace
  NO_COLOR       any value: print without colour
  FORCE_COLOR    1: print colour into a pipe too (never into lines meant for machines,
                 such as the findings of dc validate); 0: never
  TERM           dumb: no colour, no line drawing, no progress
  DEBUG          1: print the stack of a defect`
