import {DcError} from '../errors.js'

/** What a failed write means to the user; errors that are explained already stay as they are. `where` is the folder, as the user writes it. */
export function explainWriteFailure(error: unknown, where: string): unknown {
  const {code} = error as NodeJS.ErrnoException
  if (error instanceof DcError || code === undefined) return error
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return new DcError(`${where} may not be written (${code}); nothing was changed`, {
      code: 'read-only',
      where,
      suggestions: [`make ${where} writable for your user, or work on a copy and name it: --workspace DIR`],
      cause: error,
    })
  }
  if (['ENOSPC', 'EDQUOT'].includes(code)) {
    return new DcError(`the disk of ${where} is full (${code}); nothing was changed`, {
      code: 'disk-full',
      where,
      suggestions: ['make room on the disk and run the same command again'],
      cause: error,
    })
  }
  return new DcError(`${where} could not be written (${code}); nothing was changed`, {code: 'write-failed', where, cause: error})
}
