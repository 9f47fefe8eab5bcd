import {readdir, readFile} from 'node:fs/promises'
import {basename, extname, join} from 'node:path'
import type {Connector} from '../connectors/connector.js'
import {CONNECTORS, findConnector, foldName, namesOf} from '../connectors/connectors.js'
import {UNDOCUMENTED_PARTNERS} from '../connectors/undocumented-partners.js'
import {closest} from '../did-you-mean.js'
import {DcError} from '../errors.js'
import {connectorSchema} from '../mapping/connector-schema.js'
import {displayPath} from '../workspace/find-workspace.js'
import {locateProblems, parseLocated, type LocatedProblem} from '../workspace/located-document.js'

/** A fault in a connector of one's own. */
export interface ConnectorFileProblem extends Omit<LocatedProblem, 'line'> {
  readonly file: string
  /** Null where the file could not be read or parsed. */
  readonly line: number | null
}

export interface LoadedConnectors {
  /** Built-in and own, sorted by id. A file with a fault is left out. */
  readonly connectors: readonly Connector[]
  /** File of each connector that is the workspace's own, by id. */
  readonly files: ReadonlyMap<string, string>
  readonly problems: readonly ConnectorFileProblem[]
}

const EXTENSIONS = ['.json', '.yaml', '.yml']

/**
 * The catalogue: the built-in connectors and those in `connectors/` of a workspace (its folder; undefined: none).
 * A faulty file does not hide the others; it is named in `problems`.
 */
export async function loadConnectors(workspace: string | undefined, cwd: string): Promise<LoadedConnectors> {
  const connectors: Connector[] = [...CONNECTORS]
  const files = new Map<string, string>()
  const problems: ConnectorFileProblem[] = []
  for (const path of await connectorFiles(workspace)) {
    const file = displayPath(path, cwd)
    const read = await readConnectorFile(path, file)
    const clashes =
      read.connector === undefined ? [] : [...findMisnaming(read.connector, path, file), ...findClashes(read.connector, file, connectors)]
    problems.push(...read.problems, ...clashes)
    if (read.connector === undefined || clashes.length > 0) continue
    connectors.push(read.connector)
    files.set(read.connector.id, file)
  }
  return {connectors: connectors.toSorted((a, b) => (a.id < b.id ? -1 : 1)), files, problems}
}

async function connectorFiles(workspace: string | undefined): Promise<string[]> {
  if (workspace === undefined) return []
  const folder = join(workspace, 'connectors')
  try {
    const entries = await readdir(folder, {withFileTypes: true})
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && EXTENSIONS.includes(extname(entry.name).toLowerCase()))
      .map((entry) => join(folder, entry.name))
      .toSorted()
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    throw new DcError(`the folder with connectors of your own cannot be read (${code ?? String(error)})`, {
      code: 'unreadable-folder',
      where: folder,
      cause: error,
    })
  }
}

