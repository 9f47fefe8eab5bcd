import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../base-command.js'
import type {CodeCheckResult} from '../../jobs/check-code.js'

export default class CodeCheck extends BaseCommand {
  static override summary =
    'Look through a script or page for landing-page code: that of dc, and the broken samples that partner pages printed.'
  static override description =
    'Knows the published getQueryParam plug-in and samples by their defects, and code of dc by its mark; in a workspace it compares that with the ' +
    'integration. Of a page the inline scripts are read, and with --scripts the external ones, too. Nothing is run. Exit code 1 when ' +
    'something is broken, 3 when nothing is recognised.'
  static override args = {
    input: Args.string({required: true, description: 'a file (JavaScript or HTML), an address on the web, or - for standard input'}),
  }
  static override flags = {
    scripts: Flags.boolean({description: 'of a page on the web: fetch and read its external scripts, too'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> s_code.js',
    '<%= config.bin %> <%= command.id %> https://www.shop.example/ --scripts',
  ]

  async run(): Promise<CodeCheckResult> {
    const {args, flags} = await this.parse(CodeCheck)
    const {checkCode} = await import('../../jobs/check-code.js')
    const job = await checkCode(args.input, flags, {cwd: process.cwd(), stdin: process.stdin})
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
