import {exampleHit} from './examples.js'
import type {RowProof, VariableEvidence} from '../hit-evidence.js'

/** Two rows of a day's file without a product, both joined to a hit. */
export function exampleProof(day: string, parts: Partial<RowProof> = {}): RowProof {
  return {
    file: `out/cart_${day.replaceAll('-', '')}.csv`,
    segment: 'cart-abandonment',
    day,
    rows: 2,
    lines: [2, 3],
    joined: 2,
    contradicted: 0,
    hits: 2,
    examples: (parts.joined ?? 2) > 0 ? [{line: 2, hit: exampleHit()}] : [],
    ...parts,
  }
}

/** eVar12, set by the four landing pages that have the recipient in their URL. */
export function exampleVariable(parts: Partial<VariableEvidence> = {}): VariableEvidence {
  return {
    variable: 'eVar12',
    hits: 4,
    parameter: 'RID',
    landings: 4,
    landingsThatSet: 4,
    example: exampleHit(),
    lost: null,
    expiration: null,
    allocation: 'most-recent',
    ...parts,
  }
}
