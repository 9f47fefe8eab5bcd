import {rightCaseOf, TOPICS, variableOf} from '../../hits/variables.js'
import type {HitRule} from '../rule.js'

/** Losing these loses orders or the products of a segment file. */
const SERIOUS: ReadonlySet<string> = new Set(['events', 'products', 'purchaseID'])
const SHORT_NAME: readonly (readonly [RegExp, string])[] = [
  [/^eVar(?=\d)/, 'v'],
  [/^prop(?=\d)/, 'c'],
  [/^list(?=\d)/, 'l'],
  [/^hier(?=\d)/, 'h'],
]

export default {
  id: 'parameter-wrong-case',
  shape: 'hit',
  severity: 'warning',
  triggers: ['every-hit'],
  summary: 'Parameter name in the wrong case',
  why: 'Parameter names are case-sensitive. Under any other spelling the value is dropped without a word.',
  fix: 'Write the name exactly as Adobe lists it.',
  source:
    'Adobe Analytics implementation guide, "Data collection query parameters"; "Troubleshoot JavaScript implementation", "Correct variable capitalization"',
  examples: {
    passes: ['pageName=home', 'purchaseID=A1', 'pagename=&pageName=home', 'c.&pagename=home&.c&pageName=a'],
    fails: ['pagename=home', 'purchaseId=1', 'Events=scAdd', 'V5=x', 'L2=a', 'purchaseId=1&purchaseID=1'],
    notApplied: ['/b/ss/shopapp/0?pagename=home', '/b/ss/shopprod/1/s123'],
  },
  // Apps, servers and XML inserts have spellings of their own.
  applies: (hit) => hit.path.format !== '0' && hit.path.format !== '6' && hit.transport !== 'xml' && hit.paramCount > 0,
  check(hit, report) {
    if ((hit.topics & TOPICS.misnamed) === 0) return
    for (const param of hit.params) {
      const right = param.start === param.end ? undefined : rightCaseOf(param.name)
      if (right === undefined || variableOf(right.wire)?.technical === true) continue
      const isMissing = SERIOUS.has(right.name) && hit.value(right.name) === undefined
      report({
        param,
        message: `spelt in another case than ${right.name}, so Adobe ignores it`,
        severity: isMissing ? 'error' : 'warning',
        fix: `Write \`${shortName(right.wire)}\`.`,
      })
    }
  },
} satisfies HitRule

function shortName(wire: string): string {
  for (const [long, short] of SHORT_NAME) if (long.test(wire)) return wire.replace(long, short)
  return wire
}
