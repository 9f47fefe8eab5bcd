import {createHash} from 'node:crypto'
import {mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import type {Integration} from '../../src/mapping/integration.js'
import {startFtpServer} from './ftp-server.js'
import {sampleIntegration} from './integration.js'
import {deliver} from './scenario-deliveries.js'
import {captureLine, harOf, hitsOf} from './scenario-shop.js'
import {HEALTHY_DAYS, type CaptureWish, type PlacedFile, type ServerPlace, type World} from './scenario.js'
import type {ServedFiles, TestServer} from './served-files.js'
import {newHostKey, publicKeyOf, startSftpServer} from './sftp-server.js'

/** A world made real: a folder with files, a workspace and captures, and a server where the files lie on one. */
export interface RealWorld {
  /** The working directory. */
  readonly folder: string
  /** Arguments of `dc diagnose`. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Undefined where the files lie in a folder. */
  readonly server: TestServer | undefined
  /** Takes away what lies in the folder. */
  empty(): void
  /** From now on the server goes wrong as it was told to. */
  goWrong(): void
  remove(): Promise<void>
}

export const PASSWORD = 'pw-of-the-account'
/** Whoever is told of deliveries. */
export const PERSON = 'anna.ops@shop.example'
const FILES = 'deliveries'

export async function realWorld(world: World): Promise<RealWorld> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dc-scenario-')))
  const files = filesOf(world)
  const place = (these: readonly PlacedFile[]): void => {
    rmSync(join(folder, FILES), {recursive: true, force: true})
    mkdirSync(join(folder, FILES))
    for (const {name, content, arrived} of these) put(folder, join(FILES, name), content, new Date(arrived))
  }
  const served = world.server === undefined ? undefined : await serve(world.server, files, folder)
  place(served === undefined ? files : (world.copies ?? []))
  if (world.integration !== null) writeWorkspace(folder, world, served?.location ?? `file:${FILES}`)
  const captured = world.capture === undefined ? [] : capture(folder, world.capture, world)
  const schedule = (world.schedule ?? []).map((answer, index) => {
    put(folder, `request-${index + 1}.json`, JSON.stringify(answer))
    return `--schedule=request-${index + 1}.json`
  })
  if (world.log !== undefined) put(folder, 'activity.txt', world.log)
  const flags = (world.flags ?? []).map((flag) => flag.replace('{folder}', FILES).replace('{url}', served?.location ?? ''))
  return {
    folder,
    args: [
      ...captured,
      ...schedule,
      ...(world.log === undefined ? [] : ['--log=activity.txt']),
      ...Object.entries(world.facts ?? {}).map(([name, value]) => `--fact=${name}=${value}`),
      ...(served?.args ?? []),
      ...flags,
    ],
    env: {SHOP_PASSWORD: PASSWORD, DC_SETTINGS: join(folder, '.settings'), HOME: folder},
    server: served?.server,
    empty: () => place([]),
    goWrong: () => served?.goWrong(),
    remove: async () => {
      await served?.server.stop()
      rmSync(folder, {recursive: true, force: true})
    },
  }
}

function filesOf({files, days = HEALTHY_DAYS, segments = ['cart-abandonment']}: World): readonly PlacedFile[] {
  return files ?? segments.flatMap((segment) => deliver({days, segment}))
}

function put(folder: string, path: string, content: string | Uint8Array, modified?: Date): void {
  const whole = join(folder, path)
  mkdirSync(dirname(whole), {recursive: true})
  writeFileSync(whole, content)
  if (modified !== undefined) utimesSync(whole, modified, modified)
}

interface Served {
  readonly server: TestServer
  /** As an integration names it. */
  readonly location: string
  readonly args: readonly string[]
  goWrong(): void
}

