import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../base-command.js'
import type {LogResult} from '../../jobs/show-log.js'

export default class Log extends BaseCommand {
  static override summary = 'Show who changed what, and when.'
  static override description =
    'The activity log of the workspace (`dc/activity.ndjson`), the oldest entry first. Entries of the log that Adobe’s console showed can be ' +
    'brought in with `dc log import`. Lines that cannot be read are named and stay in the file.'
  static override args = {integration: Args.string({description: 'id or name of an integration, also of one that is gone'})}
  static override flags = {
    since: Flags.string({description: 'only from this day on, or this far back', helpValue: 'DATE|7d'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> spring-email --since 7d',
    '<%= config.bin %> <%= command.id %> --since 2026-11-01 --json',
  ]

  async run(): Promise<LogResult> {
    const {args, flags} = await this.parse(Log)
    const {showLog} = await import('../../jobs/show-log.js')
    const job = await showLog(args.integration, flags, process.cwd(), new Date())
    for (const note of job.notes) this.note(note)
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
