import type {RunContext} from './rule.js'
import type {IntegrationFacts} from './site-facts.js'

/** Integrations that are asked what a hit of these report suites must be like; a paused one asks nothing. */
export function integrationsOn(reportSuites: readonly string[], context: RunContext): IntegrationFacts[] {
  return activeIntegrations(context).filter(({reportSuite}) => reportSuites.includes(reportSuite))
}

export function activeIntegrations({integrations}: RunContext): readonly IntegrationFacts[] {
  if (integrations === undefined) return NONE
  return integrations.some(({isPaused}) => isPaused === true) ? integrations.filter(({isPaused}) => isPaused !== true) : integrations
}

const NONE: readonly IntegrationFacts[] = []

/** Whom a finding on these report suites concerns, where it is one integration alone. */
export function integrationIdOn(reportSuites: readonly string[], context: RunContext): string | undefined {
  const [only, ...others] = integrationsOn(reportSuites, context)
  return others.length === 0 ? only?.id : undefined
}

/** Why a rule that asks integrations has nothing to ask; undefined when `suits` one of them. */
export function whyNoIntegration(
  context: RunContext,
  suits: (integration: IntegrationFacts) => boolean,
  lacking: string,
): string | undefined {
  if (context.integrations === undefined) return 'needs an integration, and no workspace has one'
  const active = activeIntegrations(context)
  if (active.length === 0) return 'every integration of the workspace is paused'
  return active.some(suits) ? undefined : `no integration of the workspace ${lacking}`
}
