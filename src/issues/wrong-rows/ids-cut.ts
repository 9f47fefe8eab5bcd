import type {Cause} from '../cause.js'
import {exampleEvidence, exampleHits, exampleVariable} from '../examples/examples.js'
import {judgeIds} from '../signs/id-values.js'

const ids = (cut: number | undefined, isComplete = false) =>
  exampleEvidence({hits: exampleHits({isComplete, recipient: exampleVariable({hits: 40, ...(cut !== undefined && {cut})})})})

export default {
  id: 'ids-cut',
  summary: 'IDs are longer than the variable and are cut',
  why: 'A variable keeps 255 bytes. An ID that is longer loses its end, so that the partner does not know it, or two recipients become one.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-18'],
  source: 'Adobe Analytics implementation guide, "eVar" and "campaign" (255 bytes)',
  next: ['Put a shorter ID into the links of the mailing: a key of the recipient, no token', 'dc validate CAPTURE --rule value-too-long'],
  judge: (about) => judgeIds(about, {count: ({cut}) => cut, fault: 'as long as a variable can hold, or longer', confidence: 'likely'}),
  examples: {
    matched: [{about: 'every fourth value is as long as may be', evidence: ids(10), confidence: 'likely'}],
    ruledOut: [{about: 'no value of a whole capture', evidence: ids(0, true)}],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {about: 'it was not looked for', evidence: ids(undefined)},
      {about: 'a part of the hits', evidence: ids(0)},
      {about: 'no variable is mapped', evidence: exampleEvidence({hits: exampleHits({recipient: null})})},
    ],
  },
} satisfies Cause
