import type {Cause} from '../cause.js'
import {exampleEvidence, exampleHits, exampleVariable} from '../examples/examples.js'
import {judgeIds} from '../signs/id-values.js'

const ids = (caseVariants: number | undefined, isComplete = false) =>
  exampleEvidence({
    hits: exampleHits({isComplete, recipient: exampleVariable({hits: 40, ...(caseVariants !== undefined && {caseVariants})})}),
  })

export default {
  id: 'id-case-merged',
  summary: 'IDs that differ in capital letters alone become one',
  why:
    'Reports compare eVars without case. Where two recipients have IDs like `aB3x` and `Ab3X`, their rows are merged under the spelling that came ' +
    'first.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-17'],
  source: 'Analytics, "Conversion variables (eVar)", case sensitivity',
  next: ['Use IDs that do not depend on case: numbers, or letters of one case', 'dc validate CAPTURE'],
  judge: (about) =>
    judgeIds(about, {count: ({caseVariants}) => caseVariants, fault: 'like another but for capital letters', confidence: 'likely'}),
  examples: {
    matched: [{about: 'every tenth value', evidence: ids(4), confidence: 'likely'}],
    ruledOut: [{about: 'no value of a whole capture', evidence: ids(0, true)}],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {about: 'it was not looked for', evidence: ids(undefined)},
      {about: 'a part of the hits', evidence: ids(0)},
    ],
  },
} satisfies Cause
