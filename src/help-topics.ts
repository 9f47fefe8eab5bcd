/** Pages of `dc help TOPIC` that belong to no single command. */
export interface HelpTopic {
  id: string
  summary: string
  /** Loaded only when asked for: the formats drag every reader in. */
  text(): Promise<string>
}

export const HELP_TOPICS: readonly HelpTopic[] = [
  {id: 'formats', summary: 'captures that can be read, and why a record is not judged', text: formats},
  {id: 'evidence', summary: 'what dc diagnose judges by, and how to supply it', text: evidence},
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

async function evidence(): Promise<string> {
  const [{EVIDENCE_KINDS, TOLD_FACTS}, {ISSUES}, {UNDECIDABLE}] = await Promise.all([
    import('./issues/evidence.js'),
    import('./issues/issues.js'),
    import('./issues/undecidable.js'),
  ])
  const facts = Object.entries(TOLD_FACTS).map(([name, {values, asks}]) => {
    const takes = typeof values === 'string' ? VALUE_WORDS[values] : values.join(', ')
    return `${name}  (${takes})\n${indent(asks)}`
  })
  return [
    indent(
      'dc diagnose judges by whatever evidence there is. Causes for which something is missing are listed as not checked, never as ruled out.',
      0,
    ),
    'What you see (--issue):',
    ISSUES.map(({id, symptom}) => `${id}\n${indent(symptom)}`).join('\n'),
    'Evidence, and where it comes from:',
    Object.entries(EVIDENCE_KINDS)
      .map(([kind, how]) => `${kind}\n${indent(how)}`)
      .join('\n'),
    'What only you can look up (--fact NAME=VALUE, repeatable):',
    facts.join('\n'),
    'What no evidence here decides, and what would:',
    UNDECIDABLE.map(({failure, wouldTell}) => `${indent(failure, 0)}\n${indent(wouldTell)}`).join('\n'),
  ].join('\n\n')
}

const VALUE_WORDS = {number: 'a number', day: 'a day', text: 'a text'} as const

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
