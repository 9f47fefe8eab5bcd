import type {Command} from '@oclif/core'
import {CONNECTORS} from '../connectors/connectors.js'
import {HELP_TOPICS} from '../help-topics.js'
import {COMMERCE_EVENTS} from '../hits/events.js'
import {TOLD_FACTS} from '../issues/evidence.js'
import {ISSUES} from '../issues/issues.js'
import {RULE_AREAS, RULES} from '../rules/index.js'
import {FORMATS} from '../sources/formats.js'
import {listTopics} from './explain-topic.js'
import type {CompletableCommand} from './shell-completion.js'
import {listSchemas} from './show-schema.js'

/** What the commands take, as far as it is known without looking into a workspace. */
export function completableCommands(commands: readonly Command.Loadable[]): CompletableCommand[] {
  const shown = commands.filter(({hidden}) => !hidden)
  const words = shown.map(({id}) => id.replaceAll(':', ' '))
  return shown.map((command) => ({
    words: command.id.replaceAll(':', ' '),
    summary: command.summary ?? '',
    values: argumentValues(command, words),
    flags: [
      ...Object.values(command.flags)
        .filter(({hidden}) => !hidden)
        .map((flag) => ({
          name: flag.name,
          summary: flag.summary ?? flag.description ?? '',
          takesValue: flag.type === 'option',
          values: flag.type === 'option' ? (flag.options ?? flagValues(command.id, flag.name)) : [],
        })),
      {name: 'help', summary: 'show examples and every flag', takesValue: false, values: []},
    ],
  }))
}

function argumentValues(command: Command.Loadable, words: readonly string[]): readonly string[] {
  switch (command.id) {
    case 'add':
    case 'partners':
      return CONNECTORS.map(({id}) => id)
    case 'explain':
      return Object.values(listTopics().topics).flat()
    case 'help':
      return [...new Set(words.map((word) => word.split(' ')[0] ?? '')), ...HELP_TOPICS.map(({id}) => id)]
    case 'schema':
      return listSchemas().result.schemas.map(({name}) => name)
    default:
      return Object.values(command.args)[0]?.options ?? []
  }
}

function flagValues(command: string, flag: string): readonly string[] {
  switch (flag) {
    case 'area':
      return [...new Set(Object.values(RULE_AREAS))].toSorted()
    case 'fact':
      return Object.keys(TOLD_FACTS).map((name) => `${name}=`)
    case 'issue':
      return ISSUES.map(({id}) => id)
    case 'ignore':
    case 'require-rule':
    case 'rule':
      return RULES.map(({id}) => id)
    case 'input-format':
      return FORMATS.map(({id}) => id)
    case 'partner':
      return CONNECTORS.map(({id}) => id)
    case 'require-event':
      return COMMERCE_EVENTS
    default:
      return flag === 'report' ? (REPORTS[command] ?? []) : []
  }
}

/** Kinds of `--report`, by command. */
const REPORTS: Readonly<Record<string, readonly string[]>> = {diagnose: ['json=', 'markdown='], validate: ['json=', 'junit=']}
