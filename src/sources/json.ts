import {BatchBuilder} from './batch-builder.js'
import type {Batch, CaptureInput, PlacelessRequest, SequentialFormat, Several, Skip} from './format.js'
import {firstByte, headText, isBinary, looksLikeJson} from './head.js'
import {JsonValueCutter} from './json-values.js'
import {placed} from './lines.js'
import {requestFromRecord} from './ndjson.js'
import {isObject, type JsonObject} from './request-object.js'
import {hasHitPath} from './request-parts.js'
import {urlListFormat} from './url-list.js'

/** An element is read whole. A single object that wraps a list may be this large too; longer lists belong into NDJSON. */
const MAX_VALUE_BYTES = 32 * 1024 * 1024

/**
 * JSON that is not one object per line: an array of request objects or of URLs, one pretty-printed object, several in a row, or an object that holds
 * such lists, at any depth and under any names (answers of Elasticsearch and CloudWatch, collections of Postman, a HAR within something else). The objects are read as those of NDJSON. The record of a request is its index in the list, from 0.
 */
export const jsonFormat: SequentialFormat = {
  kind: 'sequential',
  id: 'json',
  title: 'JSON list of requests',
  about:
    'An array of request objects (or of URLs), one pretty-printed request object, or an object with such lists in it, as Elasticsearch, CloudWatch, Splunk, Postman ' +
    'and Insomnia export them; the keys are those of ndjson. ' +
    'Each element may have up to 32 MB, the array any size.',
  score,
  open: readValues,
}

async function* readValues(input: CaptureInput): AsyncIterable<Batch> {
  const cutter = new JsonValueCutter(MAX_VALUE_BYTES)
  const batches = new BatchBuilder()
  let record = 0
  const add = (value: unknown): void => {
    const parsed = readValue(value)
    if ('skip' in parsed) batches.addSkip(parsed.skip)
    else for (const request of 'several' in parsed ? parsed.several : [parsed]) batches.add(placed(request, input.file, record))
    record++
  }
  for await (const chunk of input.bytes) {
    cutter.push(chunk, (text) => {
      const value = text === undefined ? undefined : parse(text)
      if (value === undefined) {
        batches.addDamage({record: record++, reason: text === undefined ? 'the element is longer than 32 MB' : 'the element is not JSON'})
      } else for (const item of requestsInside(value) ?? [value]) add(item)
    })
    if (!batches.isEmpty) yield batches.take()
  }
  if (!cutter.isComplete)
    batches.addDamage({record: null, reason: 'the JSON ends in the middle; what came before was read', container: true})
  if (!batches.isEmpty) yield batches.take()
}

function readValue(value: unknown): PlacelessRequest | Skip | Several {
  if (isObject(value)) return requestFromRecord(value)
  if (typeof value !== 'string' || value.trim() === '') return {skip: 'not-a-request'}
  const parsed = urlListFormat.parseLine(value)
  return 'damage' in parsed ? {skip: 'not-a-request'} : parsed
}

/** How deep lists are looked for: a HAR inside an answer (`{"data": {"har": {"log": {"entries": …}}}}`), folders within folders of a collection. */
const MAX_DEPTH = 8

/**
 * The requests that an object without a URL of its own holds in lists, under whatever names; undefined when it holds none. A list right in it may be of any
 * requests; one further in must have a hit, for many a document has links somewhere.
 */
function requestsInside(value: unknown, depth = 0): unknown[] | undefined {
  if (!isObject(value) || !isWithoutUrl(value) || depth > MAX_DEPTH) return undefined
  const inside = Object.values(value).flatMap((inner) => {
    if (!Array.isArray(inner)) return requestsInside(inner, depth + 1) ?? []
    const nested = inner.map((item: unknown) => requestsInside(item, depth + 1))
    const isList = nested.some((items) => items !== undefined) || (depth === 0 ? inner.slice(0, 50).some(isRequest) : inner.some(isHit))
    return isList ? inner.flatMap((item: unknown, at) => nested[at] ?? [item]) : []
  })
  return inside.length === 0 ? undefined : inside
}

function isWithoutUrl(value: JsonObject): boolean {
  const parsed = requestFromRecord(value)
  return 'skip' in parsed && parsed.skip === 'no-url'
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRequest(value: unknown): boolean {
  if (!isObject(value) && !(typeof value === 'string' && /^https?:\/\//.test(value))) return false
  const parsed = readValue(value)
  return !('skip' in parsed) || parsed.skip === 'edge-not-judged'
}

function isHit(value: unknown): boolean {
  if (!isObject(value) && typeof value !== 'string') return false
  const parsed = readValue(value)
  if ('skip' in parsed) return false
  return 'several' in parsed || hasHitPath(parsed.url)
}

const URL_KEY = /"(?:url|requestUrl|request_url|request_uri|uri|request|postData)"\s*:/

function score(head: Uint8Array): number {
  const first = firstByte(head)
  if ((first !== 0x5b && first !== 0x7b) || isBinary(head)) return 0
  const text = headText(head)
  if (!looksLikeJson(text)) return 0
  let values = 0
  let requests = 0
  const cutter = new JsonValueCutter(MAX_VALUE_BYTES)
  cutter.push(head, (whole) => {
    if (++values > 50 || whole === undefined) return
    const value = parse(whole)
    if (isRequest(value) || requestsInside(value) !== undefined) requests++
  })
  if (requests > 0) return 70
  return values === 0 && URL_KEY.test(text) ? 25 : 0
}
