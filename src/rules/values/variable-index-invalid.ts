import type {Hit} from '../../hits/hit.js'
import {outOfRange, TOPICS} from '../../hits/variables.js'
import type {HitRule} from '../rule.js'

const NUMBERED = TOPICS.eVar | TOPICS.prop | TOPICS.list | TOPICS.hierarchy
const LAST = {eVar: 250, prop: 75, list: 3, hier: 5} as const
const WIRE = {eVar: 'v', prop: 'c', list: 'l', hier: 'h'} as const

export default {
  id: 'variable-index-invalid',
  shape: 'hit',
  severity: 'warning',
  triggers: ['eVar', 'prop', 'list', 'hierarchy', 'misnamed'],
  summary: 'Variable number that no report suite has',
  why: 'A report suite has eVars 1 to 250, props 1 to 75, list variables 1 to 3 and hierarchies 1 to 5. Any other number is dropped without a word.',
  fix: 'Use a number the report suite has; the solution design reference of the site names the free ones.',
  source:
    'Adobe Analytics implementation guide, "Data collection query parameters" and the pages of eVars, props, list variables and hierarchies',
  examples: {
    passes: ['v250=x', 'c75=x', 'l3=a%2Cb', 'h5=a', 'v5=x&v251='],
    fails: ['v251=x', 'c76=x', 'l4=a', 'h6=a', 'v05=x', 'pageName=home&prop80=x'],
    notApplied: ['pageName=home', 'c.&v251=x&.c', 'pagename=home', 'v0=E1'],
  },
  applies: (hit) => (hit.topics & NUMBERED) !== 0 || hasBadIndex(hit),
  check(hit, report) {
    if ((hit.topics & TOPICS.misnamed) === 0) return
    for (const param of hit.params) {
      const bad = param.start === param.end ? undefined : outOfRange(param.name)
      if (bad === undefined) continue
      const exists = bad.index >= 1 && bad.index <= LAST[bad.kind]
      report({
        param,
        message: exists
          ? `${bad.kind} with a zero before its number is no variable`
          : `there is no ${bad.kind} of this number, the last is ${LAST[bad.kind]}`,
        ...(exists && {fix: `Write \`${WIRE[bad.kind]}${bad.index}\`.`}),
      })
    }
  },
} satisfies HitRule

function hasBadIndex(hit: Hit): boolean {
  return hit.params.some((param) => param.start !== param.end && outOfRange(param.name) !== undefined)
}
