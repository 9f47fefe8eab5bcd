import type {Destination} from '../issues/warehouse-evidence.js'
import type {Fields} from './json-fields.js'

/**
 * Where a request sends its files. Sources: Analytics 2.0 APIs, "Data Warehouse API" (delivery) and "Cloud Locations" (accounts and
 * locations). Keys of a location's properties are documented nowhere, so the usual ones are tried.
 */

const UNKNOWN: Destination = {kind: 'location', host: null, port: null, user: null, directory: null, id: null, isDeleted: null}

/** Null where the object does not say. */
export function destinationOf(root: Fields): Destination | null {
  const own = root.fields('sendsto')
  if (own !== undefined) return atServer(own, own.text('kind', 'type'))
  const delivery = root.fields('delivery') ?? root
  const ftp = delivery.fields('legacyftp')
  if (ftp !== undefined) return atServer(ftp, null)
  const s3 = delivery.fields('legacys3')
  if (s3 !== undefined) return {...UNKNOWN, kind: 's3', directory: joined(s3.text('awsbucket'), s3.text('awspath'))}
  const azure = delivery.fields('legacyazure')
  if (azure !== undefined) return {...UNKNOWN, kind: 'azure', directory: joined(azure.text('container'), azure.text('prefix'))}
  if (delivery.boolean('legacyemail') === true) return {...UNKNOWN, kind: 'email'}
  const id = delivery.text('exportlocationuuid')
  if (id !== null) return {...UNKNOWN, id}
  if (root.holds('ftphost')) {
    const [host, port] = [hostOf(root.text('ftphost')), root.number('ftpport')]
    return {...UNKNOWN, kind: kindOf(null, port), host, port, user: root.text('ftpusername'), directory: root.text('ftpdir')}
  }
  return root.holds('emailto') ? {...UNKNOWN, kind: 'email'} : null
}

function atServer(fields: Fields, kind: string | null): Destination {
  const port = fields.number('port')
  return {
    ...UNKNOWN,
    kind: kindOf(kind, port),
    host: hostOf(fields.text('host', 'hostname')),
    port,
    user: fields.text('username', 'user'),
    directory: fields.text('directory', 'dir', 'path'),
    id: fields.text('id', 'uuid'),
    isDeleted: fields.boolean('deleted', 'isdeleted'),
  }
}

/** An account for FTP is one for SFTP where its port is that of SSH. */
function kindOf(kind: string | null, port: number | null): string {
  if (kind !== null) return kind.toLowerCase()
  return port === 22 ? 'sftp' : 'ftp'
}

/** A host is kept as it was typed, a scheme before it included, since that is a fault of its own; what logs in is not. */
function hostOf(host: string | null): string | null {
  return host?.replace(/^([a-z]+:\/\/)?[^/@]*@/i, '$1') ?? null
}

function joined(...parts: readonly (string | null)[]): string | null {
  const told = parts.filter((part) => part !== null)
  return told.length === 0 ? null : told.join('/')
}

/** Export locations and their accounts, by id, as far as they were given. */
export class Locations {
  readonly #locations = new Map<string, Fields>()
  readonly #accounts = new Map<string, Fields>()

  /** True for what is a location or an account. */
  add(fields: Fields): boolean {
    const id = fields.text('uuid')
    if (id === null || !fields.holds('type')) return false
    if (fields.holds('accountproperties')) this.#accounts.set(id, fields)
    else if (fields.holds('accountuuid')) this.#locations.set(id, fields)
    else return false
    return true
  }

  /** What is known of a destination of which only the id was told. */
  resolve(destination: Destination | null): Destination | null {
    const location = destination?.kind === 'location' && destination.id !== null ? this.#locations.get(destination.id) : undefined
    if (destination === null || location === undefined) return destination
    const account = this.#accounts.get(location.text('accountuuid') ?? '')
    const [server, place] = [account?.fields('accountproperties'), location.fields('properties')]
    return {
      ...destination,
      kind: location.text('type')?.toLowerCase() ?? destination.kind,
      host: hostOf(server?.text('hostname', 'host') ?? null),
      port: server?.number('port') ?? null,
      user: server?.text('username', 'user') ?? null,
      directory: place?.text('directory', 'path') ?? joined(place?.text('bucket', 'container') ?? null, place?.text('prefix') ?? null),
      isDeleted: location.boolean('deleted') === true || account?.boolean('deleted') === true ? true : location.boolean('deleted'),
    }
  }
}
