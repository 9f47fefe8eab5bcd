import type {CapturedRequest} from './captured-request.js'
import {decodeText} from './decode-text.js'
import {type EventList, NO_EVENTS, parseEvents} from './events.js'
import {type HitKind, kindOf, type LinkType, linkTypeOf} from './hit-kind.js'
import type {BlockFault} from './blocks.js'
import {type Param, Params} from './params.js'
import {type ProductItem, parseProducts, productsFault} from './products.js'
import {readPageUrl, readVisitor} from './joined-values.js'
import {rawParameters, type RawParameters} from './raw-parameters.js'
import {addressOf, type HitAddress} from './address.js'
import type {HitPath} from './recognise.js'
import {timeOfHit} from './time.js'
import {TRAITS} from './traits.js'
import {type Transport, transportOf} from './transport.js'
import {REQUIREMENTS} from './requirements.js'
import {valueTopics} from './value-topics.js'
import {type ParamName, TOPICS, variableOf} from './variables.js'

const NO_PRODUCTS: readonly ProductItem[] = []
/** A copy of a copy is followed, a circle is not. */
const MAX_COPIES = 4

/**
 * One decoded image request. Its URL tells it from others (recognise.ts) and says where it went (address.ts); query and body are joined
 * (raw-parameters.ts), split and named (params.ts, which leads on). Everything beyond is decoded on demand and once, so a rule that needs one
 * parameter pays for one. Values are decoded text; `value` answers for canonical names (`eVar12`, not `v12`).
 */
export class Hit {
  readonly path: HitPath
  /** All parameters as sent, query string then body. */
  readonly raw: string
  /** Collection host, lower case; empty when the capture knows only the path. */
  readonly host: string
  /** Parameters that have a trait. */
  readonly flagged: readonly Param[]
  /** Those that are context data. */
  readonly contextParams: readonly Param[]
  /** Some value is the site's own, not the library's (see `Param.isSiteText`). */
  readonly hasSiteText: boolean
  /** Some parameter that is not the library's has a value. */
  readonly isFilled: boolean
  /** Bits of `TOPICS` present in this hit. */
  readonly topics: number
  /** Bits of `TRAITS` that any of its parameters has. */
  readonly traits: number
  /** Bits of `REQUIREMENTS` that this hit does not meet, but for `products-parse` (see `misses`). */
  readonly missing: number
  readonly blockFaults: readonly BlockFault[]
  readonly transport: Transport
  /**
   * `yes` when the opening `AQB` stands there and the closing `AQE` does not; `unknown` when neither does (hard-coded, app and AMP hits).
   */
  readonly truncation: 'yes' | 'no' | 'unknown'
  /** The same request was sent again within two seconds: what the first one was. Set by the run, which sees the neighbours. */
  repeatOf: {record: number} | undefined
  #events: EventList | undefined
  #productsParse: boolean | undefined
  #products: readonly ProductItem[] | undefined
  #kind: HitKind | undefined
  #context: ReadonlyMap<string, Param> | undefined
  #dynamicPrefix: string | undefined
  #pageUrl: {value: string | undefined} | undefined
  #visitor: {key: string | undefined} | undefined
  readonly #params: Params
  readonly #charset: string | undefined

  constructor(
    readonly request: CapturedRequest,
    {path, host}: HitAddress,
    {raw, isXml, source}: RawParameters,
  ) {
    this.path = path
    this.host = host
    this.raw = raw
    const params = new Params(raw, source)
    this.#params = params
    this.flagged = params.flagged
    this.contextParams = params.context
    const {hasSiteText, isFilled, topics, traits, blockFaults, opened, closed} = params.reading
    this.hasSiteText = hasSiteText
    this.isFilled = isFilled
    this.traits = traits
    this.blockFaults = blockFaults
    const charset = params.get('charSet')
    this.#charset = charset && decodeText(raw.slice(charset.start, charset.end))
    this.truncation = closed ? 'no' : opened ? 'yes' : 'unknown'
    this.transport = isXml ? 'xml' : transportOf(request, this.path)
    this.topics = topics
    this.missing = (this.#hasParameters() ? 0 : REQUIREMENTS.body) | (this.truncation === 'yes' ? REQUIREMENTS.whole : 0)
    this.topics |= valueTopics(this, topics)
  }

  #hasParameters(): boolean {
    if (this.paramCount > 0) return true
    // An H-code noscript image has no parameters at all: Adobe takes the page from the Referer (unverified), nothing can be judged.
    if (this.path.library?.endsWith('--NS')) return false
    // A POST without any is one whose body was lost on the way into the capture, or that is in a form nobody can read (compressed, binary).
    return this.request.method !== 'POST' && this.request.bodyState !== 'not-recorded'
  }

