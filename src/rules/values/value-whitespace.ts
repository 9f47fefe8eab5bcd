import type {ParamRule} from '../rule.js'
import {isFreeText, mayBeCutShort} from './free-text.js'

const EDGE = /^\s+|\s+$/g
// oxlint-disable-next-line no-control-regex -- control characters are what the rule is about
const CONTROL = /[\u0000-\u001f\u007f]+/

export default {
  id: 'value-whitespace',
  shape: 'param',
  severity: 'warning',
  traits: ['blank'],
  summary: 'Blank at the edge of a value, or a control character in it',
  why: 'Adobe stores the value as sent. `Home` and ` Home` look alike in reports and are two items, each with a part of the numbers.',
  fix: 'Trim the value and replace line breaks and tabs before it is sent.',
  source:
    'Adobe Analytics implementation guide, "Troubleshoot JavaScript implementation", "White space in variable values"; "Variables, functions and methods", "Illegal characters"',
  examples: {
    passes: [
      'pageName=Home',
      'v5=two%20words',
      'v5=%2B1',
      'v5=+1',
      'g=https%3A%2F%2Fshop.example%2F&-g=%20rest',
      'g=https%3A%2F%2Fshop.example%2F%20&-g=rest',
    ],
    fails: ['pageName=%20Home', 'v5=Home%20', 'v5=a%0Ab', 'v5=%09', 'c1=%C2%A0Home', 'c.&kind=a%20&.c'],
    notApplied: ['mid=12345678901234567890123456789012345678', 'v5=&mid=12345678901234567890123456789012345678'],
  },
  check(param, hit, report) {
    // The page URL is cut after 255 characters, wherever that is: there neither half has an edge.
    if (!isFreeText(param) || param.name === 'pageURLRest') return
    const goesOn = param.name === 'pageURL' && hit.has('pageURLRest')
    const text = hit.text(param)
    const control = CONTROL.exec(text)
    if (control !== null) {
      const at = [control.index, control.index + control[0].length] as const
      report({param, at, message: 'a line break, tab or other control character stands in the value'})
      return
    }
    for (const blank of text.matchAll(EDGE)) {
      // A raw plus is a blank only by the rules of forms, and `+1` is how a counter eVar is raised.
      const isPlus = hit.raw[blank.index === 0 ? param.start : param.end - 1] === '+'
      if (isPlus || (blank.index > 0 && (goesOn || mayBeCutShort(param, hit)))) continue
      const at = [blank.index, blank.index + blank[0].length] as const
      report({param, at, message: blank.index === 0 ? 'the value begins with a blank' : 'the value ends with a blank'})
      return
    }
  },
} satisfies ParamRule
