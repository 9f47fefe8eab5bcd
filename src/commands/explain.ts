import {Args} from '@oclif/core'
import {BaseCommand} from '../base-command.js'
import type {Explanation, TopicList} from '../report/explain.js'

export default class Explain extends BaseCommand {
  static override summary = 'Say what a rule, a cause, an outcome, a reason or an exit code means.'
  static override description =
    'For a rule: why it matters, how a hit looks when it is wrong and when it is right, the fix, and the Adobe page behind it. ' +
    'For a cause or a symptom of `dc diagnose`: how it comes about, who must act, what evidence it needs. Without ID: what can be explained.'
  static override args = {
    id: Args.string({
      description: 'id of a rule, a symptom or its cause, an exit code, an outcome, a severity, or a reason for not judging a request',
    }),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> cart-add-without-products',
    '<%= config.bin %> <%= command.id %> 3',
    '<%= config.bin %> <%= command.id %> not-applied',
    '<%= config.bin %> <%= command.id %> event-without-products',
    '<%= config.bin %> <%= command.id %> other-host --json',
  ]

  async run(): Promise<Explanation | TopicList> {
    const {args, flags} = await this.parse(Explain)
    const [{explain, listTopics}, {formatExplanation, formatTopics}, {styleFor}] = await Promise.all([
      import('../jobs/explain-topic.js'),
      import('../report/explain.js'),
      import('../report/style.js'),
    ])
    const style = styleFor(process.stdout, {env: process.env, noColor: flags['no-color']})
    if (args.id === undefined) {
      const topics = listTopics()
      this.log(formatTopics(topics, style).trimEnd())
      return topics
    }
    const explanation = explain(args.id)
    this.log(formatExplanation(explanation, style).trimEnd())
    return explanation
  }
}
