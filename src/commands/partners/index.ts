import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../base-command.js'
import {CATEGORIES, PARTNER_STATUSES} from '../../connectors/vocabulary.js'
import {PARTNER_COLUMNS, PARTNER_ORDERS} from '../../report/partner-columns.js'
import type {PartnerResult, PartnersResult} from '../../jobs/show-partners.js'

export default class Partners extends BaseCommand {
  static override summary = 'List the partners dc knows, or show what one of them needs.'
  static override description =
    'Without PARTNER: the catalogue, with the connectors of the workspace (`dc/connectors/`). With one: what to have ready before you start, ' +
    "who to call, what to enter where, and what happens afterwards and when. Former and today's product names are understood."
  static override args = {partner: Args.string({description: 'id, product name or former name of a partner'})}
  static override flags = {
    category: Flags.option({
      options: CATEGORIES,
      multiple: true,
      multipleNonGreedy: true,
      description: 'only partners of this kind (repeatable)',
      helpValue: 'CATEGORY',
    })(),
    status: Flags.option({
      options: PARTNER_STATUSES,
      multiple: true,
      multipleNonGreedy: true,
      description: 'only partners that decided so when the console ended (repeatable)',
      helpValue: 'STATUS',
    })(),
    columns: Flags.option({
      options: PARTNER_COLUMNS,
      multiple: true,
      delimiter: ',',
      description: 'columns of the list, in this order (separated by commas)',
      helpValue: 'id,today',
    })(),
    sort: Flags.option({options: PARTNER_ORDERS, description: 'column to sort by; -COLUMN turns it round', helpValue: 'COLUMN'})(),
    csv: Flags.boolean({description: 'print comma-separated values with a header line'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> silverpop',
    '<%= config.bin %> <%= command.id %> "Campaign Manager 360"',
    '<%= config.bin %> <%= command.id %> --category email --status deprecating',
    '<%= config.bin %> <%= command.id %> --columns id,today,segments --sort -segments --csv',
  ]

  async run(): Promise<PartnersResult | PartnerResult> {
    const {args, flags} = await this.parse(Partners)
    const {listPartners, showPartner} = await import('../../jobs/show-partners.js')
    const job = args.partner === undefined ? await listPartners(flags) : await showPartner(args.partner, flags)
    for (const note of job.notes) this.note(note)
    this.log(job.text)
    this.setExitCode(job.exitCode)
    return job.result
  }
}
