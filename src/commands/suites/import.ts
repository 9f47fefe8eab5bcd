import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../base-command.js'
import type {SuiteImportResult} from '../../jobs/import-suite.js'

export default class SuitesImport extends BaseCommand {
  static override summary = 'Take over what is known of a report suite from a file.'
  static override description =
    'Reads a solution design reference (CSV or JSON, with a column or key for the variable and, where there are any, for name, enabled, type, ' +
    'expiration and allocation), answers of the Analytics API, and the JSON of aa_auto_sdr. Writes `dc/suites/RSID.json` (the workspace is ' +
    'made when there is none), against which mappings are checked; without it those checks say unknown. What the file does not say stays unknown; rows that cannot be read are named.'
  static override args = {file: Args.string({required: true, description: 'the file; - reads standard input'})}
  static override flags = {
    suite: Flags.string({description: 'report suite the file is about, unless it says so itself', helpValue: 'RSID'}),
    'dry-run': Flags.boolean({description: 'show what would be taken over, and write nothing'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> design-reference.csv --suite shopprod',
    '<%= config.bin %> <%= command.id %> shopprod.json --dry-run',
  ]

  async run(): Promise<SuiteImportResult> {
    const {args, flags} = await this.parse(SuitesImport)
    const {importSuite} = await import('../../jobs/import-suite.js')
    const job = await importSuite(args.file, flags, process.cwd())
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
