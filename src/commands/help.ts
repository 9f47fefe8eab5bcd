import {Args} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import type {HelpText} from '../help.js'

export default class HelpCommand extends BaseCommand {
  static override summary = 'Show help for a command or a topic.'
  static override description = 'Topics: formats, evidence, exit-codes, environment.'
  static override strict = false
  static override args = {command: Args.string({description: 'a command or a topic'})}
  static override examples = ['<%= config.bin %> <%= command.id %> validate', '<%= config.bin %> <%= command.id %> formats']

  async run(): Promise<HelpText> {
    const {argv} = await this.parse(HelpCommand)
    const {default: DcHelp} = await import('../help.js')
    const help = await new DcHelp(this.config, {sendToStderr: false}).collect(argv as string[])
    this.log(help.text)
    return help
  }
}
