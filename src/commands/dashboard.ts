import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import type {DashboardResult} from '../jobs/pin-integration.js'

export default class Dashboard extends BaseCommand {
  static override summary = 'Pin an integration, so that dc and dc show open it.'
  static override description = 'The pin holds for this checkout and is not committed. Without INTEGRATION: says which one is pinned.'
  static override args = {integration: Args.string({description: 'id or name of the integration'})}
  static override flags = {
    clear: Flags.boolean({default: false, description: 'take the pin away'}),
    'dry-run': Flags.boolean({default: false, description: 'show what would be written, and write nothing'}),
  }
  static override examples = ['<%= config.bin %> <%= command.id %> spring-email', '<%= config.bin %> <%= command.id %> --clear']

  async run(): Promise<DashboardResult> {
    const {args, flags} = await this.parse(Dashboard)
    const {pinIntegration} = await import('../jobs/pin-integration.js')
    const job = await pinIntegration(args.integration, flags, process.cwd())
    this.log(job.text)
    return job.result
  }
}
