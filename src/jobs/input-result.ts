import {DcError} from '../errors.js'
import type {Batch, Damage} from '../sources/format.js'
import type {OpenedInput} from '../sources/open-captures.js'
import type {InputResult} from '../validation/result.js'
import {addCounts} from '../validation/validation.js'

/** What is written down of each input that is read, whichever command reads it. */

/** Bad records named one by one in the result; the rest are counted. */
const MOST_DAMAGE_NAMED = 100

/** `InputResult.format` of an input that has been opened. */
export function formatIdOf({format, empty}: OpenedInput): string {
  return format?.id ?? (empty ? 'empty' : 'unreadable')
}

/** Counts what was read of an input. True when its container is damaged (see `addDamage`). */
export function addRead(
  result: InputResult,
  {requests, skipped = {}, damaged}: Pick<Batch, 'skipped' | 'damaged'> & {requests: number},
): boolean {
  const isDamaged = addDamage(result, damaged)
  addCounts(result.skipped, skipped)
  result.requests += requests + Object.values(skipped).reduce((sum, count) => sum + count, 0)
  return isDamaged
}

/** Counts and names damage. A bad record is one request that was skipped; true when more than single records may be lost. */
export function addDamage(result: InputResult, damaged: readonly Damage[] = []): boolean {
  let isContainerDamaged = false
  for (const {record, reason, container} of damaged) {
    if (container) isContainerDamaged = true
    else if (record !== null) {
      addCounts(result.skipped, {'damaged-record': 1})
      result.requests++
    }
    if (result.damaged.length < MOST_DAMAGE_NAMED || container) result.damaged.push({record, reason})
  }
  return isContainerDamaged
}

/** The damage that an error makes of an input whose beginning was read. Throws the error when it is not one of reading, for then it is a defect. */
export function damageOfReading(error: unknown): Damage {
  if (!isReadError(error)) throw error
  return {record: null, reason: `reading stopped: ${error.message}`, container: true}
}

/** Errors of the file system or a pipe. */
function isReadError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error
}

/**
 * When nothing at all could be read there is no result, only an error that names every input.
 * @throws DcError
 */
export function requireAnyReadable({errors, inputs}: {readonly errors: readonly DcError[]; readonly inputs: readonly InputResult[]}): void {
  const [first] = errors
  if (first === undefined || errors.length < inputs.length) return
  if (errors.length === 1) throw first
  throw new DcError(
    `none of the ${errors.length} captures can be read:\n${errors.map((error) => `  ${error.where ?? ''}: ${error.message}`).join('\n')}`,
    {
      code: first.code,
      ...(first.where !== undefined && {where: first.where}),
      suggestions: [...new Set(errors.flatMap((error) => error.suggestions))].slice(0, 3),
      cause: first,
    },
  )
}
