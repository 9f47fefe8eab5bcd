import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {DcError} from '../../src/errors.js'
import {parseTold} from '../../src/issues/told.js'
import {errorOf} from '../support/error-of.js'

describe('what the user tells', () => {
  test.each([
    ['rate-limited=TRUE', {'rate-limited': 'yes'}],
    ['Owner_Is_Administrator = no', {'owner-is-administrator': 'no'}],
    ['request-status=Cancelled', {'request-status': 'canceled'}],
    ['run-status=Error - Failure To Send', {'run-status': 'error-failure-to-send'}],
    ['row-limit=50,000', {'row-limit': '50000'}],
    ['request-ends=2026-10-31', {'request-ends': '2026-10-31'}],
    ['request-zone=europe/berlin', {'request-zone': 'Europe/Berlin'}],
    ['sends-to=sftp://files.example/out?a=b', {'sends-to': 'sftp://files.example/out?a=b'}],
    ['empty-file=not sent', {'empty-file': 'not-sent'}],
  ])('%s', (value, expected) => {
    expect(parseTold([value])).toEqual(expected)
  })

  test('several, and the same one twice', () => {
    expect(parseTold(['rate-limited=no', 'date-range=preset', 'rate-limited=0'])).toEqual({'rate-limited': 'no', 'date-range': 'preset'})
  })

  test('all faults at once, each with a way on', () => {
    const fault = () =>
      parseTold([
        'request-statsu=error',
        'request-status=scheduledd',
        'row-limit=many',
        'request-ends=31.10.2026',
        'request-zone=Mars',
        'rate-limited',
        'date-range=preset',
        'date-range=custom',
      ])
    expect(fault).toThrow(
      expect.objectContaining({
        code: 'usage',
        where: '--fact',
        suggestions: [
          '--fact request-status=error',
          '--fact request-status=scheduled',
          '--fact row-limit=50000',
          '--fact request-ends=2026-11-23',
          '--fact request-zone=Europe/Berlin',
          '--fact rate-limited=yes',
          '--fact date-range=custom',
        ],
      }),
    )
    expect(fault).toThrow(
      /did you mean request-status\?[\s\S]*takes scheduled, completed, canceled, error[\s\S]*told twice, preset and custom/,
    )
  })

  test('anything at all is taken or refused', () => {
    fc.assert(
      fc.property(fc.array(fc.string({unit: 'binary'})), (values) => {
        expect(errorOf(() => parseTold(values))).toSatisfy((error) => error === undefined || error instanceof DcError)
      }),
    )
  })
})
