import type {Integration} from '../mapping/integration.js'
import type {DateOrder, DayRange} from './dates.js'
import {dayRangeOfName, withoutDates} from './name-dates.js'

/** What the name of a delivered file tells. Names are free text that the partner or a consultant chose. */
export interface NameFacts {
  /** Without folders, compression and `.part`. */
  readonly base: string
  /** Still being written, or left behind by a transfer that died. Source: Analytics, "Data feeds best practices" (`.part` and renaming). */
  readonly isPartial: boolean
  readonly days: DayRange | null
  readonly segment: string | null
  /** How the segment was told: a pattern of the integration, or words. */
  readonly segmentBy: 'pattern' | 'words' | null
  /** What is left of the name: files of one series share it. */
  readonly series: string
}

/** Endings that may come and go: files over 1 MB are zipped by themselves. Source: Data Warehouse, "Data Warehouse overview". */
const ENDING = /\.(?:part|partial|filepart|tmp|crdownload|gz|gzip|zip|csv|tsv|tab|txt|psv|dat)$/i
const PARTIAL = /\.(?:part|partial|filepart|crdownload)$/i

/** Words of names by segment, the more telling segments first. */
const SEGMENT_WORDS: readonly (readonly [segment: string, pattern: RegExp])[] = [
  ['form-abandonment', /form.?(?:aband|abbr)|formular/],
  ['file-download', /file.?download|downloads?(?:profile)?\b/],
  [
    'cart-abandonment',
    /aband|abbruch|abbrecher|warenkorb|(?:^|[^a-z])(?:carts?|baskets?|panier|carrito|carrello|winkelwagen)(?![a-z])|(?:sc|cart).?add/,
  ],
  [
    'product-views',
    /(?:product|prod|content|item).?(?:content)?.?view|produktansicht|produktaufruf|vues?.?(?:de.)?produit|vistas?.?(?:de.)?producto|(?:^|[^a-z])(?:views?|viewed|viewers|browse[rd]?)(?:[^a-z]|$)/,
  ],
  ['purchases', /purchas|(?:^|[^a-z])(?:orders?|buyers?|sales)(?:[^a-z]|$)|kaeufe|kaufer|kaufe|bestell|achats?|compras?|acquist|aankop/],
]

/** `order`: how a date is written that two numbers and a year make. */
export function readName(path: string, segments: Integration['segments'] = [], order: DateOrder = 'day-first'): NameFacts {
  const whole = path.slice(path.lastIndexOf('/') + 1)
  const base = stripEndings(whole)
  const byPattern = segments.find(({file}) => file !== undefined && matchesPattern(whole, file))
  const words = byPattern === undefined ? segmentInText(base, segments) : null
  return {
    base,
    isPartial: PARTIAL.test(whole),
    days: dayRangeOfName(base, order) ?? null,
    segment: byPattern?.id ?? words,
    segmentBy: byPattern !== undefined ? 'pattern' : words === null ? null : 'words',
    series: seriesOf(withoutDates(base, order)),
  }
}

function stripEndings(name: string): string {
  let base = name
  while (ENDING.test(base) && base.length > 5) base = base.replace(ENDING, '')
  return base
}

/** The segment that words of a name or comment stand for; segments of one's own by their id or name. */
export function segmentInText(text: string, segments: Integration['segments'] = []): string | null {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const plain = folded.replace(/[^\p{L}\p{N}]+/gu, ' ')
  const standard = new Set(SEGMENT_WORDS.map(([id]) => id))
  const own = segments
    .filter(({id}) => !standard.has(id))
    .find(({id, name}) =>
      [id, name ?? ''].some(
        (each) =>
          each !== '' &&
          plain.includes(
            each
              .toLowerCase()
              .replace(/[^\p{L}\p{N}]+/gu, ' ')
              .trim(),
          ),
      ),
    )
  if (own !== undefined) return own.id
  return SEGMENT_WORDS.find(([, pattern]) => pattern.test(plain))?.[0] ?? null
}

/**
 * `cart_*.csv` against a name, whatever its endings: `*` and Data Warehouse's `%R`, `%rsid`, `%id` stand for any text.
 * Source: Data Warehouse, "Report options", file name.
 */
