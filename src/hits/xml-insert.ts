import {encodeValue} from './params.js'

/**
 * Data Insertion API: a `<request>` document instead of a query string (`POST /b/ss//6`). Tag names are case-insensitive.
 * Source: Analytics 1.4 APIs, "Data Insertion".
 */

const MAX_XML = 1_000_000
const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<[?!][^>]*>|<(\/?)([A-Za-z_][\w.:-]*)[^<>]*?(\/?)>|([^<]+)|</g

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
    charset: 'ce',
    linktype: 'pe',
    linkname: 'pev2',
    linkurl: 'pev1',
    reportsuiteid: 'reportSuiteID',
    ipaddress: 'ipaddress',
    useragent: 'userAgent',
  }),
)
const NUMBERED = /^(evar|prop|list|hier)(\d+)$/
const SHORT: Readonly<Record<string, string>> = {evar: 'v', prop: 'c', list: 'l', hier: 'h'}

/**
 * Writes the document as the query string it stands for, so that everything downstream reads one form.
 * Reads as far as the text goes; a broken document gives the pairs before the break.
 */
export function readXmlInsert(xml: string): string {
  const pairs: string[] = []
  const stack: string[] = []
  let text = ''
  for (const token of xml.slice(0, MAX_XML).matchAll(TOKEN)) {
    const [whole, cdata, closing, tag, selfClosing, plain] = token
    if (cdata !== undefined) text += cdata
    else if (plain !== undefined) text += unescapeXml(plain)
    else if (tag === undefined) continue
    else if (closing === '/') {
      const name = stack.pop()
      if (name !== undefined && text.trim() !== '') pairs.push(`${wireOf(stack, name)}=${encodeValue(text.trim())}`)
      text = ''
    } else if (selfClosing !== '/' && !whole.endsWith('/>')) {
      stack.push(tag)
      text = ''
    }
  }
  return pairs.join('&')
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
