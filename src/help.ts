import {CommandHelp, Help, type Command} from '@oclif/core'
import {closest} from './did-you-mean.js'
import {hasSwitch, writeJson} from './error-text.js'
import {DcError} from './errors.js'
import {findTopic, HELP_TOPICS} from './help-topics.js'

/** Jobs by role, in the order in which a newcomer meets them; commands that do not exist yet are left out by themselves. */
const ROLES: readonly (readonly [title: string, commands: readonly string[]])[] = [
  [
    'Consultants, during an implementation',
    [
      'add',
      'list',
      'show',
      'configure',
      'pause',
      'activate',
      'remove',
      'dashboard',
      'log',
      'partners',
      'map',
      'code',
      'capture',
      'listen',
      'trigger',
    ],
  ],
  ['CI of the web team', ['validate', 'coverage', 'rules', 'explain']],
  ['Support', ['diagnose', 'segments']],
  ['The tool itself', ['auth', 'suites', 'schema', 'doctor', 'completion', 'help']],
]

/** Help that leads: what to type comes first, every option after it. */
class LeadingCommandHelp extends CommandHelp {
  protected override sections() {
    const sections = super.sections()
    const isFirst = (header: string) => header === 'EXAMPLES' || header === 'USAGE'
    return [...sections.filter(({header}) => isFirst(header)).reverse(), ...sections.filter(({header}) => !isFirst(header))]
  }
}

/** What `dc help --json` prints. */
export interface HelpText {
  schemaVersion: 1
  command: 'help'
  topic: string
  text: string
}

export default class DcHelp extends Help {
  protected override CommandHelpClass = LeadingCommandHelp
  /** Where the text goes. */
  private print: (text: string) => void = (text) => process.stdout.write(`${text}\n`)

  protected override log(...parts: string[]): void {
    this.print(parts.join(' '))
  }

  /** What `--json` prints of help, however it is asked for. */
  async collect(words: readonly string[]): Promise<HelpText> {
    const lines: string[] = []
    this.opts.stripAnsi = true
    this.print = (text) => lines.push(text)
    await this.showHelp([...words])
    return {schemaVersion: 1, command: 'help', topic: words.join(' '), text: lines.join('\n')}
  }

  override async showHelp(argv: string[]): Promise<void> {
    if (hasSwitch(argv, '--json')) {
      writeJson(await this.collect(argv.filter((word) => !word.startsWith('-'))))
      return
    }
    // `dc help help` and `dc help --help` ask about the command itself; `dc --help` and `dc validate --help` do not.
    if (argv[0] === 'help' && argv.slice(1).every((word) => word.startsWith('-'))) {
      const command = this.config.findCommand('help')
      if (command !== undefined) await this.showCommandHelp(command)
      return
    }
    const words = argv.filter((word) => !word.startsWith('-') && word !== 'help')
    const topic = words.length === 1 ? findTopic(words[0] ?? '') : undefined
    if (topic !== undefined) {
      this.log(await topic.text())
      return
    }
    if (words.length > 0 && !this.#knows(words)) throw this.#unknown(words)
    await super.showHelp(argv.filter((word) => word !== 'help'))
  }

  protected override async showRootHelp(): Promise<void> {
    // Bare `dc` opens the pinned integration, as the console of old opened its dashboard.
    const pinned =
      process.argv.length <= 2 ? await (await import('./jobs/show-integration.js')).showPinned(process.cwd(), new Date()) : undefined
    this.log(pinned === undefined ? this.#rootHelp() : `${pinned}\n\nAll commands: dc help`)
  }

  #rootHelp(): string {
    const summaries = new Map<string, string>()
    for (const {id, summary, hidden} of this.sortedCommands) if (!hidden) summaries.set(id, summary ?? '')
    const width = Math.max(...[...summaries.keys()].map((id) => id.length)) + 2
    const line = (id: string) => `  ${id.replaceAll(':', ' ').padEnd(width)}${summaries.get(id) ?? ''}`
    const groups = ROLES.flatMap(([title, roots]) => {
      const ids = roots.flatMap((root) => [...summaries.keys()].filter((id) => id === root || id.startsWith(`${root}:`)))
      return ids.length === 0 ? [] : [`${title}\n${ids.map(line).join('\n')}`]
    })
    return [
      'dc configures, proves and troubleshoots Adobe Analytics data connectors.',
      'Start here\n  dc validate hits.har          judge a captured journey, with page, hit, parameter and fix\n  dc explain cart-add-without-products',
      ...groups,
      `Topics: dc help ${HELP_TOPICS.map(({id}) => id).join(', dc help ')}`,
      'dc COMMAND --help shows examples and every flag. Exit codes and --json hold for all commands.',
    ].join('\n\n')
  }

  #knows(words: readonly string[]): boolean {
    const {config} = this
    for (let count = words.length; count > 0; count--) {
      const id = words.slice(0, count).join(':')
      const command: Command.Loadable | undefined = config.findCommand(id)
      // Words after a command are its arguments, words after a topic must name one of its commands.
      if (command !== undefined || (count === words.length && config.findTopic(id) !== undefined)) return true
    }
    return false
  }

  #unknown(words: readonly string[]): DcError {
    return unknownCommand(
      words.join(' '),
      [...this.config.commandIDs.map((id) => id.replaceAll(':', ' ')), ...HELP_TOPICS.map(({id}) => id)],
      'help ',
    )
  }
}

/** The error for a word that is neither a command nor a topic; `prefix` goes before the suggestion (`help `). */
export function unknownCommand(typed: string, known: readonly string[], prefix = ''): DcError {
  const meant = closest(typed, known) ?? closest(typed.split(' ')[0] ?? '', known)
  return new DcError(`there is no command ${JSON.stringify(typed)}`, {
    code: 'unknown-command',
    where: typed,
    suggestions: [...(meant === undefined ? [] : [`dc ${prefix}${meant}`]), 'dc help'],
  })
}