export function matchesPattern(name: string, pattern: string): boolean {
  const body = stripEndings(pattern.slice(pattern.lastIndexOf('/') + 1))
  const parts = body.toLowerCase().split(/%rsid|%id|%r|\*+/)
  let rest = stripEndings(name).toLowerCase()
  const [first = '', ...others] = parts
  if (!startsLike(rest, first)) return false
  rest = rest.slice(first.length)
  for (const [index, part] of others.entries()) {
    const isLast = index === others.length - 1
    const at = isLast ? rest.length - part.length : findLike(rest, part)
    if (at < 0 || !startsLike(rest.slice(at), part)) return false
    rest = rest.slice(at + part.length)
  }
  return others.length > 0 || rest === ''
}

/** `?` stands for any one character. */
function startsLike(text: string, part: string): boolean {
  if (part.length > text.length) return false
  for (let at = 0; at < part.length; at++) if (part[at] !== '?' && part[at] !== text[at]) return false
  return true
}

function findLike(text: string, part: string): number {
  for (let at = 0; at + part.length <= text.length; at++) if (startsLike(text.slice(at), part)) return at
  return -1
}

const NOISE =
  /^(?:\d+|copy|kopie|copie|copia|final|new|old|part\d*|segment|segments|daily|report|file|profiles?|remarketing|genesis|export|rows|am|pm|and|of|the|product|content|item|dw|data|warehouse|re-?(?:sen[dt]|run|deliver(?:y|ed)|process(?:ed)?)|corrected|duplicate|retry)$/

/** The words of a name that neither date nor segment account for: a report suite, a client, a country. `base` has no dates. */
function seriesOf(base: string): string {
  const tokens = base
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '' && !NOISE.test(token) && segmentInText(token) === null)
  return tokens.join('-')
}

/** Folders that files are moved to when somebody has fetched or read them, or lie in before. */
const STAGE =
  /^(?:archived?|archives?|archiv|old|processed|done|finished|fetched|downloaded|sent|read|loaded|imported|ok|in|inbox|incoming|out|outbox|outgoing|new|history|erledigt|verarbeitet|traites?|procesados?)$/i

/** The folders below the one given that tell series apart, without those that are dates, numbers or stages of the files' way. */
export function folderSeries(folders: readonly string[]): string {
  return folders.filter((name) => name !== '..' && name !== '.' && !/^[\d_.-]+$/.test(name) && !STAGE.test(name)).join('/')
}

/**
 * `rsid_2026-10-05.tar.gz`, `01-rsid_2026-10-05.tsv.gz`, `rsid_20261005-130000.tar.gz`, `…-lookup_data.tar.gz`. A plain zip or text of that
 * name may be anything. Source: Analytics, "Data feed contents".
 */
const FEED_NAME = /^(?:\d\d-)?[\w.-]+_(?:\d{4}-\d\d-\d\d|\d{8}-\d{6})(?:-lookup_data\.(?:tar\.gz|zip)|\.(?:tar\.gz|tsv\.gz|tgz))$/i

/** `name`: without folders. */
export const isFeedName = (name: string): boolean => FEED_NAME.test(name)

/** `cart_20261005.csv.sig`, `cart_20261005_manifest.txt` beside `cart_20261005.csv`. Source: Data Warehouse, "Report options". */
export function isManifestOf(base: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const rest = name
    .replace(/\.(?:sig|asc)$/i, '')
    .replace(/[._ -]?manifest/i, '')
    .replace(/^[._ -]+/, '')
  return rest !== name && stripEndings(rest) === base
}

/** A report suite whose id stands in a path as a word of its own; the longest where several do. */
export function suiteInPath(path: string, suites: readonly string[]): string | null {
  const lower = path.toLowerCase()
  const isWord = (suite: string) => {
    for (let at = lower.indexOf(suite); at >= 0; at = lower.indexOf(suite, at + 1)) {
      const before = lower[at - 1] ?? ' '
      const after = lower[at + suite.length] ?? ' '
      if (!/[a-z0-9]/.test(before) && !/[a-z0-9]/.test(after)) return true
    }
    return false
  }
  return suites.filter((suite) => suite !== '' && isWord(suite.toLowerCase())).toSorted((a, b) => b.length - a.length)[0] ?? null
}
