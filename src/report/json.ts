import type {ValidationResult} from '../validation/result.js'

/** The result as JSON, two blanks deep, ending in a line break: the same bytes for the same input, whatever order it was counted in. */
export function formatJson(result: ValidationResult): string {
  const inputs = result.inputs.map((input) => ({...input, skipped: sorted(input.skipped)}))
  return `${JSON.stringify({...result, inputs, truncated: sorted(result.truncated)}, null, 2)}\n`
}

function sorted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
