import * as fc from 'fast-check'
import type {Evidence} from '../../src/issues/evidence.js'
import {exampleAccount, exampleFailure, exampleListing} from '../../src/issues/examples/account-examples.js'
import {
  exampleDeliveries,
  exampleEvidence,
  exampleHit,
  exampleHitDay,
  exampleHits,
  exampleIntegration,
} from '../../src/issues/examples/examples.js'
import {exampleLogEntry, exampleRequest, exampleRun, exampleWarehouse} from '../../src/issues/examples/warehouse-examples.js'

/** Evidence of all sorts around the days of the examples; `words` stand wherever a person or a server may write what they like, `names` are those of people and users. */
export function anyEvidence(
  words: fc.Arbitrary<string> = fc.constantFrom('cart', 'Spring', 'jdoe_4', 'out/a b.csv'),
  names: fc.Arbitrary<string> = words,
): fc.Arbitrary<Evidence> {
  const day = fc.integer({min: 1, max: 8}).map((of) => `2026-10-0${of}`)
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value)
  const integration = fc
    .record({
      by: names,
      notify: fc.array(fc.stringMatching(/^[a-z][a-z0-9_]{0,5}[a-z]@[a-z]{2,8}\.example$/), {maxLength: 2}),
      description: words,
      user: names,
      input: names,
      landing: words,
      secret: fc.constantFrom('env:SPRING_SFTP', 'cmd:pass show jane', 'file:/home/jane/.secret'),
    })
    .map(({by, notify, description, user, input, landing, secret}) =>
      exampleIntegration(
        {
          notify,
          description,
          partnerConfirmed: {by, on: '2026-09-01'},
          acknowledged: {fees: {by, on: '2026-09-01'}},
          inputs: {accountId: '4711', username: input, apiKey: {secret}},
          collection: {
            mode: 'javascript-plugin',
            parameters: {messageId: 'MID', recipientId: 'RID'},
            landingPages: [`https://www.shop.example/${landing}`],
          },
          delivery: {
            location: `sftp://${encodeURIComponent(user)}@files.example/out`,
            credential: {secret},
            from: '2026-10-01',
            until: null,
            expectedBy: '06:00',
            timeZone: null,
            days: 'daily',
            emptyFile: 'unknown',
          },
        },
        {siblings: [{id: 'other', location: `sftp://${encodeURIComponent(user)}@other.example/`, carrier: 'unknown'}]},
      ),
    )
  const deliveries = fc
    .record({
      days: fc.uniqueArray(day),
      name: words,
      rows: fc.integer({min: 0, max: 3}),
      digests: fc.constantFrom('same', 'own'),
      note: words,
      isListed: fc.boolean(),
    })
    .map(({days, name, rows, digests, note, isListed}) => {
      const file = (of: string) => ({
        path: `out/${name}_${of}.csv`,
        rows,
        rowsWithProduct: Math.min(rows, 1),
        digest: digests === 'same' ? 'd' : `d ${of}`,
      })
      return exampleDeliveries({
        days: Object.fromEntries(days.map((of) => [of, file(of)])),
        hasListing: true,
        isListed,
        notes: [`out/${name}: ${note}`],
        errors: [{path: `out/${name}`, code: 'unreadable-file', message: note}],
        skipped: [{path: name, looksLike: note}],
      })
    })
  const account = fc
    .record({user: names, name: words, detail: words, code: fc.constantFrom('login-refused', 'no-directory', null)})
    .map(({user, name, detail, code}) => {
      const entry = {name, sizeBytes: 10, modifiedAt: null, isGrowing: false}
      const step = {step: 'log-in', outcome: 'ok', at: '2026-10-09T12:00:00.000Z', tookMs: 3, detail: `as ${user}: ${detail}`} as const
      const parts = {directory: `/home/${user}/out`, software: detail, steps: [step]}
      return code === null ? exampleAccount({...parts, listing: exampleListing({entries: [entry]})}) : exampleFailure('log-in', code, parts)
    })
  const hits = fc
    .record({of: day, page: words, value: words, name: maybe(words), without: fc.integer({min: 0, max: 2}), note: words})
    .map(({of, page, value, name, without, note}) => {
      const hit = exampleHit({page: `https://www.shop.example/${page}?MID=7&RID=${encodeURIComponent(value)}`, name})
      return exampleHits({
        days: [exampleHitDay(of, {events: 3, withoutProducts: without, examples: {withoutProducts: [hit]}})],
        notes: [note],
      })
    })
  const warehouse = fc
    .record({
      user: names,
      owner: names,
      name: words,
      status: fc.constantFrom('scheduled', 'completed', 'canceled', 'error'),
      run: fc.constantFrom('completed', 'processing', 'error-processing', 'error-failure-to-send'),
      of: day,
      error: maybe(words),
      directory: words,
    })
    .map(({user, owner, name, status, run, of, error, directory}) =>
      exampleWarehouse({
        requests: [
          exampleRequest({
            name,
            owner,
            status,
            sendsTo: {kind: 'sftp', host: 'files.example', port: 22, user, directory: `/${directory}`, id: null, isDeleted: null},
          }),
        ],
        runs: [exampleRun(of, {status: run, error})],
        notes: [`of ${owner}`],
      }),
    )
  const told = fc
    .record({place: names})
    .map(({place}) => ({'sends-to': `sftp://${encodeURIComponent(place)}@files.example/out`, 'rate-limited': 'no'}))
  return fc
    .record({
      integration: maybe(integration),
      deliveries,
      accounts: fc.array(account, {maxLength: 2}),
      hits: maybe(hits),
      log: maybe(words.map((text) => ({entries: [exampleLogEntry({text})]}))),
      warehouse: maybe(warehouse),
      told: fc.oneof(fc.constant({}), told),
      collectors: words.map((what) => [{evidence: 'files', what, outcome: 'failed', code: 'x', detail: what} as const]),
    })
    .map((parts) => exampleEvidence(parts))
}
