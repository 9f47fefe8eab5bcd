import {Args} from '@oclif/core'
import {BaseCommand} from '../base-command.js'

export default class HelpCommand extends BaseCommand {
  static override summary = 'Show help for a command or a topic.'
  static override description = 'Topics: formats, evidence, exit-codes, environment.'
  static override strict = false
  static override args = {command: Args.string({description: 'a command or a topic'})}
  static override examples = ['<%= config.bin %> <%= command.id %> validate', '<%= config.bin %> <%= command.id %> formats']

  async run(): Promise<{schemaVersion: 1; command: 'help'; topic: string; text: string}> {
    const {argv} = await this.parse(HelpCommand)
    const {default: DcHelp} = await import('../help.js')
    const lines: string[] = []
    const help = new DcHelp(this.config, {stripAnsi: true, sendToStderr: false})
    help.print = (text) => lines.push(text)
    await help.showHelp(argv as string[])
    const text = lines.join('\n')
    this.log(text)
    return {schemaVersion: 1, command: 'help', topic: (argv as string[]).join(' '), text}
  }
}
