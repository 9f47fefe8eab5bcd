import {Flags} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import {RULE_COLUMNS, RULE_ORDERS, type RuleList} from '../report/rule-filter.js'
import {SEVERITIES} from '../rules/rule.js'

export default class Rules extends BaseCommand {
  static override summary = 'List the rules that `dc validate` judges by.'
  static override description =
    'On a terminal the rules stand under what they are about; in a pipe there is one line per rule. `dc explain ID` tells why a rule matters and shows examples.'
  static override flags = {
    area: Flags.string({multiple: true, multipleNonGreedy: true, description: 'only rules about this (repeatable)', helpValue: 'AREA'}),
    columns: Flags.option({
      options: RULE_COLUMNS,
      multiple: true,
      delimiter: ',',
      description: 'columns of a table, in this order (separated by commas)',
      helpValue: 'id,severity',
    })(),
    csv: Flags.boolean({description: 'print comma-separated values with a header line'}),
    search: Flags.string({description: 'only rules whose texts hold all these words', helpValue: 'WORDS'}),
    severity: Flags.option({
      options: SEVERITIES,
      multiple: true,
      multipleNonGreedy: true,
      description: 'only rules of this severity (repeatable)',
    })(),
    sort: Flags.option({options: RULE_ORDERS, default: 'area' as const, description: 'order of the rules'})(),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --severity error --area purchase',
    '<%= config.bin %> <%= command.id %> --search "purchase id" --json',
    '<%= config.bin %> <%= command.id %> --csv --columns id,severity,summary',
  ]

  async run(): Promise<RuleList> {
    const {flags} = await this.parse(Rules)
    const [{listRules}, report, {styleFor}] = await Promise.all([
      import('../jobs/list-rules.js'),
      import('../report/rule-list.js'),
      import('../report/style.js'),
    ])
    const list = listRules({severities: flags.severity ?? [], areas: flags.area ?? [], search: flags.search ?? ''}, flags.sort)
    const style = styleFor(process.stdout, {env: process.env, noColor: flags['no-color']})
    const columns = flags.columns ?? ['id', 'severity', 'area', 'summary']
    if (list.rules.length === 0) this.note('No rule is like that; dc rules lists them all.')
    if (flags.csv) this.log(report.formatRuleCsv(list.rules, columns).trimEnd())
    else if (list.rules.length === 0) return list
    // Under their areas rules are grouped, so any other order is a table.
    else if (process.stdout.isTTY && flags.columns === undefined && flags.sort === 'area')
      this.log(report.formatRulesByArea(list.rules, style).trimEnd())
    else this.log(report.formatRuleTable(list.rules, columns, style).trimEnd())
    return list
  }
}
