/** What a curl command sends. (curl's manual page, "Options".) */
import type {PlacelessRequest} from './format.js'
import {hasHitPath, setBody} from './request-parts.js'

/** Options that take a value and do not concern us: the value must not be taken for a URL. Upper and lower case differ. */
const SHORT_WITH_VALUE = new Set('AbcCDEFhHKmoPQrtTuUwxXyYzde')
const LONG_WITH_VALUE = new Set(
  (
    'abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to cookie cookie-jar create-file-mode ' +
    'data data-ascii data-binary data-raw data-urlencode dns-servers doh-url dump-header engine form form-string ftp-port header hostpubmd5 interface ' +
    'ipfs-gateway json keepalive-time key key-type limit-rate local-port login-options mail-from mail-rcpt max-filesize max-redirs max-time netrc-file ' +
    'oauth2-bearer output output-dir parallel-max pass pinnedpubkey proto proto-default proxy proxy-header proxy-user pubkey quote range rate referer ' +
    'request request-target resolve retry retry-delay retry-max-time service-name socks4 socks4a socks5 socks5-hostname speed-limit speed-time ' +
    'stderr telnet-option tls-max tls13-ciphers tlsuser tlspassword trace trace-ascii unix-socket upload-file url url-query user user-agent variable write-out'
  ).split(' '),
)
const SHORT_NAMES: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  e: 'referer',
  d: 'data',
  G: 'get',
  I: 'head',
  T: 'upload-file',
  F: 'form',
  b: 'cookie',
}

interface Command {
  urls: string[]
  method?: string
  referrer?: string
  data: string[]
  hasData: boolean
  /** A body that is in a file, or in parts. */
  hidden: boolean
  inQuery: boolean
  head: boolean
  queries: string[]
}

/** The requests of one command, given its words without `curl` itself. Several URLs are several requests, and so is `--next`. */
export function requestsOfCommand(words: readonly string[]): PlacelessRequest[] {
  const requests: PlacelessRequest[] = []
  let command = newCommand()
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (word === '--next' || word === '-:') {
      requests.push(...build(command))
      command = newCommand()
    } else if (word.startsWith('--') && word.length > 2) {
      const name = word.slice(2)
      if (LONG_WITH_VALUE.has(name)) apply(command, name, words[++at] ?? '')
      else apply(command, name, '')
    } else if (word.startsWith('-') && word.length > 1) {
      for (let letter = 1; letter < word.length; letter++) {
        const short = word[letter] ?? ''
        if (!SHORT_WITH_VALUE.has(short)) {
          apply(command, SHORT_NAMES[short] ?? '', '')
          continue
        }
        apply(command, SHORT_NAMES[short] ?? '', letter + 1 < word.length ? word.slice(letter + 1) : (words[++at] ?? ''))
        break
      }
    } else if (/^\d?[<>]/.test(word)) {
      if (/[<>]$/.test(word)) at++
    } else if (word !== '') command.urls.push(word)
  }
  requests.push(...build(command))
  return requests
}

function newCommand(): Command {
  return {urls: [], data: [], hasData: false, hidden: false, inQuery: false, head: false, queries: []}
}

function apply(command: Command, option: string, value: string): void {
  switch (option) {
    case 'url':
      command.urls.push(value)
      break
    case 'request':
      command.method = value.toUpperCase()
      break
    case 'head':
      command.head = true
      break
    case 'get':
      command.inQuery = true
      break
    case 'referer':
      command.referrer = value.replace(/;auto$/, '')
      break
    case 'header': {
      const header = /^referer\s*:\s*(.*)$/i.exec(value)?.[1]
      if (header !== undefined && header !== '') command.referrer = header
      break
    }
    case 'url-query':
      command.queries.push(value.startsWith('+') ? value.slice(1) : urlencoded(value))
      break
    case 'data':
    case 'data-ascii':
    case 'data-binary':
    case 'json':
      command.hasData = true
      if (value.startsWith('@')) command.hidden = true
      else if (option === 'json') command.data.splice(0, command.data.length, command.data.join('') + value)
      else command.data.push(value)
      break
    case 'data-raw':
      command.hasData = true
      command.data.push(value)
      break
    case 'data-urlencode':
      command.hasData = true
      if (/^[^=]*@/.test(value)) command.hidden = true
      else command.data.push(urlencoded(value))
      break
    case 'form':
    case 'form-string':
      command.hasData = true
      command.hidden = true
      break
    case 'upload-file':
      command.hidden = true
      command.method ??= 'PUT'
      break
    default:
  }
}

/** `content`, `=content` or `name=content`: only the content is encoded. */
function urlencoded(value: string): string {
  const at = value.indexOf('=')
  const content = encodeURIComponent(Buffer.from(value.slice(at + 1)).toString('utf8'))
  return at > 0 ? `${value.slice(0, at)}=${content}` : content
}

function build(command: Command): PlacelessRequest[] {
  const data = command.data.join('&')
  const method = command.method ?? (command.head ? 'HEAD' : command.hasData && !command.inQuery ? 'POST' : 'GET')
  return command.urls.map((given) => {
    const queries = command.inQuery && data !== '' ? [...command.queries, data] : command.queries
    const request: PlacelessRequest = {url: withQueries(absolute(given), queries), method, bodyState: 'none'}
    const sendsBody = method !== 'GET' && method !== 'HEAD'
    if (command.hidden && !command.inQuery) request.bodyState = 'not-recorded'
    else if (sendsBody && command.hasData && !command.inQuery) setBody(request, data)
    else if (sendsBody) setBody(request, hasHitPath(request.url) ? undefined : '')
    if (command.referrer !== undefined) request.referrer = command.referrer
    return request
  })
}

/** curl takes a URL without a scheme as http. */
function absolute(url: string): string {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(url) ? url : `http://${url}`
}

function withQueries(url: string, queries: readonly string[]): string {
  if (queries.length === 0) return url
  const hash = url.indexOf('#')
  const whole = hash < 0 ? url : url.slice(0, hash)
  return whole + (whole.includes('?') ? '&' : '?') + queries.join('&')
}
