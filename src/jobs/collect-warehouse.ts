import {chooseRequests} from '../collectors/choose-requests.js'
import {parseWarehouse, type SavedAnswer} from '../collectors/warehouse-json.js'
import {DcError} from '../errors.js'
import type {CollectorReport} from '../issues/evidence.js'
import type {WarehouseEvidence} from '../issues/warehouse-evidence.js'
import type {Integration} from '../mapping/integration.js'
import {readSmallFile} from './read-small-file.js'

const MAX_BYTES = 50_000_000

export interface CollectWarehouseOptions {
  readonly cwd: string
  readonly integration: Integration | undefined
  /** Id of the segment in question; null for all. */
  readonly segment: string | null
}

/**
 * What saved answers of the Data Warehouse API (`--schedule`) say of the requests of the integration; null where no file could be read.
 * Never throws for a file: each fails alone, and its report names the fault.
 */
export async function collectWarehouse(
  files: readonly string[],
  {cwd, integration, segment}: CollectWarehouseOptions,
): Promise<{evidence: WarehouseEvidence | null; reports: readonly CollectorReport[]; errors: readonly DcError[]}> {
  const answers: SavedAnswer[] = []
  const reports: CollectorReport[] = []
  const errors: DcError[] = []
  for (const file of files) {
    try {
      const answer = {file, text: await readSmallFile(file, cwd, MAX_BYTES)}
      // Alone, so that one that holds nothing takes none of the others with it.
      parseWarehouse([answer])
      answers.push(answer)
      reports.push({evidence: 'request', what: file, outcome: 'collected', code: null, detail: null})
    } catch (error) {
      if (!(error instanceof DcError)) throw error
      errors.push(error)
      reports.push({evidence: 'request', what: file, outcome: 'failed', code: error.code, detail: error.message})
    }
  }
  const evidence = answers.length === 0 ? null : chooseRequests(parseWarehouse(answers), {integration, segment})
  return {evidence, reports, errors}
}
