/** What a rule may need of a hit before it can judge; a hit without it makes the rule's outcome `unknown`. */
export const REQUIREMENTS = {
  /** The parameters are in the capture (the body of a POST was recorded; not an H-code noscript image). */
  body: 1,
  /** The hit is not cut: kind-dependent rules would take a cut link call for a page view. */
  whole: 2,
  /** The products string has a structure that can be trusted. */
  'products-parse': 4,
} as const

export type Requirement = keyof typeof REQUIREMENTS
