import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../base-command.js'
import type {CodeResult} from '../../jobs/print-code.js'
import {CODE_FLAGS} from '../../code-flags.js'
import {PAGES} from '../../landing/library.js'

export default class Code extends BaseCommand {
  static override summary = 'Landing-page code: copies the ids of the partner’s links into the mapped variables.'
  static override description =
    'Plain ES5 without a library, a cookie or storage. It reads the address of the page, bears empty, repeated and damaged parameters, waits for ' +
    'consent, and sets the variables on the landing page view alone. With --page it writes the commerce pages that remarketing segments live ' +
    'on: the event and the products in one hit. A comment names the integration, so that `dc code check` knows the code again.'
  static override args = {integration: Args.string({required: true, description: 'id or name of the integration'})}
  static override flags = {
    ...CODE_FLAGS,
    page: Flags.option({options: PAGES, default: 'landing', description: 'what the code is for'})(),
    write: Flags.string({description: 'write it to a file; there, older code of the same kind is replaced', helpValue: 'FILE'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> spring-email',
    '<%= config.bin %> <%= command.id %> spring-email --library web-sdk --object xdm --write landing.js',
    '<%= config.bin %> <%= command.id %> spring-email --page purchase',
  ]

  async run(): Promise<CodeResult> {
    const {args, flags} = await this.parse(Code)
    const {printCode} = await import('../../jobs/print-code.js')
    const job = await printCode(args.integration, flags, process.cwd())
    for (const note of job.notes) this.note(note)
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
