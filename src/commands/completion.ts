import {Args} from '@oclif/core'
import {BaseCommand} from '../base-command.js'

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const

export default class Completion extends BaseCommand {
  static override summary = 'Print a completion script for your shell.'
  static override description =
    'Completes commands, flags, their values, ids of rules and of partners, and files where none of these is meant. The head of the script says how to switch it on.'
  static override args = {shell: Args.string({required: true, options: [...SHELLS], description: 'the shell'})}
  static override examples = [
    'source <(<%= config.bin %> <%= command.id %> bash)',
    'source <(<%= config.bin %> <%= command.id %> zsh)',
    '<%= config.bin %> <%= command.id %> fish > ~/.config/fish/completions/dc.fish',
    '<%= config.bin %> <%= command.id %> powershell | Out-String | Invoke-Expression',
  ]

  async run(): Promise<{schemaVersion: 1; command: 'completion'; shell: string; script: string}> {
    const {args} = await this.parse(Completion)
    const [{completionScript}, {completableCommands}] = await Promise.all([
      import('../jobs/shell-completion.js'),
      import('../jobs/completion-words.js'),
    ])
    const shell = SHELLS.find((known) => known === args.shell) ?? 'bash'
    const script = completionScript(shell, completableCommands(this.config.commands))
    this.log(script)
    return {schemaVersion: 1, command: 'completion', shell, script}
  }
}
