import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../base-command.js'
import {FAIL_LEVELS} from '../../rules/rule.js'
import type {InspectResult} from '../../segments/inspection.js'

export default class SegmentsInspect extends BaseCommand {
  static override summary = 'Say what delivered files are and hold, and which days of their series are missing.'
  static override description =
    'Tells the remarketing segment file from a Data Warehouse report that somebody scheduled beside it, by evidence that it lists; finds the ' +
    'segment and the day; counts rows with product and recipient. A folder is taken as a series: what arrived for each day, in time, late or ' +
    'not, and what is wrong with it. Reads CSV, TSV, semicolons and pipes, plain, gzipped or zipped, in any usual encoding. ' +
    'Works without a workspace; with one, every file seen is noted in `dc/.state`, since partners delete what they fetch.'
  static override strict = false
  static override args = {file: Args.string({required: true, description: 'delivered files, folders or globs; - reads standard input'})}
  static override flags = {
    'allow-empty': Flags.boolean({description: 'exit 0 instead of 3 when there was no file to examine'}),
    'as-of': Flags.string({description: 'judge what was due at this time (default: now)', helpValue: '2026-10-06T09:00:00Z'}),
    column: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'pin a column: recipientId, messageId, product or date, by its header',
      helpValue: 'product=Artikel',
    }),
    day: Flags.string({description: 'the day of files that do not tell it; other days are not judged', helpValue: '2026-10-05'}),
    'expected-by': Flags.string({description: 'time at which a file is to be there on the day after its own', helpValue: '06:00'}),
    'fail-on': Flags.option({
      options: FAIL_LEVELS,
      default: 'error' as const,
      description: 'lowest severity that makes the command exit 1',
    })(),
    from: Flags.string({description: 'first day that should have a file', helpValue: '2026-10-01'}),
    integration: Flags.string({description: 'integration whose mapping and schedule hold', helpValue: 'ID'}),
    segment: Flags.string({description: 'the segment of files that do not tell it; other segments are not judged', helpValue: 'purchases'}),
    'time-zone': Flags.string({description: 'IANA name of the zone in which files are due', helpValue: 'Europe/Berlin'}),
    to: Flags.string({description: 'last day that should have a file', helpValue: '2026-10-31'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> cart_20261005.csv',
    '<%= config.bin %> <%= command.id %> deliveries/ --integration spring-email',
    '<%= config.bin %> <%= command.id %> deliveries/ --expected-by 06:00 --time-zone Europe/Berlin --from 2026-10-01',
    '<%= config.bin %> <%= command.id %> export.csv --column product=Artikel --column recipientId=Kunde --json',
  ]

  async run(): Promise<InspectResult> {
    const {argv, flags} = await this.parse(SegmentsInspect)
    const {runInspect} = await import('../../jobs/run-inspect.js')
    const output = {quiet: flags.quiet, 'no-color': flags['no-color']}
    const job = await runInspect(argv as string[], {...flags, ...output}, (text) => this.progress.show(text))
    this.progress.end()
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
