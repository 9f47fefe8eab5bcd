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

/** Ids to offer when `name` was not found: those whose names contain it, or the nearest by spelling; at most three, best first. */
export function suggestConnectors(name: string, connectors: readonly Connector[] = CONNECTORS): readonly string[] {
  const folded = foldName(name)
  if (folded === '') return []
  return connectors
    .map((connector) => ({
      id: connector.id,
      distance: Math.min(...namesOf(connector).map((each) => nameDistance(folded, foldName(each)))),
    }))
    .filter(({distance}) => distance <= Math.max(1, Math.floor(folded.length / 3)))
    .toSorted((a, b) => a.distance - b.distance || a.id.localeCompare(b.id))
    .slice(0, 3)
    .map(({id}) => id)
}

function nameDistance(asked: string, name: string): number {
  if (asked.length >= 3 && (name.includes(asked) || asked.includes(name))) return 0
  let row = Array.from({length: name.length + 1}, (_, column) => column)
  for (let i = 1; i <= asked.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= name.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (asked[i - 1] === name[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[name.length] ?? name.length
}

/** Pages behind a fact of a section: its own source, else the section's; empty when neither is known. */
export function sourcesOf(connector: Connector, section: Section, fact?: {readonly source?: Source}): readonly string[] {
  const source = fact?.source ?? connector.sources[section] ?? []
  return typeof source === 'string' ? [source] : source
}

/**
 * Ways to collect that make sense for a connector, its documented ones first. Today's ways are added where ids come from the landing page
 * or from code on it, since they only carry a value into a variable; `none` is left where nothing is collected on a page.
 */
export function collectionModesOf(connector: Connector): readonly CollectionMode[] {
  const onPage = connector.variables.some(({population}) => population === 'landing-page' || population === 'page-code')
  return onPage ? [...connector.collection.modes, ...MODERN_MODES] : connector.collection.modes
}
