import {Args} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import {DIAGNOSE_FLAGS} from '../diagnose-flags.js'
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
  static override flags = DIAGNOSE_FLAGS
  static override examples = [
    '<%= config.bin %> <%= command.id %> spring-email',
    '<%= config.bin %> <%= command.id %> --files deliveries/ --hits hits.har --segment cart-abandonment --day 2026-10-05',
    '<%= config.bin %> <%= command.id %> spring-email --issue files-not-received --since 2026-10-01 --fact request-status=scheduled',
    '<%= config.bin %> <%= command.id %> --files sftp://user@files.example/out --credential env:SFTP_PASSWORD --host-key SHA256:…',
    '<%= config.bin %> <%= command.id %> spring-email --save-evidence case.zip --ticket adobe',
    '<%= config.bin %> <%= command.id %> --evidence case.zip',
  ]

  async run(): Promise<Diagnosis> {
    const {args, flags} = await this.parse(Diagnose)
    const {runDiagnoseCommand} = await import('../diagnose-command.js')
    const output = {'no-color': flags['no-color'], quiet: flags.quiet, json: this.jsonEnabled(), version: this.config.version}
    const given = {...flags, ...output, integration: args.integration}
    const job = await runDiagnoseCommand(given, this.progress)
    this.progress.end()
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
