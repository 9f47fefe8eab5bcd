import {Args} from '@oclif/core'
import {BaseCommand} from '../../base-command.js'
import type {MapResult} from '../../jobs/map-slots.js'
import {MAP_FLAGS, runMap} from '../../map-command.js'

export default class MapVariables extends BaseCommand {
  static override summary = 'Show, check and change which eVars, props, list variables or the tracking code an integration fills.'
  static override description =
    'Checks every slot against the partner, against all other integrations of the report suite and, where `dc suites import` has brought what is ' +
    'known of the suite, against that. Errors make exit code 1. A change that would break an active integration is refused: fix it, or pause ' +
    'the integration first. On a terminal and without flags it asks.'
  static override args = {integration: Args.string({required: true, description: 'id or name of the integration'})}
  static override flags = MAP_FLAGS
  static override examples = [
    '<%= config.bin %> <%= command.id %> spring-email',
    '<%= config.bin %> <%= command.id %> spring-email --set recipientId=eVar12 --name recipientId="Recipient ID"',
    '<%= config.bin %> <%= command.id %> spring-email --suggest --dry-run',
  ]

  async run(): Promise<MapResult> {
    const {args, flags} = await this.parse(MapVariables)
    const job = await runMap('variables', args.integration, {...flags, json: this.jsonEnabled()}, (text) => this.log(text))
    if (job.text !== '') this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
