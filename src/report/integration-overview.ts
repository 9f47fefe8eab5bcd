import type {Connector} from '../connectors/connector.js'
import type {MappingProblem} from '../mapping/check.js'
import type {Integration} from '../mapping/integration.js'
import type {Row} from './listing.js'
import type {IntegrationColumn} from './integration-columns.js'
import {count} from './wording.js'

/** What is known of one integration: what `dc list` puts into a row and `dc show` on a page. */
export interface IntegrationOverview {
  readonly integration: Integration
  /** Undefined: no connector of the catalogue or the workspace has the id in `partner`. */
  readonly connector: Connector | undefined
  /** What keeps it from being active; undefined without a connector. */
  readonly missing: readonly MappingProblem[] | undefined
  readonly validation:
    | {
        readonly time: string
        readonly captures: readonly string[]
        readonly hits: number
        readonly findings: Readonly<Record<string, number>>
      }
    | undefined
  readonly file: {readonly name: string; readonly segment: string | null; readonly day: string | null; readonly seen: string} | undefined
}

/** Evidence older than this is worth a new look. A choice of ours: tags change with every release of a site. */
const FRESH_DAYS = 30

/** What to do next about an integration, as a command where there is one; null when nothing is open. */
export function nextStep({integration, connector, missing, validation}: IntegrationOverview, now: Date): string | null {
  const {id, status, partnerConfirmed} = integration
  if (status === 'deleted') return null
  if (connector === undefined || missing === undefined) return 'dc partners'
  if (missing.length > 0) return `dc configure ${id}`
  if (status !== 'active') return `dc activate ${id}`
  if (partnerConfirmed === null && partnerMustAct(connector) !== undefined) return `tell the partner: dc show ${id}`
  if (validation === undefined || ageInDays(validation.time, now) > FRESH_DAYS) return 'dc validate CAPTURE'
  return (validation.findings['error'] ?? 0) > 0 ? 'dc validate CAPTURE, once the errors are mended' : null
}

/** The person at the partner without whom nothing moves. */
export function partnerMustAct(connector: Connector): Connector['contacts'][number] | undefined {
  return connector.contacts.find(({side, mustAct}) => side === 'partner' && mustAct === true)
}

/** `yes`, or how much is missing; `unknown` without a connector. */
export function mappingState({missing}: Pick<IntegrationOverview, 'missing'>): string {
  if (missing === undefined) return 'unknown'
  return missing.length === 0 ? 'complete' : `${missing.length} missing`
}

export function toRow(overview: IntegrationOverview, workspace: string, now: Date): Row<IntegrationColumn> {
  const {integration, validation, file} = overview
  return {
    id: integration.id,
    name: integration.name,
    partner: integration.partner,
    suite: integration.reportSuite,
    status: integration.status,
    mapping: mappingState(overview),
    validated: validation === undefined ? 'never' : validation.time.slice(0, 10),
    file: file === undefined ? 'none seen' : (file.day ?? file.seen.slice(0, 10)),
    next: nextStep(overview, now),
    workspace,
  }
}

function ageInDays(time: string, now: Date): number {
  return (now.getTime() - Date.parse(time)) / 86_400_000
}

/** `today`, `1 day ago`, `12 days ago`. */
export function sayAge(time: string, now: Date): string {
  const days = Math.floor(ageInDays(time, now))
  return days <= 0 ? 'today' : `${count(days, 'day')} ago`
}
