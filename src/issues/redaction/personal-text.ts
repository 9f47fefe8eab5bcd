import {findCardNumber, findPhone, MAY_BE_EMAIL} from '../../hits/personal-data.js'

/** What is personal or secret in free text, and what stands in its place. Finding too much is no harm, as long as the same text always becomes the same. */

const TOKEN_KINDS = ['email', 'user', 'person', 'secret', 'phone', 'card', 'recipient', 'value', 'digest', 'text'] as const
export type TokenKind = (typeof TOKEN_KINDS)[number]

/** The same value of a kind gives the same hex digits, and from the digits nobody finds the value. */
export type Tokeniser = (kind: TokenKind, value: string) => string

/** What follows the token of an address: so it stays an address, and leads nowhere. Source: RFC 2606, ".invalid". */
const HIDDEN_DOMAIN = 'hidden.invalid'
/** Addresses of technical accounts, which are no person's. Source: Adobe Developer Console, server-to-server credentials. */
const TECHNICAL_DOMAIN = 'techacct.adobe.com'

const TOKEN = String.raw`(?:${TOKEN_KINDS.join('|')})-[0-9a-f]{10}(?![0-9a-f])(?:(?:@|%40)(?:hidden\.invalid|techacct\.adobe\.com))?`
const WHOLE_TOKEN = new RegExp(`^${TOKEN}$`)
const TOKENS = new RegExp(`(${TOKEN})`)
const MOST_PASSES = 5

/** Whether a text is hidden already, be it as a token or behind asterisks. */
function isHidden(text: string): boolean {
  return WHOLE_TOKEN.test(text) || /^\*+$/.test(text)
}

function betweenTokens(text: string, change: (piece: string) => string): string {
  if (!TOKENS.test(text)) return change(text)
  // Split by a group, the tokens are every second piece.
  return text
    .split(TOKENS)
    .map((piece, index) => (index % 2 === 0 ? change(piece) : piece))
    .join('')
}

/** Parameters of pages by name, in lower case. */
export interface PageParameters {
  /** Their values are no person's: the message, say. */
  readonly kept: ReadonlySet<string>
  readonly recipients: ReadonlySet<string>
}

export class TextHider {
  readonly #tokenOf: Tokeniser
  readonly #parameters: PageParameters

  constructor(tokenOf: Tokeniser, parameters: PageParameters) {
    this.#tokenOf = tokenOf
    this.#parameters = parameters
  }

  /** A whole value, be it what it may; an address among them keeps the form of one. */
  whole(kind: TokenKind, value: string): string {
    if (value === '' || isHidden(value)) return value
    return WHOLE_EMAIL.test(value) ? this.#email(value) : `${kind}-${this.#tokenOf(kind, value)}`
  }

  /**
   * A text in which something may be personal: addresses, logins and secrets in URLs and beside their names, values of a page's parameters,
   * telephone and card numbers, home folders. Tokens in it stay as they are.
   */
  text(text: string): string {
    if (text.length < 4 || isHidden(text)) return text
    // What stands between tokens may look like something else than it did before: until nothing is found.
    let hidden = text
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      const before = hidden
      for (const step of this.#steps) hidden = betweenTokens(hidden, step)
      if (hidden === before) break
    }
    return hidden
  }

  readonly #steps: readonly ((text: string) => string)[] = [
    // First: later steps may put a token between the address and its query.
    (text) => this.#parametersIn(text),
    (text) =>
      text.includes('://') ? text.replace(LOGIN_IN_URL, (_all, scheme: string, login: string) => this.#login(scheme, login)) : text,
    (text) =>
      MAY_BE_SECRET.test(text)
        ? text.replace(NAMED_SECRET, (_all, head: string, value: string) => head + this.whole('secret', value))
        : text,
    (text) => text.replace(BARE_SECRET, (value) => this.whole('secret', value)),
    (text) => (MAY_BE_EMAIL.test(text) ? this.#emails(text) : text),
    (text) => text.replace(HOME, (_all, head: string, user: string) => head + this.whole('user', user)),
    (text) => (/\d{2}/.test(text) ? this.#numbers(text) : text),
  ]

  #email(address: string): string {
    const plain = decode(address).toLowerCase()
    const domain = plain.endsWith(`@${TECHNICAL_DOMAIN}`) ? TECHNICAL_DOMAIN : HIDDEN_DOMAIN
    return `email-${this.#tokenOf('email', plain)}@${domain}`
  }

  #emails(text: string): string {
    return text.replace(EMAIL, (found: string, local: string, at: string, domain: string) => {
      if (ASSET.test(domain)) return found
      // What stands escaped before an address in a query is none of it.
      const [, before = '', name = ''] = /^(.*(?:%3d|%26|%3f|%2f|%3a|%2c|%3b|%20|%23))?(.*)$/is.exec(local) ?? []
      const [, host = '', end = ''] = FILE_END.exec(domain) ?? []
      return name === '' ? found : `${before}${this.#email(`${name}${at}${host}`)}${end}`
    })
  }

