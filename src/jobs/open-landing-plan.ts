import {DcError} from '../errors.js'
import {fromLink, planLanding, type LandingPlan} from '../landing/plan.js'
import {isGlobalPath} from '../landing/page-script.js'
import type {Integration} from '../mapping/integration.js'
import {requireIntegration} from '../workspace/find-integration.js'
import {loadIntegrations} from '../workspace/store.js'
import {openWorkspace} from '../workspace/workspace.js'
import {loadConnectors, requireConnector} from './load-connectors.js'

/** An integration and what its landing page has to do. */
export interface OpenPlan {
  readonly integration: Integration
  readonly plan: LandingPlan
  /** What the user should know beside the result. */
  readonly notes: readonly string[]
}

/** @throws DcError `no-workspace`, `unknown-integration`, `unknown-partner`, or the fault of a file */
export async function openLandingPlan(idOrName: string, workspaceFlag: string | undefined, cwd: string): Promise<OpenPlan> {
  const workspace = openWorkspace(workspaceFlag, cwd)
  const integration = requireIntegration(idOrName, await loadIntegrations(workspace))
  const connector = requireConnector(integration.partner, await loadConnectors(workspace.folder, cwd))
  const carriesIds = fromLink(connector).length > 0
  const notes =
    carriesIds && integration.collection.mode === 'automated'
      ? [`${integration.id} collects by processing rules: use either the rules or this code, not both`]
      : []
  return {integration, plan: planLanding(integration, connector), notes}
}

/** @throws DcError `no-landing-parameters`, or `landing-incomplete` with all that is missing */
export function requireCopies({id, partner, copies, gaps}: LandingPlan): void {
  if (gaps.length > 0) {
    throw new DcError(['the landing-page code cannot be written yet', ...gaps.map(({message}) => `- ${message}`)].join('\n'), {
      code: 'landing-incomplete',
      where: id,
      suggestions: [...new Set(gaps.map(({fix}) => fix))],
    })
  }
  if (copies.length > 0) return
  throw new DcError(`links of ${partner} carry no id that a landing page could copy`, {
    code: 'no-landing-parameters',
    where: id,
    suggestions: [`dc show ${id}`, `dc code ${id} --page product`],
  })
}

/** @throws DcError `usage` for a text that is no path of names */
export function requireConsentPath(consent: string | undefined): void {
  if (consent === undefined || isGlobalPath(consent)) return
  throw new DcError(`--consent ${consent}: not the path of a global function or value`, {
    code: 'usage',
    where: '--consent',
    suggestions: ['--consent shop.consent.analytics'],
  })
}
