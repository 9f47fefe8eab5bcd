import {decodeName} from '../../hits/decode-text.js'
import type {Evidence} from '../evidence.js'
import {TextHider, type TokenKind, type Tokeniser} from './personal-text.js'

/**
 * Evidence without what is personal or secret. Recipients, addresses, credentials, users of accounts and names of people become tokens that
 * keep their kind (`user-3fa2c19b04`), the same value the same token everywhere; passwords and what stands in a home folder's name go
 * alike. Hosts, file names, days, counts and ids stay, since the diagnosis and the people who help need them: what is judged with the tokens
 * comes out as what would be judged with the values. Doing it again changes nothing.
 */
export function redact(evidence: Evidence, tokenOf: Tokeniser): Evidence {
  return redactorOf(evidence, tokenOf)(evidence)
}

/** The same for anything that was made from the evidence, such as its diagnosis. */
export function redactorOf(evidence: Evidence, tokenOf: Tokeniser): <T>(value: T) => T {
  const hider = new TextHider(tokenOf, pageParameters(evidence))
  const names = new KnownNames(evidence, hider)
  // What comes out has the shape of what went in: strings become strings.
  return <T>(value: T) => hide(value, {parent: '', key: ''}, {hider, names}) as T
}

interface Place {
  readonly parent: string
  readonly key: string
}

interface Means {
  readonly hider: TextHider
  readonly names: KnownNames
}

/** Fields that are hidden whole, by their name or by that and the one above. */
const WHOLE: Readonly<Record<string, TokenKind>> = {
  'sendsTo.user': 'user',
  'requests.owner': 'person',
  notify: 'email',
  'fees.by': 'person',
  'terms.by': 'person',
  'personalData.by': 'person',
  'partnerConfirmed.by': 'person',
  description: 'text',
  digest: 'digest',
}

/** Inputs of a connector that log in or belong to a person; the others are ids that support asks for. */
const PRIVATE_INPUT = /user|login|mail|pass|pwd|secret|token|key|contact|phone/i

function hide(value: unknown, place: Place, means: Means): unknown {
  if (typeof value === 'string') return hideText(value, place, means)
  if (Array.isArray(value)) return value.map((each: unknown) => hide(each, place, means))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [means.hider.text(key), hide(each, {parent: place.key, key}, means)]),
  )
}

function hideText(text: string, {parent, key}: Place, {hider, names}: Means): string {
  const kind = WHOLE[`${parent}.${key}`] ?? WHOLE[key]
  if (kind !== undefined) return hider.whole(kind, text)
  if (key === 'secret') return hideReference(text, hider)
  if (parent === 'inputs' && PRIVATE_INPUT.test(key)) return hider.whole('secret', text)
  const hidden = SPEAKS.has(key) ? names.hideIn(hider.text(text)) : hider.text(text)
  // The name of an integration or a variable has its length, which a token within it may go beyond.
  return key === 'name' && text.length <= LONGEST_NAME && hidden.length > LONGEST_NAME ? hider.whole('text', text) : hidden
}

const LONGEST_NAME = 100

/** What a reference leads to may be a path or a command with a name in it. The name of a variable says nothing. */
function hideReference(reference: string, hider: TextHider): string {
  const [, kind, target = ''] = /^(file|cmd|keyring|vault):(.*)$/s.exec(reference) ?? []
  if (kind !== undefined) return `${kind}:${hider.whole('secret', target)}`
  return /^env:[A-Za-z_]\w*$/.test(reference) ? reference : hider.whole('secret', reference)
}

/** Texts and paths, where the name of a user or person may stand among other words; ids and words of closed lists are no such place. */
const SPEAKS = new Set(
  (
    'message detail fact because notes text reason says error currentTask software origin path file files gone content location directory ' +
    'example what looksLike page name sends-to'
  ).split(' '),
)

/** Users and people the evidence names in fields of their own: hidden where they stand in a text, too. */
class KnownNames {
  readonly #pattern: RegExp | null
  readonly #tokens: ReadonlyMap<string, string>

  constructor(evidence: Evidence, hider: TextHider) {
    const ids = idsOf(evidence)
    const known = namesOf(evidence).filter(([, name]) => name.length >= SHORTEST_NAME && !GENERIC.test(name) && !ids.has(name))
    this.#tokens = new Map(known.map(([kind, name]) => [name, hider.whole(kind, name)]))
    // The longest first: one may begin with another.
    const patterns = [...this.#tokens.keys()]
      .toSorted((a, b) => b.length - a.length)
      .map((name) => name.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&'))
    this.#pattern =
      patterns.length === 0
        ? null
        : new RegExp(`(?<![\\p{L}\\p{N}_.-])(?:${patterns.join('|')})(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`, 'gu')
  }

  hideIn(text: string): string {
    return this.#pattern === null ? text : text.replace(this.#pattern, (name) => this.#tokens.get(name) ?? name)
  }
}

const SHORTEST_NAME = 4
/** Names of accounts that are nobody's, and words of paths. */
const GENERIC =
  /^(?:anonymous|adobe|admin|root|user|test|upload|uploads|download|data|files?|s?ftp|guest|omniture|analytics|genesis|partner)$/i

function namesOf({integration, warehouse, told}: Evidence): [TokenKind, string][] {
  const names: [TokenKind, string | null | undefined][] = []
  for (const {sendsTo, owner} of warehouse?.requests ?? []) names.push(['user', sendsTo?.user], ['person', owner])
  const {delivery, acknowledged, partnerConfirmed} = integration?.integration ?? {}
  for (const vouched of [...Object.values(acknowledged ?? {}), partnerConfirmed]) names.push(['person', vouched?.by])
  const locations = [delivery?.location, told['sends-to'], ...(integration?.siblings ?? []).map(({location}) => location)]
  for (const location of locations) names.push(['user', userOf(location ?? '')])
  return names.flatMap(([kind, name]) => (typeof name === 'string' && name !== '' ? [[kind, name] as [TokenKind, string]] : []))
}

function userOf(location: string): string {
  if (!URL.canParse(location)) return ''
  return decodeName(new URL(location).username)
}

/** Words that the evidence tells openly anyway. */
function idsOf({integration, deliveries}: Evidence): ReadonlySet<string> {
  const {id, partner, reportSuite, segments = []} = integration?.integration ?? {}
  return new Set([id, partner, reportSuite, ...segments.map((segment) => segment.id), ...deliveries.expected].flatMap((word) => word ?? []))
}

function pageParameters({integration, hits}: Evidence) {
  const {recipientId, emailAddress, ...others} = integration?.integration.collection.parameters ?? {}
  const set = (names: readonly (string | null | undefined)[]) => new Set(names.flatMap((name) => name?.toLowerCase() ?? []))
  return {
    recipients: set([recipientId, emailAddress, hits?.recipient?.parameter]),
    kept: set([...Object.values(others), hits?.message?.parameter]),
  }
}
