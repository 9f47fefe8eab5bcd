import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import type {StatusResult} from '../jobs/change-status.js'

export default class Pause extends BaseCommand {
  static override summary = 'Record that an integration is paused: its files are not expected for now.'
  static override description =
    'In this workspace only: nothing is switched off at Adobe or the partner. While it is paused, `dc diagnose` and `dc segments` expect no files of it.'
  static override args = {integration: Args.string({required: true, description: 'id or name of the integration'})}
  static override flags = {'dry-run': Flags.boolean({default: false, description: 'show what would be written, and write nothing'})}
  static override examples = [
    '<%= config.bin %> <%= command.id %> spring-email',
    '<%= config.bin %> <%= command.id %> spring-email --dry-run',
  ]

  async run(): Promise<StatusResult> {
    const {args, flags} = await this.parse(Pause)
    const {pauseIntegration} = await import('../jobs/change-status.js')
    const job = await pauseIntegration(args.integration, flags, process.cwd())
    this.confirm(job.text)
    return job.result
  }
}
