import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import type {StatusResult} from '../jobs/change-status.js'

export default class Activate extends BaseCommand {
  static override summary = 'Record that an integration is active, if it is complete.'
  static override description =
    'In this workspace only: nothing is switched on at Adobe or the partner. One that lacks something its connector asks for is refused, with everything that is missing. Takes back `dc pause` and `dc remove` as well.'
  static override args = {integration: Args.string({required: true, description: 'id or name of the integration'})}
  static override flags = {'dry-run': Flags.boolean({default: false, description: 'show what would be written, and write nothing'})}
  static override examples = [
    '<%= config.bin %> <%= command.id %> spring-email',
    '<%= config.bin %> <%= command.id %> spring-email --dry-run',
  ]

  async run(): Promise<StatusResult> {
    const {args, flags} = await this.parse(Activate)
    const {activateIntegration} = await import('../jobs/change-status.js')
    const job = await activateIntegration(args.integration, flags, process.cwd())
    this.confirm(job.text)
    return job.result
  }
}
