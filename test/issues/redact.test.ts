import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {diagnose} from '../../src/diagnosis/diagnose.js'
import type {Evidence} from '../../src/issues/evidence.js'
import {exampleAccount} from '../../src/issues/examples/account-examples.js'
import {exampleEvidence, exampleHit, exampleHits, exampleIntegration} from '../../src/issues/examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../../src/issues/examples/warehouse-examples.js'
import {CAUSES, ISSUES} from '../../src/issues/issues.js'
import {redact, redactorOf} from '../../src/issues/redaction/redact.js'
import {tokensOf} from '../../src/jobs/redaction-key.js'
import {anyEvidence} from '../support/evidence.js'

const tokens = tokensOf('a key')
const hidden = (parts: Partial<Evidence>) => redact(exampleEvidence(parts), tokens)
const hide = (text: string) => hidden({deliveries: {...exampleEvidence({}).deliveries, notes: [text]}}).deliveries.notes[0]
const token = (kind: string) => expect.stringMatching(new RegExp(`^${kind}-[0-9a-f]{10}$`))

describe('what goes', () => {
  test.each([
    ['mail of jane.doe+x@shop.example came', /^mail of email-[0-9a-f]{10}@hidden\.invalid came$/],
    ['out/jane@shop.example.csv.gz', /^out\/email-[0-9a-f]{10}@hidden\.invalid\.csv\.gz$/],
    ['as sftp://jane:hunter2@files.example:22/out', /^as sftp:\/\/user-[0-9a-f]{10}@files\.example:22\/out$/],
    ['PASS hunter2', /^PASS secret-[0-9a-f]{10}$/],
    ['password=hunter2, user', /^password=secret-[0-9a-f]{10}, user$/],
    ['{"client_secret": "hunter2"}', /^\{"client_secret": "secret-[0-9a-f]{10}"\}$/],
    ['Authorization: Bearer eyJhbGciOi.eyJzdWIi.sig', /^Authorization: Bearer secret-[0-9a-f]{10}$/],
    ['key AKIAIOSFODNN7EXAMPLE', /^key secret-[0-9a-f]{10}$/],
    ['cd /home/jane/out', /^cd \/home\/user-[0-9a-f]{10}\/out$/],
    ['C:\\Users\\jane\\out', /^C:\\Users\\user-[0-9a-f]{10}\\out$/],
    ['https://www.shop.example/a?MID=77777&x=jane', /^https:\/\/www\.shop\.example\/a\?MID=value-[0-9a-f]{10}&x=value-[0-9a-f]{10}$/],
    ['call +49 30 1234 5678 now', /^call phone-[0-9a-f]{10} now$/],
    ['card 4111 1111 1111 1111', /^card card-[0-9a-f]{10}$/],
  ])('%s', (text, expected) => {
    expect(hide(text)).toMatch(expected)
  })

  test('people, users and credentials in fields of their own', () => {
    const {integration, warehouse} = hidden({
      integration: exampleIntegration({
        notify: ['ops@shop.example'],
        description: 'for Jane',
        acknowledged: {fees: {by: 'Jane Doe', on: '2026-09-01'}},
        inputs: {accountId: '4711', password: 'hunter2', apiKey: {secret: 'cmd:pass show jane'}, token: {secret: 'env:TOKEN'}},
      }),
      warehouse: exampleWarehouse({requests: [exampleRequest({owner: 'ops@shop.example'})]}),
    })
    expect(integration?.integration).toMatchObject({
      notify: [warehouse?.requests[0]?.owner],
      description: token('text'),
      acknowledged: {fees: {by: token('person'), on: '2026-09-01'}},
      inputs: {
        accountId: '4711',
        password: token('secret'),
        apiKey: {secret: expect.stringMatching(/^cmd:secret-/)},
        token: {secret: 'env:TOKEN'},
      },
      delivery: {location: `sftp://${warehouse?.requests[0]?.sendsTo?.user}@files.example/out`},
    })
  })

  test('a user is hidden where a text speaks of it, a word that is open anyway is not', () => {
    const request = exampleRequest({
      sendsTo: {kind: 'sftp', host: 'f.example', port: 22, user: 'shopuser', directory: '/shopuser/in', id: null, isDeleted: null},
    })
    const {accounts, warehouse} = hidden({
      integration: exampleIntegration({delivery: null}),
      warehouse: exampleWarehouse({requests: [request], notes: ['shopuser may not log in.', 'shopprod']}),
      accounts: [exampleAccount({directory: '/data/shopuser'})],
    })
    const user = warehouse?.requests[0]?.sendsTo?.user
    expect(warehouse?.requests[0]?.sendsTo?.directory).toBe(`/${user}/in`)
    expect(warehouse?.notes).toEqual([`${user} may not log in.`, 'shopprod'])
    expect(accounts[0]?.directory).toBe(`/data/${user}`)
  })

  test('recipients in the URL of a page; the message stays', () => {
    const page = 'https://www.shop.example/?MID=spring26&RID=900123&utm_source=news'
    const {hits} = hidden({
      integration: exampleIntegration(),
      hits: exampleHits({
        days: [{day: '2026-10-05', hits: 1, segments: []}],
        eventsElsewhere: [{suite: 'x', event: 'scAdd', hits: 1, example: exampleHit({page})}],
      }),
    })
    expect(hits?.eventsElsewhere[0]?.example.page).toMatch(/\?MID=spring26&RID=recipient-[0-9a-f]{10}&utm_source=news$/)
  })
})

