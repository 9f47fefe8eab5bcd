import {createPromptModule} from 'inquirer'
import type {CheckInput} from '../mapping/check.js'
import {applyWish, type MappingKind, type MappingWish} from '../mapping/edit-mapping.js'
import {findFreeEvents, findFreeVariables, type FreeSlot} from '../mapping/free-slots.js'
import type {Integration} from '../mapping/integration.js'
import {isMappable} from '../mapping/needed-roles.js'
import {parseEvent, parseVariable} from '../mapping/slot-name.js'

/** The questions of `dc map` on a terminal. Each answer is a wish, as a flag would say it; nothing is written here. */

const OFFERED = 6
const prompt = createPromptModule({output: process.stderr})

/** Asks until the user is done. Empty: leave everything as it is. */
export async function askMapping(kind: MappingKind, input: CheckInput): Promise<MappingWish[]> {
  const wishes: MappingWish[] = []
  let {integration} = input
  for (;;) {
    const role = await askRole(kind, {...input, integration}, wishes.length)
    if (role === undefined) return wishes
    const wish = await askChange(kind, {...input, integration}, role)
    if (wish === undefined) continue
    const edited = applyWish(kind, integration, input.connector, wish)
    if (edited.integration === undefined) continue
    wishes.push(wish)
    integration = edited.integration
  }
}

/** Asks before anything is written. */
export async function confirmMapping(name: string): Promise<boolean> {
  const {write} = await prompt<{write: boolean}>([{type: 'confirm', name: 'write', message: `Write this to ${name}?`, default: true}])
  return write
}

const DONE = '\0done'

async function askRole(kind: MappingKind, {connector, integration}: CheckInput, changes: number): Promise<string | undefined> {
  const rows = connector[kind].filter(isMappable)
  if (rows.length === 0) return undefined
  const choices = [
    {name: changes === 0 ? 'Leave everything as it is' : `Done (${changes} to write)`, value: DONE},
    ...rows
      .filter(({role}, index) => rows.findIndex((each) => each.role === role) === index)
      .map(({role, label, required}) => ({
        name: `${label} (${role}): ${slotsOf(kind, integration, role).join(', ') || (required === true ? 'missing' : 'not mapped')}`,
        value: role as string,
      })),
  ]
  const {role} = await prompt<{role: string}>([
    {type: 'select', name: 'role', message: `Which of the ${kind} do you want to change?`, choices},
  ])
  return role === DONE ? undefined : role
}

function slotsOf(kind: MappingKind, integration: Integration, role: string): string[] {
  return kind === 'variables'
    ? integration.variables.filter((each) => each.role === role).map(({variable}) => variable)
    : integration.events.filter((each) => each.role === role).map(({event}) => event)
}

async function askChange(kind: MappingKind, input: CheckInput, role: string): Promise<MappingWish | undefined> {
  const mapped = slotsOf(kind, input.integration, role).length > 0
  const choices = [
    ...findFree(kind, input, role).map(({slot, note}) => ({name: note === null ? slot : `${slot} (${note})`, value: `set ${slot}`})),
    {name: 'Another one …', value: 'other'},
    ...(mapped
      ? [
          {name: 'Give it another name in Analytics …', value: 'name'},
          {name: 'Take it off', value: 'clear'},
        ]
      : []),
    {name: 'Back', value: 'back'},
  ]
  const {answer} = await prompt<{answer: string}>([{type: 'select', name: 'answer', message: `Where does ${role} go?`, choices}])
  if (answer === 'back') return undefined
  if (answer === 'clear') return {do: 'clear', text: role}
  if (answer === 'name')
    return {do: 'name', text: `${role}=${await askText('What is it called in Analytics? (empty: no name)', () => undefined)}`}
  const slot =
    answer === 'other'
      ? await askText(`Which one? ${kind === 'variables' ? 'eVar12, prop5, list1, campaign' : 'event20'}`, whyNot(kind))
      : answer.slice('set '.length)
  return {do: 'set', text: `${role}=${slot}`}
}

function findFree(kind: MappingKind, input: CheckInput, role: string): FreeSlot[] {
  return kind === 'variables'
    ? findFreeVariables(input, input.connector.variables.find((each) => each.role === role)?.kinds ?? [], OFFERED)
    : findFreeEvents(
        input,
        input.connector.events.find((each) => each.role === role),
        OFFERED,
      )
}

const whyNot = (kind: MappingKind) => (text: string) => (kind === 'variables' ? parseVariable(text) : parseEvent(text)).fault

async function askText(message: string, fault: (text: string) => string | undefined): Promise<string> {
  const validate = (text: string) => {
    const why = fault(text)
    return why === undefined ? true : `${text || 'nothing'} ${why}`
  }
  const {text} = await prompt<{text: string}>([{type: 'input', name: 'text', message, validate}])
  return text.trim()
}
