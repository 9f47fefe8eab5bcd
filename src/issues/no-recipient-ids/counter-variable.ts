import type {Cause} from '../cause.js'
import {exampleEvidence, exampleIntegration} from '../examples/examples.js'
import {mappedSlots} from '../signs/mapped-slots.js'
import {exampleSuite} from '../examples/suite-examples.js'

const typed = (type: 'text' | 'counter' | null) => exampleIntegration({}, {suite: exampleSuite({variable: 'eVar12', type})})

export default {
  id: 'counter-variable',
  summary: 'The variable of an id is a counter',
  why: 'A counter eVar adds up what it is sent. An id in it becomes a number like `1.00`, and which recipient it was is lost.',
  owner: 'you',
  needs: [['integration'], ['suite']],
  rows: ['RW-16'],
  source: 'Analytics, "Conversion variables (eVar)", Type (text string or counter)',
  next: [
    'Set the type of the variable to text (Admin, Report suites, Conversion variables), or map the id to another one',
    'dc map variables INTEGRATION --suggest --dry-run',
  ],
  judge(about) {
    const slots = mappedSlots(about).filter(({known}) => known.type !== null)
    const counters = slots.filter(({known}) => known.type === 'counter')
    if (counters.length > 0) return {outcome: 'matched', confidence: 'certain', because: counters.map(({say}) => say('is a counter'))}
    // Some slot always is known for sure: the tracking code. It says nothing about the others.
    const open = (about.evidence.integration?.integration.variables ?? []).filter(
      ({role, variable}) =>
        /^(?:recipientId|emailAddress|messageId|campaignId)$/.test(role) && !slots.some((slot) => slot.variable === variable),
    )
    if (slots.length === 0 || open.length > 0)
      return {outcome: 'not-checked', reason: 'the snapshot does not tell the type of every id', missing: ['suite']}
    return {outcome: 'ruled-out', against: slots.map(({say}) => say('holds text'))}
  },
  examples: {
    matched: [{about: 'the recipient is in a counter', evidence: exampleEvidence({integration: typed('counter')}), confidence: 'certain'}],
    ruledOut: [{about: 'both ids are texts', evidence: exampleEvidence({integration: typed('text')})}],
    notChecked: [
      {about: 'nothing is known of the suite', evidence: exampleEvidence({integration: exampleIntegration()})},
      {about: 'the snapshot does not tell types', evidence: exampleEvidence({integration: typed(null)})},
    ],
  },
} satisfies Cause
