import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../base-command.js'
import {CODE_FLAGS} from '../../code-flags.js'
import type {CodeTestResult} from '../../jobs/test-code.js'

export default class CodeTest extends BaseCommand {
  static override summary = 'Run the landing-page code against sample addresses, and show the hits it would send.'
  static override description =
    'The code runs in a sandbox without a network, as on a page: a visitor lands, clicks, looks again, goes on. The sample addresses are made of ' +
    'the parameters of the integration: clean, empty, repeated, damaged, without consent … Exit code 1 when the ids do not arrive as they were ' +
    'sent, or arrive where they must not.'
  static override args = {integration: Args.string({required: true, description: 'id or name of the integration'})}
  static override flags = {
    ...CODE_FLAGS,
    url: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'an address to try in place of the samples, such as a link out of a mailing (repeatable)',
      helpValue: 'URL',
    }),
    alloy: Flags.string({
      description: "the site's own build of the Web SDK, to run that and not a stand-in (with --library web-sdk)",
      helpValue: 'FILE',
    }),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> spring-email',
    '<%= config.bin %> <%= command.id %> spring-email --url "https://www.shop.example/?MID=4711&RID=0815"',
    '<%= config.bin %> <%= command.id %> spring-email --library web-sdk --alloy alloy.min.js',
  ]

  async run(): Promise<CodeTestResult> {
    const {args, flags} = await this.parse(CodeTest)
    const {testCode} = await import('../../jobs/test-code.js')
    const job = await testCode(args.integration, flags, process.cwd())
    for (const note of job.notes) this.note(note)
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
