import {foldName, namesOf} from '../connectors/connectors.js'
import type {Connector} from '../connectors/connector.js'

/** Words that say nothing of what a slot holds. */
const FILLER = new Set([
  'id',
  'ids',
  'e',
  'mail',
  'email',
  'the',
  'of',
  'in',
  'and',
  'total',
  'number',
  'evar',
  'event',
  'prop',
  'new',
  'code',
])

/**
 * Whether the name of a slot in a suite speaks of the same thing as one of `names` (the partner's label, the role, a name of the customer's):
 * `Silverpop Recipient` and `recipientId` do, `Internal search` and `recipientId` do not. The partner's own name counts for nothing.
 */
export function fitsName(found: string, names: readonly string[], connector: Connector): boolean {
  if (names.some((name) => foldName(name) === foldName(found))) return true
  const brand = new Set(namesOf(connector).flatMap(wordsOf))
  const core = (text: string) => wordsOf(text).filter((word) => !FILLER.has(word) && !brand.has(word))
  const said = core(found)
  if (said.length === 0) return false
  return names.some((name) => {
    const meant = core(name)
    return (
      meant.length > 0 &&
      (said.every((word) => meant.includes(word)) || (meant.every((word) => said.includes(word)) && said.length <= meant.length + 1))
    )
  })
}

/** Words in the singular; `recipientId` is two. */
function wordsOf(text: string): string[] {
  return text
    .slice(0, 200)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
}