/** One file through the schema and its checks. `file` is the path as the user would write it. */
export async function readConnectorFile(
  path: string,
  file: string,
): Promise<{connector: Connector | undefined; problems: ConnectorFileProblem[]}> {
  const failed = (message: string, line: number | null = null) => ({
    connector: undefined,
    problems: [{file, line, path: '', message, value: null}],
  })
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return failed(code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`)
  }
  const {document, fault} = parseLocated(text, extname(file).toLowerCase() === '.json' ? 'json' : 'yaml')
  if (fault !== undefined) return failed(fault.message, fault.line)
  const {version, connector: content} = openEnvelope(document.value)
  if (typeof version === 'number' && version > 1) return failed(`written for a newer dc: version ${version}, this dc knows version 1`)
  const parsed = connectorSchema.safeParse(content)
  if (parsed.success) return {connector: parsed.data, problems: []}
  return {connector: undefined, problems: locateProblems(parsed.error, document, closest).map((problem) => ({file, ...problem}))}
}

/** `version` and `$schema` belong to the file, not to the connector. */
function openEnvelope(value: unknown): {version: unknown; connector: unknown} {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {version: 1, connector: value}
  const {version = 1, $schema: _schema, ...connector} = value as Record<string, unknown>
  // Any other version is no version: it stays, and is refused as an unknown key.
  return {version, connector: version === 1 ? connector : {...connector, version}}
}

/** An id or name that is taken: a user could not tell which connector was meant. */
export function findClashes(connector: Connector, file: string, others: readonly Connector[]): ConnectorFileProblem[] {
  const {id} = connector
  const problem = (path: string, message: string, value: unknown) => [{file, line: null, path, message, value}]
  if (CONNECTORS.some((other) => other.id === id)) {
    return problem('id', 'this is the id of a built-in connector, which cannot be replaced; choose another', id)
  }
  if (others.some((other) => other.id === id)) return problem('id', 'another file defines a connector with this id', id)
  return namesOf(connector).flatMap((name) => {
    const owner = others.find((other) => namesOf(other).some((each) => foldName(each) === foldName(name)))
    if (owner === undefined) return []
    return problem(name === connector.name ? 'name' : name === id ? 'id' : 'aliases', `${owner.id} already answers to this name`, name)
  })
}

/** The name a file must have for its connector to be found again. */
function findMisnaming({id}: Connector, path: string, file: string): ConnectorFileProblem[] {
  const extension = extname(path)
  if (basename(path, extension) === id) return []
  return [{file, line: null, path: 'id', message: `the file has to be called ${id}${extension}`, value: id}]
}

/** `dc/connectors/acme.yaml:12: variables[0].role: did you mean messageId? (found "mesageId")` */
export function writeProblem({file, line, path, message, value}: ConnectorFileProblem): string {
  const place = line === null ? file : `${file}:${line}`
  const found = value === null ? '' : ` (found ${JSON.stringify(value).slice(0, 80)})`
  return [place, path, message].filter((part) => part !== '').join(': ') + found
}

/**
 * The connector a user named by id, product or alias.
 * @throws DcError `unknown-partner`, with the nearest names; of a partner that Adobe listed but never documented, it says so
 */
export function requireConnector(name: string, {connectors, problems}: LoadedConnectors): Connector {
  const connector = findConnector(name, connectors)
  if (connector !== undefined) return connector
  const listed = listedPartner(name)
  if (listed !== undefined) {
    throw new DcError(`${listed.name} stood in Adobe's list of partners (${listed.status}), but no documentation of it is left`, {
      code: 'unknown-partner',
      where: name,
      suggestions: ['dc partners generic-email', 'dc partners generic-survey', 'dc partners generic-ads'],
    })
  }
  const broken = problems.find(({file}) => file.includes(name))
  throw new DcError(
    broken === undefined ? `no partner is called "${name}"` : `the connector "${name}" has a fault: ${writeProblem(broken)}`,
    {
      code: 'unknown-partner',
      where: name,
      suggestions:
        broken === undefined
          ? [...nearIds(name, connectors).map((id) => `dc partners ${id}`), 'dc partners']
          : [`dc partners check ${broken.file}`],
    },
  )
}

function listedPartner(name: string): {name: string; status: string} | undefined {
  const folded = foldName(name)
  if (folded.length < 4) return undefined
  return Object.entries(UNDOCUMENTED_PARTNERS)
    .flatMap(([status, names]) => names.map((each) => ({name: each, status})))
    .find((each) => foldName(each.name).startsWith(folded) || folded.startsWith(foldName(each.name)))
}

const MOST_SUGGESTED = 3

/** Ids whose names hold what was typed, else the nearest by spelling. */
function nearIds(name: string, connectors: readonly Connector[]): string[] {
  const folded = foldName(name)
  if (folded === '') return []
  const holding = connectors.filter((connector) => namesOf(connector).some((each) => foldName(each).includes(folded))).map(({id}) => id)
  if (holding.length > 0) return holding.slice(0, MOST_SUGGESTED)
  const names = connectors.flatMap((connector) => namesOf(connector).map((each) => ({id: connector.id, folded: foldName(each)})))
  const near = closest(
    folded,
    names.map((each) => each.folded),
  )
  return names
    .filter((each) => each.folded === near)
    .map(({id}) => id)
    .slice(0, 1)
}
