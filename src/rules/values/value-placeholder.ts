import type {ParamRule} from '../rule.js'
import {isFreeText} from './free-text.js'

// Case matters: `Null` and `Nan` are names.
const PLACEHOLDER = /^(?:undefined|UNDEFINED|null|NULL|NaN|\[object [A-Z]\w*\])$/

export default {
  id: 'value-placeholder',
  shape: 'param',
  severity: 'warning',
  traits: ['placeholder'],
  summary: 'Text of a missing value sent as a value',
  why: 'A script joined text with a value that was not there. Reports show `undefined` or `null` as an item of its own, which hides how often the value is missing.',
  fix: 'Set the variable only when the data layer holds a value; leave it empty otherwise.',
  source:
    'Adobe Analytics implementation guide, "Variables, functions, and methods": a variable keeps any text it is given; the texts are those JavaScript makes of missing values',
  examples: {
    passes: ['v5=summer', 'v5=undefined%20behaviour', 'c1=Nan', 'v5=Null', 'v5=nullable'],
    fails: ['v5=undefined', 'v0=null', 'c1=NaN', 'pageName=%5Bobject%20Object%5D', 'c.&kind=undefined&.c'],
    notApplied: ['v5=', 'mid=12345678901234567890123456789012345678'],
  },
  check(param, hit, report) {
    if (!isFreeText(param)) return
    const text = hit.text(param)
    if (!PLACEHOLDER.test(text)) return
    report({param, at: [0, text.length], message: 'the value is the text a script makes of a missing value'})
  },
} satisfies ParamRule
