import {outOfRange, rightCaseOf, variableOf} from '../../hits/variables.js'
import type {ParamRule} from '../rule.js'
import {mayBeCutShort} from './free-text.js'

/** One name: expressions (`D=v1+":"+c2`) and quoted text are beyond what anybody documents. */
const NAME = /^[\w.-]+$/
/** Filled by the browser or by Adobe, and absent on healthy hits: no referrer on a direct visit, no id before the first answer. */
const OFTEN_ABSENT: ReadonlySet<string> = new Set([
  'referrer',
  'pageURL',
  'pageURLRest',
  'visitorID',
  'timestamp',
  'linkURL',
  'linkName',
  'linkType',
])

export default {
  id: 'dynamic-variable-unresolved',
  shape: 'param',
  severity: 'warning',
  traits: ['dynamic'],
  // What a value copies may stand in the part that is missing.
  requires: ['body', 'whole'],
  summary: 'Dynamic variable that copies nothing',
  why: 'A value such as `D=v1` asks Adobe to copy a parameter of the same hit or a header of the request. Where there is none of that name, nothing is copied. Names beyond those of parameters may be headers or cookies (unverified) and are left alone.',
  fix: 'Name the parameter as it travels (`D=v1`, not `D=eVar1`), and set it on the same hit.',
  source: 'Adobe Analytics implementation guide, "Dynamic variables"',
  examples: {
    passes: [
      'v1=x&v2=D%3Dv1',
      'v2=D=v1&v1=x',
      'pageName=a&c1=D%3DpageName',
      'c1=D%3DUser-Agent',
      'c1=D%3Ds_vi',
      'c1=D%3Dr',
      'c1=D%3Dv1%2Bv9',
      'v5=x',
    ],
    fails: ['v2=D%3Dv99', 'c1=D%3Dpagename&pageName=a', 'v2=D%3Dv251', 'v2=D%3Dv2', 'v2=D%3Dv1&v1='],
    notApplied: ['mid=12345678901234567890123456789012345678'],
  },
  check(param, hit, report) {
    if (!param.isSiteText || mayBeCutShort(param, hit)) return
    const copied = hit.copySource(param)
    if (copied !== undefined && copied !== param && copied.start !== copied.end) return
    const value = hit.text(param)
    if (!hit.isDynamic(value)) return
    const start = hit.dynamicPrefix.length
    const name = value.slice(start)
    const at = [start, value.length] as const
    if (name.trim() === '') return report({param, at: [0, value.length], message: 'it names nothing to copy'})
    if (!NAME.test(name)) return
    const source = hit.dynamicSource(value)
    if (source === param) return report({param, at, message: 'the variable copies itself'})
    if (source !== undefined && source.start !== source.end) return
    const right = rightCaseOf(name)
    if (right !== undefined && !/-/.test(name)) {
      return report({param, at, message: 'it names a parameter in the wrong case', fix: `Write \`D=${right.wire}\`.`})
    }
    const known = variableOf(name)
    if (known === undefined ? outOfRange(name) === undefined : known.technical || OFTEN_ABSENT.has(known.name)) return
    report({param, at, message: 'it names a variable that this hit does not carry, so nothing is copied'})
  },
} satisfies ParamRule
