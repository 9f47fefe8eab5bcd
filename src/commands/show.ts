import {Args} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import type {ShowResult} from '../jobs/show-integration.js'

export default class Show extends BaseCommand {
  static override summary = 'Show everything about an integration: health, mapping, collection, delivery, next step.'
  static override description =
    'Without INTEGRATION: the one that `dc dashboard` pinned, or the only one there is. How old the evidence is comes from what was ' +
    'validated and looked at in this checkout.'
  static override args = {integration: Args.string({description: 'id or name of the integration'})}
  static override examples = ['<%= config.bin %> <%= command.id %> spring-email', '<%= config.bin %> <%= command.id %> --json']

  async run(): Promise<ShowResult> {
    const {args, flags} = await this.parse(Show)
    const {showIntegration} = await import('../jobs/show-integration.js')
    const job = await showIntegration(
      args.integration,
      {workspace: flags.workspace, 'no-color': flags['no-color']},
      process.cwd(),
      new Date(),
    )
    for (const note of job.notes) this.note(note)
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
