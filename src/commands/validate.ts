import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import {FAIL_LEVELS} from '../rules/rule.js'
import type {ValidationResult} from '../validation/result.js'

export default class Validate extends BaseCommand {
  static override summary = 'Check captured hits against the rules.'
  static override description =
    'Reads captures as a stream, so a capture may be of any size. The format is found by content; `dc help formats` lists what can be read. ' +
    'Findings name the page, the hit, the parameter and the fix; `dc explain ID` says why.'
  static override strict = false
  static override args = {capture: Args.string({required: true, description: 'capture files, folders or globs; - reads standard input'})}
  static override flags = {
    'allow-empty': Flags.boolean({description: 'exit 0 instead of 3 when there was nothing to examine'}),
    'fail-on': Flags.option({
      options: FAIL_LEVELS,
      default: 'error' as const,
      description: 'lowest severity that makes the command exit 1',
    })(),
    host: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'judge only hits sent to this collection host or its subdomains (repeatable)',
      helpValue: 'HOST',
    }),
    ignore: Flags.string({multiple: true, multipleNonGreedy: true, description: 'leave out a rule (repeatable)', helpValue: 'RULE'}),
    'input-format': Flags.string({
      description: 'read the captures as this format instead of detecting it; `dc help formats` lists them',
      helpValue: 'FORMAT',
    }),
    'max-findings': Flags.integer({
      default: 100,
      min: 1,
      max: 100_000,
      description: 'findings listed per rule; the rest are counted',
      helpValue: 'N',
    }),
    report: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'write a report beside the output (repeatable); kinds: json, junit',
      helpValue: 'KIND=PATH',
    }),
    'require-event': Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'exit 3 unless a delivered hit carries this event (repeatable)',
      helpValue: 'EVENT',
    }),
    'require-rule': Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'exit 3 unless this rule was exercised (repeatable)',
      helpValue: 'RULE',
    }),
    rule: Flags.string({multiple: true, multipleNonGreedy: true, description: 'run this rule alone (repeatable)', helpValue: 'RULE'}),
    'show-values': Flags.boolean({description: 'print values that look personal instead of masking them'}),
    suite: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'judge only hits of this report suite (repeatable)',
      helpValue: 'RSID',
    }),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> hits.har',
    '<%= config.bin %> <%= command.id %> captures/ --suite shopprod --report junit=dc.xml',
    '<%= config.bin %> <%= command.id %> checkout.har --require-event purchase --fail-on warning',
    '<%= config.bin %> <%= command.id %> - --json < access.log.gz',
  ]

  async run(): Promise<ValidationResult> {
    const {argv, flags} = await this.parse(Validate)
    const {runValidate} = await import('../jobs/run-validate.js')
    const job = await runValidate({
      captures: argv as string[],
      flags,
      dist: `${this.config.root}/dist`,
      quiet: flags.quiet,
      noColor: flags['no-color'],
      onProgress: (text) => this.progress.show(text),
    })
    this.progress.end()
    // A quiet run may have nothing to say, not even an empty line.
    if (job.text !== '') this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
