import {describe, expect, test} from 'vitest'
import {CAUSES} from '../../src/issues/issues.js'
import {ACCOUNT_SCENARIOS} from '../support/scenarios-accounts.js'
import {FILE_SCENARIOS} from '../support/scenarios-files.js'
import {HEALTHY_SCENARIOS} from '../support/scenarios-healthy.js'
import {HIT_SCENARIOS} from '../support/scenarios-hits.js'
import {PRODUCT_SCENARIOS} from '../support/scenarios-products.js'
import {RECIPIENT_SCENARIOS} from '../support/scenarios-recipients.js'
import {REQUEST_SCENARIOS} from '../support/scenarios-requests.js'

/** That the scenarios are enough. Each states exactly what matches, so a cause that is not among its truths must not match there. */

const SCENARIOS = [
  ...PRODUCT_SCENARIOS,
  ...RECIPIENT_SCENARIOS,
  ...REQUEST_SCENARIOS,
  ...ACCOUNT_SCENARIOS,
  ...FILE_SCENARIOS,
  ...HIT_SCENARIOS,
  ...HEALTHY_SCENARIOS,
]

/** Causes that must have a scenario in which they are the truth. */
const NAMED = `
  event-without-products products-on-neighbouring-hit link-call-without-products product-access-not-granted wrong-file too-early
  never-scheduled schedule-ended rate-limited still-processing nothing-qualified recipient-never-set event-never-fired wrong-suite
  file-renamed-or-moved compression-changed send-failed account-full account-idle login-refused host-key-changed host-unreachable
  owner-not-administrator data-warehouse-not-enabled partner-not-activated date-range-frozen delivered-twice time-zone-shift row-limit
  upload-truncated connector-retired picked-up-by-partner purchase-deduplicated recipient-expired sent-elsewhere
`
  .trim()
  .split(/\s+/)

describe.each(NAMED)('%s', (id) => {
  const where = (isThere: boolean) => SCENARIOS.filter(({expected}) => id in expected.matched === isThere).map(({name}) => name)

  test('is a cause', () => expect(CAUSES.map((cause) => cause.id)).toContain(id))
  test('is the truth of a scenario', () => expect(where(true)).not.toEqual([]))
  test('is ruled out, or not the truth, where something else is', () => expect(where(false)).not.toEqual([]))
})

test('names of scenarios and causes are no slips', () => {
  const names = SCENARIOS.map(({name}) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  const known = new Set(CAUSES.map(({id}) => id))
  const used = SCENARIOS.flatMap(({expected: {matched, ruledOut = []}}) => [...Object.keys(matched), ...ruledOut])
  expect(used.filter((id) => !known.has(id))).toEqual([])
})