  /** The password is not worth a token. */
  #login(scheme: string, login: string): string {
    const user = decode(login.split(':')[0] ?? '')
    // As it stands in what is to be typed.
    if (user === 'USER') return `${scheme}USER@`
    return `${scheme}${this.whole('user', user).replace('@', '%40')}@`
  }

  /** From the first address of a page on: one that was decoded may hold blanks. Names of files may look like a query, too, and tell a day. */
  #parametersIn(text: string): string {
    const at = text.includes('=') ? text.search(/https?:\/\//i) : -1
    return at === -1 ? text : text.slice(0, at) + text.slice(at).replace(PARAMETER, (...found: string[]) => this.#parameter(found))
  }

  #parameter([all = '', mark = '', name = '', value = '']: readonly string[]): string {
    const plain = name.toLowerCase()
    const isRecipient = this.#parameters.recipients.has(plain)
    if (!isRecipient && (value.length < 3 || plain.startsWith('utm_') || this.#parameters.kept.has(plain))) return all
    return `${mark}${name}=${this.whole(isRecipient ? 'recipient' : 'value', value)}`
  }

  #numbers(text: string): string {
    let [done, rest] = ['', text]
    for (;;) {
      const phone = findPhone(rest)
      const card = findCardNumber(rest)
      const found = phone !== undefined && (card === undefined || phone[0] <= card[0]) ? phone : card
      if (found === undefined) return done + rest
      const number = rest.slice(...found)
      done += rest.slice(0, found[0]) + this.whole(found === phone ? 'phone' : 'card', number.replace(/\D/g, ''))
      rest = rest.slice(found[1])
    }
  }
}

const WHOLE_EMAIL = /^[^\s@/:]{1,64}@[^\s@/:]{1,255}$/

const LOGIN_IN_URL = /([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s/?#"<>]{1,500})@/gi
const PARAMETER = /([?&#;])([^=&#;?\s]{1,200})=([^&#;\s]*)/g
/** Folders that are called after whose they are. */
const HOME = /((?:^|[\s"'(:=])\/?(?:home|Users)\/|[A-Za-z]:\\Users\\)([^\s/\\"']{1,100})(?=[/\\])/g

// Every repetition has an upper end: an open one costs the square of the length.
const EMAIL =
  /([\p{L}\p{N}_.!#$%'*+^`{|}~-]{1,64})(@|%40|%2540)((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}[\p{L}\p{N}])?\.){1,8}[\p{L}][\p{L}\p{N}-]{1,62})/giu

/** `logo@2x.png`, `jquery@3.4.1.min.js`: no top-level domain is called so. */
const ASSET = /\.(?:png|jpe?g|gif|svg|webp|avif|ico|css|m?js|woff2?)$/i
/** A domain, and the end of the file's name behind it. */
const FILE_END = /^(.*?)((?:\.(?:csv|tsv|txt|zip|gz|tar|part|xlsx?|json|html?|xml|pdf|log|har))*)$/is

const MAY_BE_SECRET = /passw|pwd|secret|token|key|authori[sz]ation|bearer|credential|session|signature|\bpass\b|\bsig\b|eyJ|AKIA|ASIA/i

const NAMED_SECRET =
  /((?:\b|_)(?:passw(?:or)?d|passphrase|pwd|pass|(?:client|shared|aws)?[_-]?secret(?:[_-]?(?:access[_-]?)?key)?|(?:access|refresh|id|auth|session|sas)?[_-]?token|(?:api|access|account|private)[_-]?key|authori[sz]ation|credential|session_?id|signature|sig)["']?(?:\s|%20)*(?:[=:]|%3[ad])(?:\s|%20)*["']?(?:(?:bearer|basic)(?:\s|%20)+)?|\bPASS\s+|\bbearer\s+)((?!env:|file:|cmd:|keyring:|vault:|(?:bearer|basic)\b)[^\s"'&,;<>]{2,4000})/gi

/** Web tokens and keys of Amazon, which say what they are. */
const BARE_SECRET = /\beyJ[\w-]{8,4000}\.[\w-]{4,4000}(?:\.[\w-]{0,4000})?|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g

function decode(text: string): string {
  try {
    const once = decodeURIComponent(text)
    return once.includes('%40') ? decodeURIComponent(once) : once
  } catch {
    return text
  }
}
