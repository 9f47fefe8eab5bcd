import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../base-command.js'
import type {ImportLogResult} from '../../jobs/import-adobe-log.js'

export default class LogImport extends BaseCommand {
  static override summary = "Bring Adobe's own activity log of an integration into the workspace's."
  static override description =
    "FILE is text copied from the console's Support tab: an event and a date per row. Known entries and error codes are recognised; lines " +
    'that are not understood are kept and counted. Importing the same text again adds nothing. Times are taken as UTC, since the console shows no zone.'
  static override args = {file: Args.string({required: true, description: 'text file; - reads standard input'})}
  static override flags = {
    'dry-run': Flags.boolean({default: false, description: 'show what would be added, and write nothing'}),
    integration: Flags.string({description: 'whose log it is (default: the only integration)', helpValue: 'ID'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> activity.txt --integration spring-email',
    '<%= config.bin %> <%= command.id %> - --integration spring-email --dry-run < activity.txt',
  ]

  async run(): Promise<ImportLogResult> {
    const {args, flags} = await this.parse(LogImport)
    const {importAdobeLog} = await import('../../jobs/import-adobe-log.js')
    const job = await importAdobeLog(args.file, flags, process.cwd(), {stdin: process.stdin, now: new Date()})
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
