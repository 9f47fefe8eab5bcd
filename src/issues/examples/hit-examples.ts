import {exampleHit} from './examples.js'
import type {RowProof} from '../hit-evidence.js'

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
