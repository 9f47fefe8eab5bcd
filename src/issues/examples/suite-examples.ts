import type {SuiteSnapshot, SuiteVariable} from '../../mapping/suite-snapshot.js'

/** A snapshot of `shopprod` in which one variable is listed, and others may exist. */
export function exampleSuite({variable, ...parts}: Pick<SuiteVariable, 'variable'> & Partial<SuiteVariable>): SuiteSnapshot {
  return {
    version: 1,
    reportSuite: 'shopprod',
    name: 'Shop',
    capturedAt: '2026-10-01',
    origin: 'sdr.json',
    complete: {variables: false, events: false},
    variables: [{variable, name: 'Recipient ID', enabled: true, type: 'text', allocation: null, expiration: null, ...parts}],
    events: [],
  }
}
