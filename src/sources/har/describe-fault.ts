import type {JsonProjector} from './json-projector.js'

/** One sentence on why a document stopped being readable: where, and how much of it was read. `lastWhole` is the index of the last item, or -1. */
export function describeFault(projector: JsonProjector, {what, item, lastWhole}: {what: string; item: string; lastWhole: number}): string {
  const {fault, documents} = projector
  const read = lastWhole < 0 ? `no ${item} was read` : `the last whole ${item} is ${lastWhole}`
  if (!fault || fault.kind === 'empty') return 'the file is empty'
  if (fault.kind === 'cut')
    return `the ${what} is cut: it ends at byte ${fault.at} within ${documents > 0 ? 'a further document' : 'the document'}; ${read}`
  const byte = `0x${(fault.byte ?? 0).toString(16).padStart(2, '0')}`
  return documents > 0
    ? `bytes that are not JSON follow the document, from byte ${fault.at} (${byte}); ${read}`
    : `the file stops being JSON at byte ${fault.at} (${byte}); ${read}`
}
