import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import type {Diagnosis} from '../diagnosis/diagnosis.js'

export default class Diagnose extends BaseCommand {
  static override summary = 'Find out why a segment file is missing, or has no product IDs.'
  static override description =
    'First tells which file is meant: the remarketing segment file, or a Data Warehouse report that somebody scheduled beside it. Then collects ' +
    'evidence (files, accounts, hits, what is known of the Data Warehouse request), and judges it against the Common Issues table: causes with ' +
    'what speaks for them, who must act, and what to do next. What is missing to tell is named, with the way to supply it. ' +
    'Accounts are only ever read. On a terminal it asks for what flags do not say.'
  static override args = {
    integration: Args.string({description: 'id or name of the integration (default: the pinned one, or the only one)'}),
  }
  static override flags = {
    'allow-empty': Flags.boolean({description: 'exit 0 instead of 3 when there was nothing to examine'}),
    'as-of': Flags.string({description: 'judge what was due at this time (default: now)', helpValue: '2026-10-06T09:00:00Z'}),
    column: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'pin a column of the files: recipientId, messageId, product or date, by its header',
      helpValue: 'product=Artikel',
    }),
    day: Flags.string({description: 'the day in question', helpValue: '2026-10-05', exclusive: ['since']}),
    'expected-by': Flags.string({description: 'time at which a file is to be there on the day after its own', helpValue: '06:00'}),
    files: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'delivered files: a folder, a file, or an account (default: where the integration has them delivered; repeatable)',
      helpValue: 'DIR|URL',
    }),
    hits: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'captured hits of the days in question: files, folders or globs (repeatable)',
      helpValue: 'CAPTURE',
    }),
    issue: Flags.string({description: 'what you see: the symptom to look into (default: all)', helpValue: 'SYMPTOM'}),
    segment: Flags.string({description: 'the segment in question (default: all of the integration)', helpValue: 'cart-abandonment'}),
    since: Flags.string({description: 'the first day in question', helpValue: '2026-10-01'}),
    'time-zone': Flags.string({description: 'IANA name of the zone in which files are due', helpValue: 'Europe/Berlin'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> spring-email',
    '<%= config.bin %> <%= command.id %> --files deliveries/ --hits hits.har --segment cart-abandonment --day 2026-10-05',
  ]

  async run(): Promise<Diagnosis> {
    const {args, flags} = await this.parse(Diagnose)
    const {runDiagnose} = await import('../jobs/run-diagnose.js')
    const job = await runDiagnose({...flags, 'no-color': flags['no-color'], quiet: flags.quiet, integration: args.integration}, (text) =>
      this.progress.show(text),
    )
    this.progress.end()
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
