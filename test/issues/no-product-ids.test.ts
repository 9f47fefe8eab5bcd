import {describe, expect, test} from 'vitest'
import {judge} from '../../src/diagnosis/diagnose.js'
import {openCase} from '../../src/issues/case.js'
import {ISSUES} from '../../src/issues/issues.js'

const OUTCOMES = {matched: 'matched', ruledOut: 'ruled-out', notChecked: 'not-checked'} as const
const MINE = ['no-product-ids', 'no-recipient-ids', 'wrong-rows', 'wrong-days']
const causes = [...new Set(ISSUES.filter(({id}) => MINE.includes(id)).flatMap(({causes: each}) => each))]

describe.each(causes)('$id', (cause) => {
  for (const [key, outcome] of Object.entries(OUTCOMES)) {
    test.each(cause.examples[key as keyof typeof OUTCOMES].map((each) => ({...each})))(`${outcome}: $about`, ({evidence, confidence}) => {
      const judged = judge(cause, openCase(evidence))
      expect({outcome: judged.outcome, reason: judged.outcome === outcome ? null : judged}).toEqual({outcome, reason: null})
      if (confidence !== undefined) expect(judged.confidence).toBe(confidence)
    })
  }
})
