import {Args} from '@oclif/core'
import {BaseCommand} from '../../base-command.js'
import type {ConnectorCheckResult} from '../../jobs/check-connector.js'

export default class PartnersCheck extends BaseCommand {
  static override summary = "Check a connector of one's own."
  static override description =
    'FILE is JSON or YAML and describes a partner that is not in the catalogue; valid ones in `dc/connectors/` are found by every command. ' +
    'Each fault is named with line, path and value.'
  static override args = {file: Args.string({required: true, description: 'the file, .json or .yaml'})}
  static override examples = ['<%= config.bin %> <%= command.id %> dc/connectors/acme.yaml']

  async run(): Promise<ConnectorCheckResult> {
    const {args} = await this.parse(PartnersCheck)
    const {checkConnectorFile} = await import('../../jobs/check-connector.js')
    const job = await checkConnectorFile(args.file, process.cwd())
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
