import type {Hit} from '../../hits/hit.js'
import type {Param} from '../../hits/params.js'
import {TOPICS} from '../../hits/variables.js'
import type {HitRule} from '../rule.js'
import {mayBeCutShort} from './free-text.js'

export default {
  id: 'parameter-duplicate',
  shape: 'hit',
  severity: 'warning',
  triggers: ['every-hit'],
  summary: 'Variable sent twice on one hit',
  why: 'A variable has one value per hit. Which of two Adobe takes is documented nowhere, whether the name stands there twice or once long and once short (unverified).',
  fix: 'Send the variable once, under one of its names.',
  source:
    'Adobe Analytics implementation guide, "Data collection query parameters": long and short names of one variable (unverified: what Adobe does with both)',
  examples: {
    passes: ['events=event1', 'v5=a&c5=a&h5=a', 'c.&a=1&cart.&a=2&.cart&.c', 'foo=1&foo=2&v5=a'],
    fails: ['ev=event1&events=event2', 'v5=a&v5=b', 'eVar5=a&v5=b', 'v5=&v5=b', 'v5=a&v5=a', 'c.&kind=a&kind=b&.c'],
    notApplied: ['mid=12345678901234567890123456789012345678', 'foo=1&foo=2'],
  },
  applies: (hit) => hit.hasSiteText,
  check(hit, report) {
    if ((hit.topics & TOPICS.duplicate) === 0) return
    const seen = new Map<string, Param | undefined>()
    for (const param of hit.params) {
      if (!param.isSiteText || isCutName(param, hit)) continue
      if (!seen.has(param.name)) {
        seen.set(param.name, param)
        continue
      }
      const first = seen.get(param.name)
      // One finding per variable, however often it stands there.
      seen.set(param.name, undefined)
      if (first === undefined) continue
      const isSame = rawOf(hit, first) === rawOf(hit, param)
      const how = first.wire === param.wire ? 'sent twice' : `sent as ${first.wire} and as ${param.wire}`
      report({
        param,
        message: isSame ? `${how} with one value` : `${how} with different values, and no rule says which one counts`,
        ...(isSame && {severity: 'info'}),
      })
    }
  },
} satisfies HitRule

/** `v1` at the end of a cut hit may be the beginning of `v12=…`. */
function isCutName(param: Param, hit: Hit): boolean {
  return param.start === param.end && mayBeCutShort(param, hit)
}

function rawOf(hit: Hit, param: Param): string {
  return hit.raw.slice(param.start, param.end)
}
