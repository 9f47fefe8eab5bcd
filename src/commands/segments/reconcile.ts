import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../base-command.js'
import {PREVIEW_FLAGS} from '../../preview-flags.js'
import type {SegmentsReconcileResult} from '../../segments/preview-schema.js'
import {PREVIEWED_SEGMENTS} from '../../segments/remarketing.js'

export default class SegmentsReconcile extends BaseCommand {
  static override summary = 'Compare a delivered segment file with what the hits say it should hold.'
  static override description =
    'Names the rows that are present and unexpected, those that the captures cannot know, and, where the captures are declared complete, those ' +
    'that are absent, each with its hits; and says which scope of exclusion the file fits best. Differences exit 1.'
  static override strict = false
  // oclif would print `FILE... CAPTURE...`.
  static override usage = '<%= command.id %> FILE CAPTURE... [FLAGS]'
  static override args = {
    file: Args.string({required: true, description: 'the delivered file: CSV, TSV, plain or compressed'}),
    capture: Args.string({required: true, description: 'capture files, folders or globs; - reads standard input'}),
  }
  static override flags = {
    ...PREVIEW_FLAGS,
    column: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'which column of the file is which: recipient, message, product or date',
      helpValue: 'product=Artikel',
    }),
    complete: Flags.boolean({description: 'the captures hold every hit of the suite on these days, so what is not there did not happen'}),
    'max-rows': Flags.integer({
      default: 1000,
      min: 1,
      max: 1_000_000,
      description: 'rows listed per kind of difference; the rest are counted',
      helpValue: 'N',
    }),
    segment: Flags.option({
      options: PREVIEWED_SEGMENTS,
      description: 'which segment the file is (default: found out)',
      helpValue: 'SEGMENT',
    })(),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> out/cart_2026-11-23.csv hits.har --integration spring-email',
    '<%= config.bin %> <%= command.id %> purchases.zip captures/ --integration spring-email --day 2026-11-23 --complete --json',
  ]

  async run(): Promise<SegmentsReconcileResult> {
    const {argv, args, flags} = await this.parse(SegmentsReconcile)
    const {reconcileSegments} = await import('../../jobs/reconcile-segments.js')
    const captures = (argv as string[]).slice(1)
    const job = await reconcileSegments(args.file, captures, flags, (text) => this.progress.show(text))
    this.progress.end()
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
