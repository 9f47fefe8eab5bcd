import type {InspectedFile} from '../../segments/inspection.js'
import {of, type Case} from '../case.js'
import type {Judgement} from '../cause.js'
import {deliveredIds, firstFacts, hasColumn, lackOf, type RowId} from './delivered-ids.js'
import {recipientVariable} from './recipient.js'
import type {WarehouseRequest} from '../warehouse-evidence.js'

export interface RequestedColumn {
  readonly id: RowId
  /** As people know the column. */
  readonly name: string
  /** Whether a dimension of a request (`product`, `evar12`) is the one. */
  readonly isIt: (dimension: string) => boolean
}

/** Judges whether the request that makes the files was built without the column they lack. */
export function judgeRequestedColumn(about: Case, {id, name, isIt}: RequestedColumn): Judgement {
  const {request} = about
  if (request === undefined || request.dimensions.length === 0)
    return {outcome: 'not-checked', reason: 'the columns of the request are not known', missing: ['request']}
  const {origin, dimensions} = request
  const has = dimensions.find((each) => isIt(each.toLowerCase()))
  if (has !== undefined) return {outcome: 'ruled-out', against: [{fact: `the request asks for ${has}`, origin}]}
  const {lacking, filled, open} = deliveredIds(about, id)
  const column = [...lacking, ...filled].find((file) => hasColumn(file, id))
  if (column !== undefined) return {outcome: 'ruled-out', against: [of(column.path, `it has a column with the ${name}`)]}
  const fact = {fact: `the request asks for ${dimensions.join(', ')}, and not for the ${name}`, origin}
  if (lacking.length === 0)
    return {
      outcome: 'not-checked',
      reason:
        open.length === 0
          ? `no file shows that the ${name} is missing`
          : `a column that nobody knows may hold the ${name} (--column ${id === 'product' ? 'product' : 'recipientId'}=HEADER)`,
      missing: open.length === 0 ? ['files'] : [],
      because: [fact],
    }
  if (isOfOtherFiles(about, request, lacking))
    return {
      outcome: 'not-checked',
      reason: 'the request that is known makes other files: it does not ask for their recipient',
      missing: ['request'],
    }
  return {
    outcome: 'matched',
    confidence: about.evidence.warehouse?.requests.length === 1 ? 'certain' : 'likely',
    because: [
      fact,
      ...firstFacts(
        lacking,
        (file) => lackOf(about, file, id),
        (count) => `so it is in ${count} more files`,
      ),
    ],
  }
}

/** The files have a recipient, and the request does not ask for the variable that holds it. */
function isOfOtherFiles({evidence}: Case, {dimensions}: WarehouseRequest, lacking: readonly InspectedFile[]): boolean {
  const variable = recipientVariable(evidence.integration?.integration)
  return (
    variable !== undefined &&
    lacking.some((file) => hasColumn(file, 'recipient')) &&
    !dimensions.some((each) => each.toLowerCase() === variable.toLowerCase())
  )
}
