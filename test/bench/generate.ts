import {createWriteStream} from 'node:fs'
import {once} from 'node:events'
import {createGzip} from 'node:zlib'

/** Inputs of the bench: healthy hits, each different, so that nothing is merged and nothing is found. */

const START_MS = Date.UTC(2026, 8, 4, 8, 0, 0)

/** Query string of a healthy hit, about 1 kB: page views, products, links, purchases in turn. */
export function hitQuery(index: number): string {
  const visitor = String(10_000_000_000_000_000_000n + BigInt(index % 5000)) + '1234567890123456789'
  const parts = [
    'AQB=1&ndh=1&pf=1',
    `t=4%2F8%2F2026%2010%3A${Math.floor(index / 60) % 60}%3A${index % 60}%205%20-120`,
    `mid=${visitor.slice(0, 38)}&aamlh=6&ce=UTF-8&ns=northwind`,
    `pageName=shop%3Adetail%3Aboots%3A${index}`,
    `g=https%3A%2F%2Fwww.shop.example%2Fp%2Fboots%2F${index}%3Fcolor%3Dred%26size%3D42`,
    `r=https%3A%2F%2Fwww.shop.example%2Fc%2Fshoes%3Fpage%3D${index % 40}`,
    'c.&shop.&layout=grid-3&logged=no&.shop&.c',
    'cc=EUR&ch=shop%3Ashoes&server=web-04',
    commerce(index),
    ...Array.from({length: 12}, (_, at) => `v${at + 20}=value-${at}-of-hit-${index % 977}`),
    ...Array.from({length: 8}, (_, at) => `c${at + 10}=${at < 3 ? `D%3Dv${at + 20}` : `section%20${at}%3A${index % 31}`}`),
    's=1920x1080&c=24&j=1.6&v=N&k=Y&bw=1280&bh=720&mcorgid=0123456789ABCDEF01234567%40AdobeOrg&AQE=1',
  ]
  return parts.filter((part) => part !== '').join('&')
}

function commerce(index: number): string {
  const sku = `SKU${index % 3000}`
  switch (index % 10) {
    case 0:
    case 1:
    case 2:
      return `events=prodView%2Cevent7&products=Shoes%3B${sku}`
    case 3:
      return `events=scAdd%2CscOpen&products=Shoes%3B${sku}&pe=lnk_o&pev2=add%20to%20cart`
    case 4:
      return `events=purchase&purchaseID=O${index}&products=Shoes%3B${sku}%3B1%3B${(index % 90) + 10}.50`
    default:
      return 'events=event3%2Cevent12'
  }
}

export function hitUrl(index: number): string {
  return `https://data.shop.example/b/ss/shopprod/1/JS-2.26.0-LAT4/s2${String(index).padStart(13, '0')}?${hitQuery(index)}`
}

export async function writeNdjson(path: string, hits: number): Promise<void> {
  const pad = 'x'.repeat(40)
  await writePieces(path, function* () {
    for (let index = 0; index < hits; index++) {
      yield `${JSON.stringify({url: hitUrl(index), method: 'GET', status: 200, ts: START_MS + index * 100, note: pad})}\n`
    }
  })
}

/** A HAR of about `megabytes`: one entry in ten is a hit, every other body is HTML, the rest escaped JSON, each about 10 kB. */
export async function writeHar(path: string, megabytes: number): Promise<void> {
  const html = '<div class="tile" data-id=\'42\'><a href="/p/77">Boots &amp; more</a><p>Lorem ipsum dolor sit amet</p></div>\n'.repeat(95)
  const json = JSON.stringify({
    items: Array.from({length: 120}, (_, at) => ({sku: `SKU${at}`, name: 'a "quoted" name', price: 19.9, tags: ['a', 'b']})),
  })
  const nested = JSON.stringify({payload: json}).repeat(1)
  const bodies = [JSON.stringify(html), JSON.stringify(nested)]
  const entries = Math.round((megabytes * 1024 * 1024) / 14_700)
  await writePieces(path, function* () {
    yield '{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":['
    for (let index = 0; index < entries; index++) {
      const isHit = index % 10 === 0
      const url = isHit ? hitUrl(index) : `https://www.shop.example/assets/${index}.html?v=3`
      const time = new Date(START_MS + index * 100).toISOString()
      yield (
        `${index === 0 ? '' : ','}\n{"startedDateTime":"${time}","time":12.5,"request":{"method":"GET","url":${JSON.stringify(url)},"httpVersion":"http/2.0",` +
        '"headers":[{"name":"Accept","value":"*/*"},{"name":"Referer","value":"https://www.shop.example/"}],"queryString":[],"cookies":[],"headersSize":-1,"bodySize":0},' +
        `"response":{"status":200,"statusText":"OK","httpVersion":"http/2.0","headers":[],"cookies":[],"content":{"size":10000,"mimeType":"text/html","text":${bodies[index % 2]}},` +
        '"redirectURL":"","headersSize":-1,"bodySize":10000},"cache":{},"timings":{"send":0,"wait":10,"receive":2.5}}'
      )
    }
    yield ']}}'
  })
}

async function writePieces(path: string, pieces: () => Iterable<string>): Promise<void> {
  const file = createWriteStream(path, {highWaterMark: 1 << 20})
  let buffer: string[] = []
  let size = 0
  for (const piece of pieces()) {
    buffer.push(piece)
    size += piece.length
    if (size < 1 << 20) continue
    if (!file.write(buffer.join(''))) await once(file, 'drain')
    buffer = []
    size = 0
  }
  file.end(buffer.join(''))
  await once(file, 'finish')
}

/** A segment file as delivered, gzipped: a date in quotes, three ids, a metric; a recipient in eight comes back. */
export async function writeDelivery(path: string, rows: number): Promise<void> {
  const gzip = createGzip()
  const file = gzip.pipe(createWriteStream(path))
  const write = async (text: string) => gzip.write(text) || once(gzip, 'drain')
  await write('Date,Recipient ID,Message ID,Product,Product Views\n')
  for (let row = 0; row < rows;) {
    const until = Math.min(rows, row + 20_000)
    let text = ''
    for (; row < until; row++)
      text += `"November 22, 2026",R${(row * 7919) % 3_500_017},MAIL-2026-${row % 40},SKU${row % 30_011},${(row % 5) + 1}\n`
    await write(text)
  }
  gzip.end()
  await once(file, 'finish')
}
