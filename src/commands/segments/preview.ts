import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../base-command.js'
import {PREVIEW_FLAGS} from '../../preview-flags.js'
import type {SegmentsPreviewResult} from '../../segments/preview-schema.js'
import {PREVIEWED_SEGMENTS} from '../../segments/remarketing.js'

export default class SegmentsPreview extends BaseCommand {
  static override summary = 'Compute from hits what the segment files of each day should hold.'
  static override description =
    'Reads captures as one stream in order of time and prints the rows (recipient, message, product) that Cart Abandonment, Purchases and ' +
    'Product Views should hold, each with its hits. Suite and variables come from --integration or from flags. Adobe documents neither the ' +
    'scope nor the order of what a purchase excludes: --scope chooses. Memory grows with visitors, products and orders, not with hits.'
  static override strict = false
  static override args = {capture: Args.string({required: true, description: 'capture files, folders or globs; - reads standard input'})}
  static override flags = {
    ...PREVIEW_FLAGS,
    csv: Flags.boolean({
      description: 'print the rows as a delivered file would hold them (columns Segment and Date unless one each is chosen)',
    }),
    output: Flags.string({description: 'write one CSV file per segment and day with rows into this folder', helpValue: 'DIR'}),
    segment: Flags.option({
      options: PREVIEWED_SEGMENTS,
      multiple: true,
      multipleNonGreedy: true,
      description: 'only this segment (default: those of the integration, or all three)',
      helpValue: 'SEGMENT',
    })(),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> hits.har --integration spring-email',
    '<%= config.bin %> <%= command.id %> hits.har --suite shopprod --recipient eVar12 --message campaign --time-zone Europe/Berlin',
    '<%= config.bin %> <%= command.id %> captures/ --integration spring-email --segment purchases --day 2026-11-23 --csv',
  ]

  async run(): Promise<SegmentsPreviewResult> {
    const {argv, flags} = await this.parse(SegmentsPreview)
    const {previewSegments} = await import('../../jobs/preview-segments.js')
    const job = await previewSegments(argv as string[], flags, (text) => this.progress.show(text))
    this.progress.end()
    this.log(job.text)
    for (const note of job.notes) this.note(note)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
