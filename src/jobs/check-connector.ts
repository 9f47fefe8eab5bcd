import {basename, extname, resolve} from 'node:path'
import type {Connector} from '../connectors/connector.js'
import {CONNECTORS} from '../connectors/connectors.js'
import {EXIT, type ExitCode} from '../errors.js'
import {count} from '../report/wording.js'
import {findClashes, readConnectorFile, writeProblem, type ConnectorFileProblem} from './load-connectors.js'

export interface ConnectorCheckResult {
  schemaVersion: 1
  command: 'partners check'
  file: string
  valid: boolean
  /** Null where the file did not get that far. */
  id: string | null
  problems: readonly ConnectorFileProblem[]
}

/**
 * The work of `dc partners check FILE`: a connector of one's own against the schema, its checks and the built-in names.
 * Exit code 1 with findings, 2 where there is nothing to check: no file, or neither JSON nor YAML.
 */
export async function checkConnectorFile(
  file: string,
  cwd: string,
): Promise<{result: ConnectorCheckResult; text: string; exitCode: ExitCode}> {
  const {connector, problems: faults} = await readConnectorFile(resolve(cwd, file), file)
  const problems = connector === undefined ? faults : findClashes(connector, file, CONNECTORS)
  const valid = connector !== undefined && problems.length === 0
  const unreadable = problems.some(({line, path}) => connector === undefined && path === '' && line === null)
  return {
    result: {schemaVersion: 1, command: 'partners check', file, valid, id: connector?.id ?? null, problems},
    text: valid ? describe(connector, file) : problems.map(writeProblem).join('\n'),
    exitCode: valid ? EXIT.ok : unreadable ? EXIT.usage : EXIT.findings,
  }
}

function describe({id, variables, events, inputs, segments}: Connector, file: string): string {
  const holds = [
    count(inputs.length, 'input'),
    count(variables.length, 'variable'),
    count(events.length, 'event'),
    count(segments.offered.length, 'segment'),
  ]
  const place = basename(file) === `${id}${extname(file)}` ? '' : ` As dc/connectors/${id}${extname(file)} it is found.`
  return `${file}: the connector ${id} is valid: ${holds.join(', ')}.${place}`
}
