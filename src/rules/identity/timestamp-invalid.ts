import {parseTimestamp} from '../../hits/time.js'
import type {HitRule} from '../rule.js'
import {mayBeCutShort} from '../values/free-text.js'

const MILLISECONDS = /^\d{12,13}$/

export default {
  id: 'timestamp-invalid',
  shape: 'hit',
  severity: 'error',
  triggers: ['timestamp'],
  summary: 'Timestamp in a form Adobe does not take',
  why: 'Adobe takes Unix time in whole seconds, or ISO 8601 with a date, a `T`, hours and minutes. A hit with anything else is lost or filed under a wrong time (unverified: which of the two).',
  fix: 'Send whole seconds since 1970, in JavaScript `Math.floor(Date.now() / 1000)`.',
  source: 'Adobe Analytics implementation guide, "timestamp", "ISO 8601 values"',
  examples: {
    passes: [
      'ts=1757000000',
      'ts=2026-09-04T10%3A03',
      'ts=20260904T100309Z',
      'ts=2026-09-04T10%3A03%3A09%2B02%3A00',
      'ts=2026-09-04T10%3A03%3A09.123Z',
      'ts=D%3Dt',
    ],
    fails: ['ts=1757000000000', 'ts=2026-09-04', 'ts=1757000000.5', 'ts=yesterday', 'ts=2026-13-04T10%3A03'],
    notApplied: ['pageName=home', 'ts=&v1=x', 't=4%2F8%2F2026%2010%3A3%3A9%205%20-120'],
  },
  applies(hit) {
    const param = hit.param('timestamp')
    return param !== undefined && mayBeCutShort(param, hit) ? 'unknown' : true
  },
  check(hit, report) {
    const text = hit.value('timestamp')
    if (text === undefined || hit.isDynamic(text) || parseTimestamp(text.trim()) !== undefined) return
    report({
      param: 'timestamp',
      at: [0, text.length],
      message: MILLISECONDS.test(text)
        ? 'the time is in milliseconds, Adobe takes seconds'
        : 'neither Unix seconds nor a form of ISO 8601 that Adobe takes',
    })
  },
} satisfies HitRule
