import appfigures from './appfigures.js'
import aprimo from './aprimo.js'
import type {Connector} from './connector.js'
import contactlab from './contactlab.js'
import datran from './datran.js'
import delivra from './delivra.js'
import demandbase from './demandbase.js'
import dfa from './dfa.js'
import dreammail from './dreammail.js'
import dynamicSignal from './dynamic-signal.js'
import emarsys from './emarsys.js'
import type {Source} from './fact.js'
import genericAds from './generic-ads.js'
import genericEmail from './generic-email.js'
import genericSurvey from './generic-survey.js'
import kampyle from './kampyle.js'
import lyris from './lyris.js'
import neolane from './neolane.js'
import optivo from './optivo.js'
import qualtrics from './qualtrics.js'
import responsys from './responsys.js'
import selligent from './selligent.js'
import silverpop from './silverpop.js'
import type {CollectionMode, Section} from './vocabulary.js'
import {MODERN_MODES} from './vocabulary.js'

/** Every built-in connector, sorted by id. */
export const CONNECTORS: readonly Connector[] = [
  appfigures,
  aprimo,
  contactlab,
  datran,
  delivra,
  demandbase,
  dfa,
  dreammail,
  dynamicSignal,
  emarsys,
  genericAds,
  genericEmail,
  genericSurvey,
  kampyle,
  lyris,
  neolane,
  optivo,
  qualtrics,
  responsys,
  selligent,
  silverpop,
]

/** What a name is compared by: case, accents of spelling and punctuation do not matter. */
export const foldName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Every name a connector answers to: id, product, aliases and the names in Adobe's end-of-life table. */
export const namesOf = (connector: Connector): readonly string[] => [
  connector.id,
  connector.name,
  ...connector.aliases.map(({name}) => name),
  ...(connector.lifeCycle?.listedAs ?? []),
]

/** The name the product carries today, when it is another one. */
export const todaysName = (connector: Connector): string | undefined => connector.aliases.find(({today}) => today)?.name

/** The connector whose id, product name or alias `name` is; undefined when there is none. */
export function findConnector(name: string, connectors: readonly Connector[] = CONNECTORS): Connector | undefined {
  const folded = foldName(name)
  return (
    connectors.find(({id}) => id === name) ?? connectors.find((connector) => namesOf(connector).some((each) => foldName(each) === folded))
  )
}

/** Pages behind a fact of a section: its own source, else the section's; empty when neither is known. */
export function sourcesOf(connector: Connector, section: Section, fact?: {readonly source?: Source}): readonly string[] {
  const source = fact?.source ?? connector.sources[section] ?? []
  return typeof source === 'string' ? [source] : source
}

/**
 * Ways to collect that make sense for a connector, its documented ones first. Where ids come from the landing page, today's ways are added:
 * they carry the same parameters into the same variables.
 */
export function collectionModesOf({collection, variables}: Connector): readonly CollectionMode[] {
  const fromUrl = variables.some(({population}) => population === 'landing-page')
  return fromUrl ? [...new Set([...collection.modes, ...MODERN_MODES])] : collection.modes
}
