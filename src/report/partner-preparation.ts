import type {Requirements} from '../connectors/connector.js'
import type {PartnerContext} from './partner-context.js'
import {count, listed} from './wording.js'

/** What to have ready before the first field is filled in, and who to call. */
export function writePreparation(context: PartnerContext): void {
  context.page.heading('Before you start')
  writeAccess(context)
  writeReservations(context)
  writeContacts(context, 'before')
}

function writeAccess({connector, facts, page, notes}: PartnerContext): void {
  page.prose('Accounts and rights', 2)
  for (const fact of connector.access) page.item(fact.text + notes.ref(fact), 4)
  if (connector.status !== 'not-listed') {
    page.item(`In Adobe Analytics, ${facts.permissions.join(', ')}; whoever owns the integration has to stay an administrator.`, 4)
  }
  if (connector.prerequisites.length === 0) return
  page.prose('To settle first', 2)
  for (const fact of connector.prerequisites) page.item(fact.text + notes.ref(fact), 4)
}

function writeReservations({connector: {requires}, page, notes}: PartnerContext): void {
  if (requires === undefined) return
  const needs = writeCounts(requires)
  page.prose('To reserve in the report suite', 2)
  if (needs !== '') page.item(needs + notes.ref(requires), 4)
  if (requires.dataWarehouse) page.item('Data Warehouse, enabled.', 4)
  if (requires.note !== undefined) page.item(requires.note + (needs === '' ? notes.ref(requires) : ''), 4)
}

function writeCounts(requires: Requirements): string {
  const {eVars, optionalEVars, eVarsOrProps, listVars, events, optionalEvents, eventType} = requires
  const type = eventType === undefined ? '' : `${eventType} `
  const parts = [
    [eVars, 'eVar', optionalEVars],
    [eVarsOrProps, 'eVar or prop', undefined],
    [listVars, 'list variable', undefined],
    [events, `${type}event`, optionalEvents],
  ] as const
  return listed(
    parts.flatMap(([needed, noun, optional]) => {
      const more =
        optional === undefined ? '' : needed === undefined ? `up to ${count(optional, noun)}` : ` (and ${optional} more, optional)`
      return needed === undefined ? (more === '' ? [] : [more]) : [count(needed, noun) + more]
    }),
  )
}

/** People to talk to at that point; whoever must act stands out. */
export function writeContacts({connector, page, notes}: PartnerContext, when: 'before' | 'after'): void {
  const contacts = connector.contacts.filter((contact) => contact.when === when)
  if (contacts.length === 0) return
  page.prose(when === 'before' ? 'Who to call' : 'Who to tell', 2)
  for (const contact of contacts) {
    page.item(`${contact.who}${contact.mustAct ? ' (must act)' : ''}: ${contact.what}${notes.ref(contact)}`, 4)
  }
}
