import type {RunContext} from '../rules/rule.js'
import type {IntegrationFacts, SuiteFacts} from '../rules/site-facts.js'

/** The workspace of a rule's example in words, one piece for each thing it says. */
export function describeSite(context: RunContext | undefined): string[] {
  if (context === undefined) return []
  const {integrations = [], site} = context
  return [
    ...integrations.map(describeIntegration),
    ...Object.entries(site?.suites ?? {}).flatMap(([id, suite]) => describeSuite(id, suite)),
    ...Object.entries(site?.hosts ?? {}).map(([host, suites]) => `${host} belongs to ${suites.join(', ')}`),
    ...Object.entries(site?.currencies ?? {}).map(([host, currency]) => `prices on ${host} are in ${currency}`),
  ]
}

function describeIntegration({reportSuite, variables, collection, isPaused}: IntegrationFacts): string {
  const ways = (collection?.parameters ?? []).map(({role, name}) => {
    const mapped = variables.find((variable) => variable.role === role)
    return mapped === undefined ? name : `${name} into ${mapped.variable}`
  })
  const reads = ways.length === 0 ? '' : `, ${ways.join(' and ')}`
  const how = collection?.mode === null || collection === undefined ? '' : ` (${collection.mode}${reads})`
  return `${isPaused === true ? 'a paused' : 'an'} integration on ${reportSuite}${how}`
}

function describeSuite(id: string, {environment, currency, timestamps, snapshot}: SuiteFacts): string[] {
  const said = [
    ...(environment === undefined ? [] : [environment]),
    ...(currency === undefined ? [] : [currency]),
    ...(timestamps === undefined ? [] : [`timestamps ${timestamps}`]),
    ...(snapshot === undefined ? [] : ['its events and eVars are known']),
  ]
  return said.length === 0 ? [] : [`${id}: ${said.join(', ')}`]
}
