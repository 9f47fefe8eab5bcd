import {encodeValue} from './params.js'

/**
 * Data Insertion API: a `<request>` document instead of a query string (`POST /b/ss//6`). Tag names are case-insensitive.
 * Source: Analytics 1.4 APIs, "Data Insertion".
 */

const MAX_XML = 1_000_000
const MAX_DEPTH = 50

/** Tag names as the API documents them, for the variables whose wire name differs. */
const WIRE = new Map(
  Object.entries({
    pagename: 'pageName',
    pageurl: 'g',
    referrer: 'r',
    channel: 'ch',
    server: 'server',
    pagetype: 'pageType',
    zip: 'zip',
    state: 'state',
    events: 'events',
    products: 'products',
    purchaseid: 'purchaseID',
    transactionid: 'xact',
    currencycode: 'cc',
    campaign: 'v0',
    visitorid: 'vid',
    marketingcloudvisitorid: 'mid',
    timestamp: 'ts',
    linktype: 'pe',
    linkname: 'pev2',
    linkurl: 'pev1',
    reportsuiteid: 'reportSuiteID',
    ipaddress: 'ipaddress',
    useragent: 'userAgent',
    browserheight: 'bh',
    browserwidth: 'bw',
    colordepth: 'c',
    connectiontype: 'ct',
    cookiesenabled: 'k',
    homepage: 'hp',
    imsregion: 'aamlh',
    javaenabled: 'v',
    javascriptversion: 'j',
    plugins: 'p',
    resolution: 's',
  }),
)
const NUMBERED = /^(evar|prop|list|hier)(\d+)$/
const SHORT: Readonly<Record<string, string>> = {evar: 'v', prop: 'c', list: 'l', hier: 'h'}

/** What says how the document is written, not what it reports: the capture has decoded it already. */
const ENVELOPE = new Set(['charset', 'scxmlver', 'sc_xml_ver'])

/**
 * Writes the document as the query string it stands for, so that everything downstream reads one form.
 * Reads as far as the text goes; a broken document gives the pairs before the break.
 */
export function readXmlInsert(xml: string): string {
  const pairs: string[] = []
  const open: string[] = []
  let text = ''
  const add = (name: string) => {
    if (text.trim() !== '' && !ENVELOPE.has(name.toLowerCase())) pairs.push(`${wireOf(open, name)}=${encodeValue(text.trim())}`)
    text = ''
  }
  const end = Math.min(xml.length, MAX_XML)
  for (let at = 0; at < end;) {
    const next = xml.indexOf('<', at)
    if (next === -1) break
    text += unescapeXml(xml.slice(at, next))
    const [opening, closing] = delimitersAt(xml, next)
    const close = xml.indexOf(closing, next + opening.length)
    if (close === -1) break
    at = close + closing.length
    const inner = xml.slice(next + opening.length, close)
    if (opening === '<![CDATA[') text += inner
    if (opening !== '<') continue
    if (inner.startsWith('/')) {
      const name = closeTag(open, inner.slice(1).trim())
      if (name !== undefined) add(name)
    } else if (!inner.endsWith('/')) {
      const tag = TAG_NAME.exec(inner)?.[0]
      if (tag !== undefined && open.length < MAX_DEPTH) open.push(tag)
      text = ''
    }
  }
  return pairs.join('&')
}

const TAG_NAME = /^[A-Za-z_][\w.:-]*/

function delimitersAt(xml: string, at: number): [opening: string, closing: string] {
  if (xml.startsWith('<!--', at)) return ['<!--', '-->']
  if (xml.startsWith('<![CDATA[', at)) return ['<![CDATA[', ']]>']
  if (xml.startsWith('<?', at)) return ['<?', '>']
  return xml.startsWith('<!', at) ? ['<!', '>'] : ['<', '>']
}

/** Closes the innermost open tag of that name, and what was left open inside it. */
function closeTag(open: string[], tag: string): string | undefined {
  const lower = tag.toLowerCase()
  const at = open.findLastIndex((name) => name.toLowerCase() === lower)
  if (at === -1) return undefined
  const name = open[at]
  open.length = at
  return name
}

function wireOf(parents: readonly string[], tag: string): string {
  const context = parents.findIndex((parent) => parent.toLowerCase() === 'contextdata')
  if (context !== -1) return ['c', ...parents.slice(context + 1), tag].join('.')
  const lower = tag.toLowerCase()
  const numbered = NUMBERED.exec(lower)
  if (numbered !== null) return `${SHORT[numbered[1] ?? ''] ?? ''}${numbered[2]}`
  return WIRE.get(lower) ?? tag
}

const ENTITIES: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"}

function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (all, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all
    },
  )
}
