import type {CapturedRequest} from '../hits/captured-request.js'
import {BatchBuilder} from './batch-builder.js'
import type {Batch, CaptureInput, Damage, SequentialFormat} from './format.js'
import {describeFault} from './har/describe-fault.js'
import {JsonProjector} from './har/json-projector.js'
import {
  describeProjected,
  headers,
  isMembers,
  items,
  membersOf,
  numberOf,
  object,
  textOf,
  value,
  type Members,
  type Projected,
} from './har/json-shape.js'
import {parseIsoTime} from './iso-time.js'
import {decodeBody, missingBodyState} from './request-body.js'

const CHLSJ_SHAPE = items(
  'transactions',
  object({
    status: value,
    method: value,
    scheme: value,
    host: value,
    port: value,
    actualPort: value,
    path: value,
    query: value,
    tunnel: value,
    times: object({start: value}),
    request: object({
      header: object({headers: headers('referer', 'content-length', 'content-encoding', 'sec-fetch-dest')}),
      body: object({text: value, encoded: value}),
      contentEncoding: value,
      sizes: object({body: value}),
    }),
    response: object({status: value, header: object({headers: headers('location')})}),
  }),
)

export const chlsjFormat: SequentialFormat = {
  kind: 'sequential',
  id: 'chlsj',
  title: 'Charles JSON session (.chlsj)',
  about:
    'A JSON array of transactions with scheme, host, path and query, as saved by Charles: File, Export Session, "JSON Session File". ' +
    'Request bodies are read as text or base64, also compressed. The binary .chls cannot be read: export it.',
  score: scoreChlsj,
  open: readChlsj,
}

const PROBE = items('transactions', object({}))

function scoreChlsj(head: Uint8Array): number {
  const probe = new JsonProjector(PROBE, {item: () => undefined})
  probe.push(head)
  const keys = new Set(probe.outerKeys)
  if (!['scheme', 'host', 'path'].every((key) => keys.has(key))) return 0
  return ['actualPort', 'tunnel', 'protocolVersion', 'query'].some((key) => keys.has(key)) ? 95 : 50
}

async function* readChlsj(input: CaptureInput): AsyncGenerator<Batch> {
  const batches = new BatchBuilder()
  let full: Batch[] = []
  let record = -1
  let unfit: string | undefined
  const projector = new JsonProjector(CHLSJ_SHAPE, {
    item(_list, item) {
      record++
      const read = readTransaction(item, {file: input.file, record})
      if (typeof read !== 'string') batches.add(read)
      else if (read === TUNNEL) batches.addSkip('connect-tunnel')
      else batches.addDamage({record, reason: read})
      if (batches.isFull) full.push(batches.take())
    },
    document(document) {
      if (typeof document !== 'number') unfit ??= `the document is ${describeProjected(document)}, not an array of transactions`
    },
  })
  for await (const chunk of input.bytes) {
    projector.push(chunk)
    yield* full
    full = []
    if (!batches.isEmpty) yield batches.take()
    if (projector.fault) break
  }
  projector.end()
  const reason = projector.fault ? describeFault(projector, {what: 'session', item: 'transaction', lastWhole: record}) : unfit
  const damaged: Damage[] = reason ? [{record: null, reason, container: true}] : []
  if (damaged.length > 0) yield {requests: [], damaged}
}

const TUNNEL = 'a tunnel'

function readTransaction(item: Projected, place: {file: number; record: number}): CapturedRequest | string {
  if (!isMembers(item)) return `the transaction is ${describeProjected(item)}, not an object`
  const method = (textOf(item['method']) ?? 'GET').toUpperCase()
  if (item['tunnel'] === true || method === 'CONNECT') return TUNNEL
  const host = textOf(item['host'])
  if (!host) return 'the transaction has no host'

  const given = membersOf(item['request'])
  const sent = membersOf(membersOf(given['header'])['headers'])
  const response = membersOf(item['response'])
  const request: CapturedRequest = {url: urlOf(item, host), method, bodyState: 'none', place}
  setBody(request, given, sent)
  const status = numberOf(response['status'])
  if (status !== undefined && status > 0) request.status = status
  // The state of a transaction that Charles gave up.
  else if (/^(?:FAILED|EXCEPTION)$/i.test(textOf(item['status']) ?? '')) request.failure = 'failed'
  const location = textOf(membersOf(membersOf(response['header'])['headers'])['location'])
  if (location && status !== undefined && status >= 300 && status < 400) request.redirectsTo = location
  const timeMs = parseIsoTime(textOf(membersOf(item['times'])['start']) ?? '')
  if (timeMs !== undefined) request.timeMs = timeMs
  const referrer = textOf(sent['referer'])
  if (referrer) request.referrer = referrer
  if (sent['sec-fetch-dest'] === 'document') request.document = true
  return request
}

const DEFAULT_PORTS: Record<string, number> = {http: 80, https: 443}

/** `query` is null, not empty, when there is none. */
function urlOf(item: Members, host: string): string {
  const scheme = textOf(item['scheme'])?.toLowerCase() ?? 'https'
  const port = numberOf(item['actualPort']) ?? numberOf(item['port'])
  const hasPort = port !== undefined && port > 0 && port !== DEFAULT_PORTS[scheme]
  const path = textOf(item['path']) || '/'
  const query = textOf(item['query'])
  return `${scheme}://${host}${hasPort ? `:${port}` : ''}${path}${query === undefined ? '' : `?${query}`}`
}

function setBody(request: CapturedRequest, given: Members, sent: Members): void {
  const body = membersOf(given['body'])
  const text = textOf(body['text'])
  const encoded = textOf(body['encoded'])
  const contentEncoding = textOf(given['contentEncoding']) ?? textOf(sent['content-encoding'])
  const read = text || (encoded && decodeBody(Buffer.from(encoded, 'base64'), contentEncoding))
  if (read) {
    request.body = read
    request.bodyState = 'recorded'
    return
  }
  const header = Number(textOf(sent['content-length']) ?? NaN)
  const sizes = [numberOf(membersOf(given['sizes'])['body']), header].filter((size) => size !== undefined && size >= 0)
  request.bodyState = encoded
    ? 'not-recorded'
    : missingBodyState({
        method: request.method,
        url: request.url,
        sizeBytes: sizes.length > 0 ? Math.max(...sizes.map(Number)) : undefined,
        isGivenEmpty: text === '',
      })
}
