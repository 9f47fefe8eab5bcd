import type {Connector} from '../connectors/connector.js'
import type {Integration} from '../mapping/integration.js'
import type {NextStep} from '../report/setup-review.js'

/** What to do after an integration was written: people first, for they take longest. Only commands that this dc has. */
export function nextSteps(
  integration: Integration,
  connector: Connector,
  knows: (command: string) => boolean,
  hasSnapshot: boolean,
): NextStep[] {
  const {id, reportSuite, status} = integration
  if (status === 'in-progress') return [{what: 'Finish it when you know the rest:', command: `dc add --resume ${id}`}]
  const steps: NextStep[] = connector.contacts
    .filter(({when, side}) => when === 'after' || side === 'partner')
    .filter(({when, mustAct}) => when === 'after' || mustAct === true)
    .map(({who, what, mustAct}) => ({what: `${who}${mustAct === true ? ' (must act)' : ''}: ${what}`, command: null}))
  const add = (name: string, what: string, command: string) => {
    if (knows(name)) steps.push({what, command})
  }
  if (connector.contacts.some(({mustAct}) => mustAct === true) && integration.partnerConfirmed === null)
    add('configure', 'When they have confirmed it, note who said so:', `dc configure ${id} --partner-confirmed NAME`)
  if (!hasSnapshot && reportSuite !== null && integration.variables.length + integration.events.length > 0)
    add(
      'suites:import',
      'Let dc compare the mapping with the suite (a solution design reference, for one):',
      `dc suites import FILE --suite ${reportSuite}`,
    )
  if (integration.collection.mode !== null && integration.collection.mode !== 'none') {
    // Processing rules read the address of the page: code beside them would fill the variables twice.
    if (integration.collection.mode !== 'automated') add('code', 'Put the code on the landing page:', `dc code ${id}`)
    const page = integration.collection.landingPages[0]?.replace(/\*.*$/, '') ?? 'URL'
    add('capture', 'Record what the page sends:', `dc capture ${page}`)
    add('validate', 'Prove that it sends what it must (a HAR from the browser will do):', 'dc validate hits.har')
  }
  add('show', 'See how it stands:', `dc show ${id}`)
  add('log', 'See who changed what:', 'dc log')
  return steps
}
