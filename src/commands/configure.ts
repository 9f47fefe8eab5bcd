import {Args} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import {runConfigure} from '../setup-command.js'
import type {SetupResult} from '../setup-job.js'
import {SETUP_FLAGS} from '../setup-flags.js'

export default class Configure extends BaseCommand {
  static override summary = 'Change the settings of an integration.'
  static override description =
    'With flags it changes what they say. On a terminal and without flags it shows everything and asks what to change. A list is given whole; ' +
    '`none` empties it. A change that would break an active integration is refused. The mapping has commands of its own, too: `dc map`.'
  static override args = {integration: Args.string({required: true, description: 'id or name of the integration'})}
  static override flags = SETUP_FLAGS
  static override examples = [
    '<%= config.bin %> <%= command.id %> spring-email',
    '<%= config.bin %> <%= command.id %> spring-email --notify ops@shop.example --access product',
    '<%= config.bin %> <%= command.id %> spring-email --partner-confirmed "B. Contact" --dry-run',
  ]

  async run(): Promise<SetupResult> {
    const {args, flags} = await this.parse(Configure)
    const job = await runConfigure(args.integration, flags, {json: this.jsonEnabled(), commands: new Set(this.config.commandIDs)})
    this.confirm(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
