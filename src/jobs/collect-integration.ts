import {join} from 'node:path'
import type {Connector} from '../connectors/connector.js'
import {findConnector} from '../connectors/connectors.js'
import type {IntegrationFacts, PartnerFacts} from '../issues/evidence.js'
import type {Integration} from '../mapping/integration.js'
import {ACTIVITY_FILE, readActivityLog} from '../workspace/activity-log.js'
import {displayPath} from '../workspace/find-workspace.js'
import {loadIntegrations} from '../workspace/store.js'
import {readSuiteFile} from '../workspace/suite-file.js'
import {readWorkspaceFile, type Workspace} from '../workspace/workspace.js'
import {loadConnectors} from './load-connectors.js'

/** The integration as evidence, with what its partner, its suite and the workspace add. @throws DcError the fault of a file of the workspace */
export async function collectIntegration(integration: Integration, workspace: Workspace): Promise<IntegrationFacts> {
  const {folder, cwd} = workspace
  const {id, reportSuite, partner, delivery} = integration
  const [{integrations}, {connectors}, {entries}, file] = await Promise.all([
    loadIntegrations(workspace),
    loadConnectors(folder, cwd),
    readActivityLog(join(folder, ACTIVITY_FILE)),
    readWorkspaceFile(workspace),
  ])
  const own = entries.filter((entry) => entry.integration === id && entry.action !== 'adobe-log')
  const connector = findConnector(partner, connectors)
  return {
    path: displayPath(join(folder, 'integrations', `${id}.json`), cwd),
    integration,
    partner: connector === undefined ? null : partnerFacts(connector),
    suite: (reportSuite === null ? undefined : await readSuiteFile(workspace, reportSuite)) ?? null,
    timeZone: (reportSuite === null ? undefined : file.reportSuites[reportSuite]?.timezone) ?? delivery?.timeZone ?? null,
    siblings: integrations
      .filter((other) => other.id !== id && other.status !== 'deleted' && other.reportSuite === reportSuite)
      .map((other) => ({id: other.id, location: other.delivery?.location ?? null, carrier: other.carrier.kind})),
    addedAt: own.find(({action}) => action === 'added')?.time ?? null,
    statusChangedAt: own.findLast(({change}) => Object.hasOwn(change, 'status'))?.time ?? null,
  }
}

function partnerFacts({name, status, lifeCycle, contacts, accessRequests, sources}: Connector): PartnerFacts {
  return {
    name,
    status,
    successor: lifeCycle?.successor ?? null,
    collectedUntil: lifeCycle?.collectedUntil ?? null,
    needsActivation: contacts.some(({mustAct}) => mustAct === true),
    asksForProductAccess: accessRequests.some(({elements = []}) => elements.includes('product')),
    source: sourceOf(sources.lifeCycle ?? sources.identity),
  }
}

const sourceOf = (source: string | readonly string[] | undefined): string => (typeof source === 'string' ? source : (source?.[0] ?? ''))
