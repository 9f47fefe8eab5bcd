import type {Connector} from '../connectors/connector.js'
import {foldName, namesOf, todaysName} from '../connectors/connectors.js'
import type {Look, PromptChoice, Reply} from './prompter.js'
import {Prompter} from './prompter.js'

/** The first question of `dc add`: searched by every name a partner has or had. */

const STATUS: Readonly<Record<Connector['status'], string>> = {
  deprecating: 'discontinued',
  migrating: 'moved to the current APIs',
  'not-listed': 'not in Adobe’s list',
}

/** The connector's id. */
export async function askPartner(connectors: readonly Connector[], look: Look): Promise<Reply<string>> {
  const prompter = new Prompter(look)
  const choices = connectors.map((connector): PromptChoice => {
    const today = todaysName(connector)
    return {
      value: connector.id,
      name: `${connector.name}${today === undefined ? '' : ` (today ${today})`}, ${connector.category}, ${STATUS[connector.status]}`,
      description: connector.summary,
    }
  })
  const names = new Map(connectors.map((connector) => [connector.id, namesOf(connector).map(foldName)]))
  return prompter.search(
    {
      heading: 'Add an integration. Enter takes what is marked, Esc goes back, Ctrl-C stops.',
      label: 'Partner:',
      about: [
        'Whose product do you want to connect? Type a part of its name, former or current; generic-email, generic-survey and generic-ads stand for all others.',
      ],
    },
    choices,
    connectors[0]?.id ?? '',
    undefined,
    (choice, typed) => names.get(choice.value)?.some((name) => name.includes(foldName(typed))) ?? false,
  )
}

/** What to know of a partner before the first question. */
export function introducePartner(connector: Connector, retiredOn: string): string[] {
  if (connector.status === 'not-listed') return []
  const instead = connector.lifeCycle?.successor ?? connector.lifeCycle?.alternatives?.join('; ')
  const rest = instead === undefined ? '' : ` Instead: ${instead}.`
  return connector.status === 'deprecating'
    ? [
        `${connector.name} is discontinued: the partner did not move it to the current APIs, and Adobe's console ended on ${retiredOn}. ` +
          `Its parts can still be set up by hand; dc keeps the plan of it.${rest}`,
      ]
    : [`${connector.name} moved to the partner's own integration when Adobe's console ended on ${retiredOn}.${rest}`]
}