  /** True when the hit does not meet one of the requirements (bits of `REQUIREMENTS`). */
  misses(requirements: number): boolean {
    if ((this.missing & requirements) !== 0) return true
    if ((requirements & REQUIREMENTS['products-parse']) === 0) return false
    this.#productsParse ??= productsFault(this.products) === undefined && !this.isCut('products')
    return !this.#productsParse
  }

  /** Report suites in the order of the path (an XML insert names its own). */
  get reportSuites(): readonly string[] {
    if (this.path.reportSuites.length > 0 || this.transport !== 'xml') return this.path.reportSuites
    return (this.value('reportSuiteID') ?? '').split(',').filter((suite) => suite !== '')
  }

  /** As in the path: `JS-2.26.0`, `H.27.5`, `OIP-4.8.3`. */
  get library(): string | undefined {
    return this.path.library
  }

  /** First parameter of that canonical name, with or without a value. */
  param(name: string): Param | undefined {
    return this.#params.get(name)
  }

  get paramCount(): number {
    return this.#params.reading.size
  }

  /** All parameters, in order. Dear: rules that look at every hit ask for those they need. */
  get params(): readonly Param[] {
    return this.#params.all()
  }

  get lastParam(): Param | undefined {
    return this.#params.last()
  }

  /** All parameters, in order, where name and raw value are enough. */
  eachParam(visit: (name: ParamName, start: number, end: number) => void): void {
    this.#params.each(visit)
  }

  /** Hash (53 bits) of the names and raw values of the wanted parameters, in order. */
  hashOf(isWanted: (name: ParamName) => boolean): number {
    return this.#params.hashOf(isWanted)
  }

