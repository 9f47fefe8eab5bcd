import {Flags} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import type {ListResult} from '../jobs/list-integrations.js'
import {INTEGRATION_STATUSES} from '../mapping/integration.js'
import {INTEGRATION_COLUMNS, INTEGRATION_ORDERS} from '../report/integration-columns.js'

export default class List extends BaseCommand {
  static override summary = 'List the integrations: partner, suite, status, what is missing, last evidence, next step.'
  static override description =
    'Of this workspace, or with --all of every workspace you have worked in on this machine. Removed integrations are listed with --status deleted.'
  static override flags = {
    all: Flags.boolean({default: false, description: 'every workspace you know, not this one alone'}),
    suite: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'only integrations of this report suite (repeatable)',
      helpValue: 'RSID',
    }),
    status: Flags.option({
      options: INTEGRATION_STATUSES,
      multiple: true,
      multipleNonGreedy: true,
      description: 'only integrations of this status (repeatable)',
      helpValue: 'STATUS',
    })(),
    partner: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'only integrations with this partner, by id or name (repeatable)',
      helpValue: 'PARTNER',
    }),
    columns: Flags.option({
      options: INTEGRATION_COLUMNS,
      multiple: true,
      delimiter: ',',
      description: 'columns, in this order (separated by commas)',
      helpValue: 'id,next',
    })(),
    sort: Flags.option({options: INTEGRATION_ORDERS, description: 'column to sort by; -COLUMN turns it round', helpValue: 'COLUMN'})(),
    csv: Flags.boolean({default: false, description: 'print comma-separated values with a header line'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --suite shopprod --status active',
    '<%= config.bin %> <%= command.id %> --all --sort=-validated',
    '<%= config.bin %> <%= command.id %> --columns id,name,suite --csv',
  ]

  async run(): Promise<ListResult> {
    const {flags} = await this.parse(List)
    const {listIntegrations} = await import('../jobs/list-integrations.js')
    const job = await listIntegrations(flags, process.cwd(), new Date())
    for (const note of job.notes) this.note(note)
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
