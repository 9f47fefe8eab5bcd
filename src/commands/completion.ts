import {Args, type Command} from '@oclif/core'
import {BaseCommand} from '../base-command.js'

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const

export default class Completion extends BaseCommand {
  static override summary = 'Print a completion script for your shell.'
  static override description = 'Completes commands, flags, their values and rule ids. The head of the script says how to switch it on.'
  static override args = {shell: Args.string({required: true, options: [...SHELLS], description: 'the shell'})}
  static override examples = [
    'source <(<%= config.bin %> <%= command.id %> bash)',
    '<%= config.bin %> <%= command.id %> fish > ~/.config/fish/completions/dc.fish',
  ]

  async run(): Promise<{schemaVersion: 1; command: 'completion'; shell: string; script: string}> {
    const {args} = await this.parse(Completion)
    const [{completionScript}, {RULES}] = await Promise.all([import('../jobs/shell-completion.js'), import('../rules/index.js')])
    const shell = SHELLS.find((known) => known === args.shell) ?? 'bash'
    const rules = RULES.map(({id}) => id)
    const script = completionScript(
      shell,
      this.config.commands.filter(({hidden}) => !hidden).map((command) => describeCommand(command, rules)),
    )
    this.log(script)
    return {schemaVersion: 1, command: 'completion', shell, script}
  }
}

const RULE_FLAGS = ['rule', 'ignore', 'require-rule']

function describeCommand(command: Command.Loadable, rules: readonly string[]) {
  const [first] = Object.values(command.args)
  return {
    words: command.id.replaceAll(':', ' '),
    summary: command.summary ?? '',
    values: command.id === 'explain' ? rules : [...(first?.options ?? [])],
    flags: Object.values(command.flags)
      .filter(({hidden}) => !hidden)
      .map((flag) => ({
        name: flag.name,
        summary: flag.summary ?? flag.description ?? '',
        takesValue: flag.type === 'option',
        values: flag.type === 'option' ? (RULE_FLAGS.includes(flag.name) ? rules : [...(flag.options ?? [])]) : [],
      })),
  }
}