async function serve(place: ServerPlace, files: readonly PlacedFile[], folder: string): Promise<Served> {
  const {folder: on = 'out', asked = on, isAskedMade = true, isOff = false} = place
  const served: Record<string, ServedFiles[string]> = {[`${on}/`]: '', ...(isAskedMade && {[`${asked}/`]: ''})}
  for (const {name, content, arrived} of files) served[`${on}/${name}`] = {content, modified: new Date(arrived)}
  // The servers look at their faults whenever something is asked of them.
  const faults = {}
  const base = {users: {dc: PASSWORD}, ...place, files: {...served, ...place.files}, faults}
  const {server, args} = place.kind === 'ftp' ? {server: await startFtpServer(base), args: []} : await serveSftp(place, base, folder)
  if (isOff) await server.stop()
  return {
    server,
    location: `${server.url}/${asked}`,
    args: ['--timeout=1', ...args],
    goWrong: () => void Object.assign(faults, place.faults),
  }
}

async function serveSftp(
  {isKeyKnown = 'pinned'}: Extract<ServerPlace, {kind: 'sftp'}>,
  options: Parameters<typeof startSftpServer>[0],
  folder: string,
): Promise<{server: TestServer; args: readonly string[]}> {
  const server = await startSftpServer(options)
  const {base64} = publicKeyOf(server.hostKey)
  const pin = `SHA256:${createHash('sha256').update(Buffer.from(base64, 'base64')).digest('base64').replace(/=+$/, '')}`
  const other = publicKeyOf(newHostKey())
  const known = isKeyKnown === 'changed' ? `[127.0.0.1]:${server.port} ${other.type} ${other.base64}\n` : ''
  put(folder, 'known_hosts', known)
  return {server, args: ['--known-hosts=known_hosts', ...(isKeyKnown === 'pinned' ? [`--host-key=${pin}`] : [])]}
}

function writeWorkspace(
  folder: string,
  {integration = {}, others = [], segments = ['cart-abandonment'], suiteVariables}: World,
  location: string,
): void {
  const {delivery, ...rest} = integration ?? {}
  const own = sampleIntegration({
    segments: segments.map((id) => ({id})),
    notify: [PERSON],
    ...rest,
    delivery: {
      location,
      credential: {secret: 'env:SHOP_PASSWORD'},
      from: '2026-10-01',
      until: null,
      expectedBy: '06:00',
      timeZone: null,
      days: 'daily',
      emptyFile: 'unknown',
      ...delivery,
    },
  })
  const suites = {shopprod: {timezone: 'Europe/Berlin', currency: 'EUR'}, shopdev: {timezone: 'Europe/Berlin'}}
  put(folder, 'dc/workspace.json', JSON.stringify({version: 1, reportSuites: suites}))
  const besides: readonly Integration[] = others.map((other) => sampleIntegration(other))
  for (const each of [own, ...besides]) put(folder, `dc/integrations/${each.id}.json`, JSON.stringify(each))
  if (suiteVariables === undefined) return
  const variables = suiteVariables.map((variable) => ({
    name: null,
    enabled: true,
    type: 'text',
    allocation: null,
    expiration: null,
    ...variable,
  }))
  const complete = {variables: false, events: false}
  const snapshot = {
    version: 1,
    reportSuite: 'shopprod',
    name: null,
    capturedAt: null,
    origin: 'solution design',
    complete,
    variables,
    events: [],
  }
  put(folder, 'dc/suites/shopprod.json', JSON.stringify(snapshot))
}

function capture(
  folder: string,
  {days, isComplete = false, suite = 'shopprod', format = 'ndjson', keep}: CaptureWish,
  world: World,
): string[] {
  const hits = (world.days ?? HEALTHY_DAYS).filter(({day}) => days.includes(day)).flatMap((day) => hitsOf(day))
  const text = format === 'har' ? harOf(hits, suite) : `${hits.map((hit, index) => captureLine(hit, suite, index)).join('\n')}\n`
  const name = format === 'har' ? 'hits.har' : 'hits.ndjson'
  put(folder, name, keep === undefined ? text : text.slice(0, Math.floor(text.length * keep)))
  return [`--hits=${name}`, ...(isComplete ? ['--complete'] : [])]
}
