import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../base-command.js'
import type {SuiteShowResult} from '../../jobs/show-suite.js'
import {SLOT_COLUMNS, SLOT_ORDERS} from '../../report/slot-columns.js'

export default class SuitesShow extends BaseCommand {
  static override summary = 'Show the variables and events of a report suite, and which integration uses them.'
  static override description = 'Shows what `dc suites import` has brought; without that, the slots that integrations of the workspace use.'
  static override args = {suite: Args.string({required: true, description: 'id of the report suite'})}
  static override flags = {
    columns: Flags.option({
      options: SLOT_COLUMNS,
      multiple: true,
      delimiter: ',',
      description: 'columns of the table, in this order (separated by commas)',
      helpValue: 'slot,used-by',
    })(),
    sort: Flags.option({options: SLOT_ORDERS, description: 'column to sort by; -COLUMN turns it round', helpValue: 'COLUMN'})(),
    csv: Flags.boolean({description: 'print the table as comma-separated values with a header line'}),
  }
  static override examples = ['<%= config.bin %> <%= command.id %> shopprod', '<%= config.bin %> <%= command.id %> shopprod --csv']

  async run(): Promise<SuiteShowResult> {
    const {args, flags} = await this.parse(SuitesShow)
    const {showSuite} = await import('../../jobs/show-suite.js')
    const job = await showSuite(args.suite, flags, process.cwd())
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
