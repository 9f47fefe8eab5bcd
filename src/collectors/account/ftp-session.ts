import type {TLSSocket} from 'node:tls'
import type {AccountLocation} from '../../mapping/location.js'
import {AccountFault} from './account-fault.js'
import type {AccountOptions} from './account-options.js'
import {below, candidates, parentOf, type AccountSession, type DoorFacts, type RemoteEntry, type RemoteListing} from './account-session.js'
import {FtpControl} from './ftp-control.js'
import {FtpData} from './ftp-data.js'
import {atDoor, logIn, type Home} from './ftp-log-in.js'
import {fromWire, mlsxTime, parseList, parseMlsd, toWire} from './ftp-listing.js'
import {ftpSpace} from './ftp-space.js'
import {describeTls, encrypt, tlsTrustOf, type TlsTrust} from './ftp-tls.js'
import type {Ladder} from './ladder.js'
import {announcement, openSocket, peekGreeting} from './open-socket.js'
import type {Patience} from './patience.js'

/** An FTP or FTPS account: the rungs up to the login. @throws AccountFault */
export async function openFtp(
  location: AccountLocation,
  options: AccountOptions,
  ladder: Ladder,
  patience: Patience,
  tell: (facts: DoorFacts) => void,
): Promise<AccountSession> {
  const trust = location.kind === 'ftps' ? await tlsTrustOf(location.host, options) : null
  const control = await FtpControl.open(patience)
  const raw = await openSocket(location, ladder, patience)
  try {
    await climb(control, raw, {location, trust, ladder, patience, tell})
    const home = await ladder.step(
      'log-in',
      () => logIn(control, location, options),
      ({user}) => `logged in as ${user}`,
    )
    return new FtpSession(control, new FtpData(control, patience, trust), home)
  } catch (error) {
    control.cut()
    raw.destroy()
    throw error
  }
}

interface Climb {
  readonly location: AccountLocation
  readonly trust: TlsTrust | null
  readonly ladder: Ladder
  readonly patience: Patience
  readonly tell: (facts: DoorFacts) => void
}

async function climb(
  control: FtpControl,
  raw: Awaited<ReturnType<typeof openSocket>>,
  {location, trust, ladder, patience, tell}: Climb,
): Promise<void> {
  const withTls = (socket: typeof raw, known: TlsTrust): Promise<TLSSocket> =>
    patience.wait(encrypt(socket, known), {limitMs: patience.connectMs, cut: () => raw.destroy()})
  const socket = trust && location.isImplicit ? await ladder.step('encryption', () => withTls(raw, trust), describeTls) : raw
  await ladder.step(
    'greeting',
    async () => {
      await patience.wait(
        peekGreeting(socket, (text) => /^[1-5]\d\d[ -]/.test(text)),
        {
          limitMs: patience.stallMs,
          cut: () => socket.destroy(),
        },
      )
      control.use(socket)
      const {text} = await atDoor(control.ask(null))
      const software = announcement(text.replace(/^\d{3}[ -]/, ''))
      tell({software})
      return software
    },
    (software) => `the server says ${software}`,
  )
  if (trust && !location.isImplicit) {
    await ladder.step(
      'encryption',
      async () => {
        const reply = await control.tryAsk('AUTH TLS')
        if (reply.code >= 300) throw new AccountFault('encryption-refused', 'the server offers no encryption', {reply: reply.code})
        const encrypted = await withTls(socket, trust)
        control.use(encrypted)
        return encrypted
      },
      describeTls,
    )
  }
}

/** Bytes: far more than the entries that are looked at at most take. */
const MOST_LISTING = 32 * 1024 ** 2

/** The server understood, and does not do it. */
function isRefusal(error: unknown): error is AccountFault {
  return error instanceof AccountFault && (error.code === 'protocol' || error.code === 'no-permission')
}

class FtpSession implements AccountSession {
  readonly home: string
  readonly #control: FtpControl
  readonly #data: FtpData
  readonly #features: ReadonlySet<string>
  /** Wall clock of the server minus UTC, where LIST gives the one and MDTM the other. */
  #zoneMs: number | null = null
  /** Directory one is in; null: not known. */
  #current: string | null = null

  constructor(control: FtpControl, data: FtpData, {directory, features}: Home) {
    this.#control = control
    this.#data = data
    this.home = directory
    this.#features = features
  }