describe('what stays', () => {
  test.each([
    'sftp://files.example:22/out',
    'out/cart_20261005.csv: 10 rows',
    'https://www.shop.example/cart?page=2',
    'SSH-2.0-OpenSSH_9.2p1 Debian',
    'SHA256:4n8dWb9jHq0m0yVxS0kQm9oJr1p7z3hT5c2XbA6Y8uE',
    '2026-10-05T10:00:00.000Z',
    'image@2x.png',
    'dc validate CAPTURE --rule cart-add-without-products',
    'secret-unavailable',
    '***** of 3',
  ])('%s', (text) => {
    expect(hide(text)).toBe(text)
  })

  test('a technical account is still seen to be one', () => {
    const {warehouse} = hidden({warehouse: exampleWarehouse({requests: [exampleRequest({owner: '12AB@techacct.adobe.com'})]})})
    expect(warehouse?.requests[0]?.owner).toMatch(/^email-[0-9a-f]{10}@techacct\.adobe\.com$/)
  })
})

describe('tokens', () => {
  test('the same value under the same key alone', () => {
    const of = (key: string) =>
      redact(
        exampleEvidence({
          collectors: [{evidence: 'log', what: 'jane@shop.example', outcome: 'failed', code: null, detail: 'of Jane@shop.example'}],
        }),
        tokensOf(key),
      )
    const [one, two] = [of('a').collectors[0], of('b').collectors[0]]
    expect(one?.detail).toBe(`of ${one?.what}`)
    expect(one?.what).not.toBe(two?.what)
  })

  test('hiding twice is hiding once, under whatever key', () => {
    fc.assert(
      fc.property(anyEvidence(anyWords()), (evidence) => {
        const once = redact(evidence, tokens)
        expect(redact(once, tokens)).toEqual(once)
        expect(redact(once, tokensOf('another'))).toEqual(once)
      }),
    )
  })
})

test('long and hostile texts are hidden in time', () => {
  const texts = [
    'a'.repeat(200_000),
    '@'.repeat(50_000),
    'a@'.repeat(50_000),
    'x=&'.repeat(50_000),
    'a.'.repeat(50_000),
    '://'.repeat(50_000),
    '1 '.repeat(50_000),
    'key='.repeat(50_000),
    '/home/'.repeat(30_000),
    '%40a.'.repeat(30_000),
  ]
  const start = performance.now()
  for (const text of texts) hide(text)
  expect(performance.now() - start).toBeLessThan(5000)
})

test('no address and no secret survives, wherever it stood', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9_-]{8,20}$/).map((value) => `z9${value}`)
  const sample = fc.record({
    email: fc
      .tuple(
        fc.stringMatching(/^[a-z][a-z0-9._+-]{2,20}[a-z0-9]$/),
        fc.stringMatching(/^[a-z]{3,10}(\.[a-z]{3,8})?\.(com|example|co\.uk)$/),
      )
      .map((parts) => parts.join('@')),
    secret,
  })
  fc.assert(
    fc.property(
      sample.chain(({email, secret: value}) =>
        fc.tuple(
          fc.constant([email, encodeURIComponent(email), value]),
          anyEvidence(
            fc.constantFrom(
              email,
              `of ${email}, and`,
              `list_${email}`,
              `x?e=${encodeURIComponent(email)}&y=1`,
              `ftp://me:${value}@files.example/in`,
              `password=${value}`,
              `api_key: ${value}`,
              `?token=${value}#x`,
              `Authorization: Bearer ${value}`,
              `<${email}>`,
            ),
          ),
        ),
      ),
      ([gone, evidence]) => {
        const text = JSON.stringify(redact(evidence, tokens))
        for (const value of gone) expect(text).not.toContain(value)
      },
    ),
    {numRuns: 300},
  )
})

describe('the diagnosis is the same', () => {
  const hiddenFirst = (evidence: Evidence) => diagnose(redact(evidence, tokens), ISSUES)
  const hiddenLast = (evidence: Evidence) => redactorOf(evidence, tokens)(diagnose(evidence, ISSUES))

  test('of any evidence', () => {
    fc.assert(
      fc.property(anyEvidence(anyWords(), NAMES), (evidence) => {
        expect(hiddenFirst(evidence)).toEqual(hiddenLast(evidence))
      }),
      {numRuns: 200},
    )
  })

  test.each(CAUSES.map((cause) => [cause.id, cause] as const))('of the examples of %s', (_id, {examples}) => {
    for (const {evidence} of Object.values(examples).flat()) expect(hiddenFirst(evidence)).toEqual(hiddenLast(evidence))
  })
})

function anyWords(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      'cart',
      'Spring e-mail daily',
      'jdoe',
      'jane@shop.example',
      'out/a b.csv',
      'cart-abandonment',
      'dc',
      'no file',
      'x.part',
      '%',
      '$&',
    ),
    fc.emailAddress(),
    fc.string({maxLength: 12}),
  )
}

/** None of them is a word of the sentences that a diagnosis is made of. */
const NAMES = fc.oneof(fc.constantFrom('jdoe', 'Jane Doe', 'jane@shop.example', 'dc', 'x@y', '../etc', 'shopprod'), fc.emailAddress())
