import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import type {StatusResult} from '../jobs/change-status.js'
import {DcError} from '../errors.js'
import type {Integration} from '../mapping/integration.js'

export default class Remove extends BaseCommand {
  static override summary = 'Remove an integration from the workspace.'
  static override description =
    'Its file stays and is marked deleted, so that `dc activate` brings it back; --purge takes the file away. In this workspace only: ' +
    'nothing is removed at Adobe or the partner. On a terminal you are asked for the name; elsewhere --confirm or --yes answers.'
  static override args = {integration: Args.string({required: true, description: 'id or name of the integration'})}
  static override flags = {
    confirm: Flags.string({description: 'the name or id once more, instead of being asked', helpValue: 'NAME', exclusive: ['yes']}),
    'dry-run': Flags.boolean({default: false, description: 'show what would be written, and write nothing'}),
    purge: Flags.boolean({default: false, description: 'take its file away; the activity log keeps what it held'}),
    yes: Flags.boolean({default: false, description: 'do not ask'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> spring-email',
    '<%= config.bin %> <%= command.id %> spring-email --confirm "Spring e-mail" --purge',
  ]

  async run(): Promise<StatusResult> {
    const {args, flags} = await this.parse(Remove)
    const {findForRemoval, removeIntegration} = await import('../jobs/change-status.js')
    const integration = await findForRemoval(args.integration, flags.workspace, process.cwd())
    if (!flags.yes && !flags['dry-run']) await this.#confirm(integration, flags)
    const job = await removeIntegration(integration.id, flags, process.cwd())
    this.confirm(job.text)
    return job.result
  }

  async #confirm({id, name}: Integration, {confirm, purge}: {confirm?: string | undefined; purge: boolean}): Promise<void> {
    const {askForName, isNameOf} = await import('../prompts/ask-for-name.js')
    if (confirm !== undefined) {
      if (isNameOf(confirm, name) || isNameOf(confirm, id)) return
      throw new DcError(`--confirm names another integration than ${id}`, {
        code: 'not-confirmed',
        where: '--confirm',
        suggestions: [`--confirm ${JSON.stringify(name)}`],
      })
    }
    if (process.stdin.isTTY && process.stderr.isTTY && !this.jsonEnabled()) {
      await askForName(name, purge ? 'Its file goes for good.' : 'It is marked deleted.')
      return
    }
    throw new DcError(`${id} is not removed unless you confirm it, and there is no terminal to ask on`, {
      code: 'not-confirmed',
      where: id,
      suggestions: [`dc remove ${id} --confirm ${JSON.stringify(name)}`, `dc remove ${id} --yes`],
    })
  }
}