  async find(path: string): Promise<string> {
    let reply = 0
    const wanted = candidates(toWire(path), this.home, 'home')
    for (const directory of wanted) {
      reply = (await this.#control.tryAsk('CWD', directory)).code
      if (reply < 300) {
        this.#current = directory
        return directory
      }
    }
    const [first = '/'] = wanted
    if (reply === 530 || reply === 532)
      throw new AccountFault('no-permission', 'the server does not let this user into the directory', {reply})
    if ((await this.#control.tryAsk('SIZE', first)).code < 300) throw new AccountFault('not-a-directory', 'it is a file', {reply})
    throw (await this.#isThere(first))
      ? new AccountFault('no-permission', 'the directory is there, and the server does not let this user into it', {reply})
      : new AccountFault('no-directory', 'there is no such directory', {reply})
  }

  /** 550 stands for both: not there, and not permitted. The directory above knows. */
  async #isThere(directory: string): Promise<boolean> {
    const parent = parentOf(directory)
    if (parent === null) return false
    try {
      const {entries} = await this.list(parent)
      return entries.some(({wireName, kind}) => kind === 'folder' && below(parent, wireName) === directory)
    } catch (error) {
      if (error instanceof AccountFault && error.isTransient) throw error
      return false
    }
  }

  async list(directory: string): Promise<RemoteListing> {
    await this.#enter(directory)
    if (this.#features.has('MLST')) {
      try {
        return {...parseMlsd(await this.#text('MLSD')), how: 'MLSD, times in UTC', isTimeKnown: true}
      } catch (error) {
        if (!isRefusal(error)) throw error
      }
    }
    const {parseList: parseLine} = await import('basic-ftp')
    const parsed = parseList(await this.#unixText(), parseLine, new Date())
    this.#zoneMs ??= await this.#zoneOf(parsed.entries.filter((entry) => parsed.byMinute.has(entry)))
    const zoneMs = this.#zoneMs
    const entries = parsed.entries.map((entry) =>
      entry.modifiedMs === null ? entry : {...entry, modifiedMs: entry.modifiedMs - (zoneMs ?? 0)},
    )
    const how = zoneMs === null ? "LIST, times of the server's own zone taken as UTC" : 'LIST, times set right by MDTM'
    return {entries, unreadable: parsed.unreadable, isComplete: parsed.isComplete, how, isTimeKnown: zoneMs !== null}
  }

  async #enter(directory: string): Promise<void> {
    if (this.#current === directory) return
    await this.#control.ask('CWD', directory)
    this.#current = directory
  }

  async #text(verb: 'MLSD' | 'LIST', argument = ''): Promise<string> {
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of this.#data.read(verb, argument)) {
      chunks.push(chunk)
      size += chunk.length
      if (size > MOST_LISTING)
        throw new AccountFault('listing-unreadable', 'the listing is longer than that of any directory of deliveries')
    }
    return Buffer.concat(chunks).toString('latin1')
  }

  /** Some servers refuse to list what is empty, with the code of a refusal; asked for hidden entries too, they have `.` and `..` to show. */
  async #unixText(): Promise<string> {
    try {
      return await this.#text('LIST')
    } catch (refusal) {
      if (!isRefusal(refusal)) throw refusal
      try {
        return await this.#text('LIST', '-a')
      } catch (error) {
        if (!isRefusal(error)) throw error
        const message = 'the server lets this user into the directory and does not list it; some servers say the same of an empty one'
        throw refusal.code === 'no-permission' ? new AccountFault(refusal.code, message, {reply: refusal.reply, cause: refusal}) : refusal
      }
    }
  }

  /** Zones are whole quarters of an hour. */
  async #zoneOf(entries: readonly RemoteEntry[]): Promise<number | null> {
    const sample = entries.find(({kind, wireName}) => kind === 'file' && !/[\r\n\0]/.test(wireName))
    if (sample?.modifiedMs == null) return null
    const utc = await this.#timeOf(sample)
    if (utc === null) return null
    const zone = Math.round((sample.modifiedMs - utc) / 900_000) * 900_000
    const isZone = Math.abs(sample.modifiedMs - utc - zone) < 120_000 && Math.abs(zone) <= 15 * 3_600_000
    return isZone ? zone : null
  }

  async #timeOf({wireName}: RemoteEntry): Promise<number | null> {
    const reply = await this.#control.tryAsk('MDTM', wireName)
    return reply.code === 213 ? mlsxTime(reply.text.slice(4)) : null
  }

  space = (): ReturnType<typeof ftpSpace> => ftpSpace(this.#control, this.#features)

  async look(directory: string, entry: RemoteEntry): Promise<{sizeBytes: number | null; modifiedMs: number | null}> {
    await this.#enter(directory)
    // A refusal comes here, where it cannot be taken for a broken data connection.
    const size = await this.#control.tryAsk('SIZE', entry.wireName)
    if (size.code === 550) throw new AccountFault('no-permission', 'the file is gone, or may not be read', {reply: 550})
    const bytes = size.code === 213 ? Number(/^213[ -](\d{1,15})/.exec(size.text)?.[1] ?? Number.NaN) : Number.NaN
    return {sizeBytes: Number.isNaN(bytes) ? null : bytes, modifiedMs: await this.#timeOf(entry)}
  }

  read(_directory: string, entry: RemoteEntry, start: number): AsyncIterable<Uint8Array> {
    return this.#data.read('RETR', entry.wireName, start)
  }

  end(): Promise<void> {
    // Closing says QUIT first.
    this.#control.cut()
    return Promise.resolve()
  }

  shown = fromWire

  cut = (): void => this.#control.cut()
}
