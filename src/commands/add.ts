import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import {runAdd} from '../setup-command.js'
import type {SetupResult} from '../setup-job.js'
import {SETUP_FLAGS} from '../setup-flags.js'

export default class Add extends BaseCommand {
  static override summary = 'Add an integration: a wizard on a terminal, flags or a file of answers anywhere else.'
  static override description =
    'Asks what the partner needs, in the order of the documentation, proposes free slots and usual names, checks every answer at once and writes ' +
    '`dc/integrations/ID.json` (the workspace is made when there is none). Esc goes back one question; Ctrl-C offers to keep a draft, and ' +
    '`--resume` goes on with it. Without a terminal nothing is asked: one error names everything that is missing. What flags and answers leave ' +
    'open is as the wizard would propose it, but no variable or event is mapped unless it is named.'
  static override args = {
    partner: Args.string({
      description: 'id, product or former name of the partner (`dc partners`); with --resume the id of the draft',
    }),
  }
  static override flags = {
    ...SETUP_FLAGS,
    id: Flags.string({description: 'id of the integration (default: made of the name)', helpGroup: 'SETTINGS'}),
    answers: Flags.string({
      description: 'take answers from a JSON or YAML file, - for standard input; form: `dc schema answers --partner ID`',
      helpValue: 'FILE|-',
      exclusive: ['resume'],
    }),
    draft: Flags.boolean({description: 'save it unfinished: nothing is required'}),
    resume: Flags.boolean({description: 'go on with a draft'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> silverpop',
    '<%= config.bin %> <%= command.id %> --resume spring-email',
    '<%= config.bin %> <%= command.id %> --answers spring-email.yaml --dry-run',
    '<%= config.bin %> <%= command.id %> emarsys --suite shopprod --name "Autumn e-mail" --draft',
  ]

  async run(): Promise<SetupResult> {
    const {args, flags} = await this.parse(Add)
    const job = await runAdd(args.partner, flags, {json: this.jsonEnabled(), commands: new Set(this.config.commandIDs)})
    this.confirm(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