  /** Decoded value of a parameter as it was sent, dynamic variables not resolved. */
  text(param: Param): string {
    return (param.decoded ??= decodeText(this.raw.slice(param.start, param.end), this.#charset))
  }

  /** True when `value` would give one, which it then need not decode. */
  has(name: string): boolean {
    return this.#filled(name) !== undefined
  }

  /** Decoded value of the first parameter of that canonical name that has one; undefined when absent or empty. */
  value(name: string): string | undefined {
    const param = this.#filled(name)
    return param && this.text(param)
  }

  /** Value of `ce`; undefined when the hit names none. */
  get charset(): string | undefined {
    return this.#charset
  }

  get events(): EventList {
    if (this.#events === undefined) {
      const text = this.resolved('events')
      this.#events = text === undefined ? NO_EVENTS : parseEvents(text)
    }
    return this.#events
  }

  get products(): readonly ProductItem[] {
    if (this.#products === undefined) {
      const text = this.resolved('products')
      this.#products = text === undefined ? NO_PRODUCTS : parseProducts(text)
    }
    return this.#products
  }

  /** Value with a dynamic variable (`D=v1`) followed; undefined when absent, or when it copies a header or cookie nobody here can know. */
  resolved(name: string): string | undefined {
    const origin = this.origin(name)
    return origin && this.text(origin)
  }

  /** The parameter whose text `resolved` gives: the first of that name with a value, or the one it copies. Findings point into its value. */
  origin(name: string): Param | undefined {
    let param = this.#filled(name)
    if ((this.topics & TOPICS.dynamic) === 0) return param
    for (let step = 0; param !== undefined && step < MAX_COPIES; step++) {
      const value = this.text(param)
      if (!this.isDynamic(value)) return param
      const source = this.dynamicSource(value)
      param = source && this.#filled(source.name)
    }
    return undefined
  }

  #filled(name: string): Param | undefined {
    const first = this.#params.get(name)
    if (first === undefined || first.start !== first.end || (this.topics & TOPICS.duplicate) === 0)
      return first?.start === first?.end ? undefined : first
    return this.params.find((param) => param.name === name && param.start !== param.end)
  }

  /** True when the hit is cut within this parameter: its value may end anywhere. */
  isCut(name: string): boolean {
    return (this.missing & REQUIREMENTS.whole) !== 0 && this.lastParam?.name === name
  }

  /** Prefix of dynamic variables, `D=` unless the hit says otherwise. Case-sensitive. */
  get dynamicPrefix(): string {
    return (this.#dynamicPrefix ??= this.value('dynamicVariablePrefix') ?? 'D=')
  }

  isDynamic(value: string): boolean {
    return value.startsWith(this.dynamicPrefix)
  }

  /** The parameter of this hit that a dynamic value copies (`D=v1` → eVar1); undefined for headers, cookies and expressions. */
  dynamicSource(value: string): Param | undefined {
    const wire = value.slice(this.dynamicPrefix.length)
    return this.param(variableOf(wire)?.name ?? wire)
  }

  /** The parameter that a dynamic one copies, found without decoding it; undefined for every other value, and where only `dynamicSource` can tell. */
  copySource(param: Param): Param | undefined {
    if ((param.traits & TRAITS.dynamic) === 0 || this.dynamicPrefix !== 'D=') return undefined
    const escaped = this.raw.startsWith('D%3D', param.start)
    const known = variableOf(this.raw.slice(param.start + (escaped ? 4 : 2), param.end))
    return known && this.param(known.name)
  }

  /** Page URL: `g` and its continuation `-g`, joined before decoding. Undefined when not sent. */
  get pageUrl(): string | undefined {
    if (this.#pageUrl === undefined) this.#pageUrl = {value: readPageUrl(this)}
    return this.#pageUrl.value
  }

  /** The page the hit belongs to: its own URL, else the Referer, else what the capture files it under. */
  get page(): string | undefined {
    return this.pageUrl ?? this.request.referrer ?? this.request.place.page
  }

  /** Decided by `pe`, the only difference on the wire. */
  get kind(): HitKind {
    return (this.#kind ??= kindOf(this.value('linkType')))
  }

  /** `custom`, `download` or `exit` for a link call, else undefined. */
  get linkType(): LinkType | undefined {
    return linkTypeOf(this.value('linkType'))
  }

  /** Link name or link URL: after the normal decoding these two alone may still be escaped once more. */
  linkText(name: 'linkName' | 'linkURL'): string | undefined {
    const value = this.value(name)
    return value !== undefined && /%[0-9a-f]{2}/i.test(value) ? decodeText(value.replaceAll('+', '%2B')) : value
  }

  /** Context data by lower-case dotted key without the leading `c.`: keys are case-insensitive, values are not. */
  get contextData(): ReadonlyMap<string, Param> {
    if (this.#context === undefined) {
      const context = new Map<string, Param>()
      for (const param of this.contextParams) context.set(param.name.slice(2).toLowerCase(), param)
      this.#context = context
    }
    return this.#context
  }

  /** Visitor key in Adobe's order of identification: `vid`, `aid`, `mid`, `fid`. Undefined when the hit carries none. */
  get visitor(): string | undefined {
    this.#visitor ??= {key: readVisitor(this)}
    return this.#visitor.key
  }

  /** When it happened, milliseconds since 1970 (see `timeOfHit`). */
  get timeMs(): number | undefined {
    return timeOfHit(this.request.timeMs, this)
  }

  /** False when the request is known not to have reached a collection server: blocked, refused, or answered with an error. */
  get delivered(): boolean {
    const {failure, status} = this.request
    return failure !== 'blocked' && failure !== 'failed' && (status === undefined || status < 400)
  }
}

/** Decodes a request whose URL is that of a hit (see `whyNotAHit`); undefined for any other. Never throws on what a capture can hold. */
export function decodeHit(request: CapturedRequest): Hit | undefined {
  const address = addressOf(request.url)
  if (address === undefined) return undefined
  return new Hit(request, address, rawParameters(request, address.pathIndex))
}
