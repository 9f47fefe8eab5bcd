import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import type {CoverageResult} from '../report/coverage.js'

export default class Coverage extends BaseCommand {
  static override summary = 'Which mapped variables and events the captures ever show, and which never.'
  static override description =
    'Looks through the hits of the integration’s report suite for every mapped variable and event, and the events of its segments: how often, ' +
    'and where first. What the partner requires on the page and no hit carries is a finding (exit code 1); imported metrics are on no hit.'
  static override strict = false
  static override args = {
    id: Args.string({required: true, description: 'id or name of the integration'}),
    capture: Args.string({required: true, description: 'capture files, folders or globs; - reads standard input'}),
  }
  static override flags = {
    'allow-empty': Flags.boolean({description: 'exit 0 instead of 3 when there was nothing to examine'}),
    'input-format': Flags.string({description: 'read the captures as this format instead of detecting it', helpValue: 'FORMAT'}),
    'show-values': Flags.boolean({description: 'print values that look personal instead of masking them'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> spring-email hits.har',
    '<%= config.bin %> <%= command.id %> spring-email captures/ --json',
  ]

  async run(): Promise<CoverageResult> {
    const {args, argv, flags} = await this.parse(Coverage)
    const {measureCoverage} = await import('../jobs/measure-coverage.js')
    const job = await measureCoverage(args.id, (argv as string[]).slice(1), flags, (text) => this.progress.show(text))
    this.progress.end()
    this.log(job.text.trimEnd())
    this.note(job.because)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
