import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import type {JsonSchema, SchemaList} from '../jobs/show-schema.js'

export default class Schema extends BaseCommand {
  static override summary = 'Print the JSON Schema of a file of the workspace or of what a command prints with --json.'
  static override description =
    'Without NAME: which there are. Schemas of files refuse unknown keys, as dc does; those of outputs allow them, since fields may be added.'
  static override strict = false
  static override args = {name: Args.string({description: 'a file (integration, workspace …) or a command (validate, log import …)'})}
  static override flags = {
    partner: Flags.string({description: 'whose answers file: `dc schema answers --partner ID`', helpValue: 'PARTNER'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> integration > integration.schema.json',
    '<%= config.bin %> <%= command.id %> validate',
    '<%= config.bin %> <%= command.id %> answers --partner silverpop',
  ]

  async run(): Promise<JsonSchema | SchemaList> {
    const {argv, flags} = await this.parse(Schema)
    const {listSchemas, showSchema} = await import('../jobs/show-schema.js')
    const words = (argv as string[]).join(' ')
    const job = words === '' ? listSchemas() : await showSchema(words, {partner: flags.partner, workspace: flags.workspace}, process.cwd())
    this.log(job.text)
    return job.result
  }
}
