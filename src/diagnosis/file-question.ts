import type {Case} from '../issues/case.js'
import type {FileQuestion} from './diagnosis.js'

/**
 * Which file is meant: the remarketing segment file, or a report that somebody scheduled in Data Warehouse beside it.
 * Source: Getting Started with Analytics data connectors, the note on Data Warehouse requests.
 */
export function askWhichFile({files}: Case): FileQuestion {
  const read = files.map(({path, kind, confidence}) => ({path, kind, confidence}))
  const of = (kind: (typeof read)[number]['kind']) => read.filter((file) => file.kind === kind)
  const [segments, reports, open] = [of('segment'), of('data-warehouse'), of('unknown')]
  const missing = [...new Set(files.filter(({kind}) => kind === 'unknown').flatMap((file) => file.missing))]
  if (read.length === 0) return {answer: 'none', says: 'there is no file to say what it is', files: [], missing: []}
  const base = {files: read, missing}
  if (open.length === read.length) return {...base, answer: 'unknown', says: 'whether these are segment files cannot be told yet'}
  if (segments.length === 0 && open.length === 0)
    return {...base, answer: 'data-warehouse', says: 'this is a Data Warehouse report, not the remarketing segment file'}
  if (reports.length === 0) return {...base, answer: 'segment', says: 'these are remarketing segment files'}
  return {
    ...base,
    answer: 'mixed',
    says: `both kinds lie there: ${segments.length} segment files, ${reports.length} Data Warehouse reports`,
  }
}
