import {describe, expect, test} from 'vitest'
import type {Evidence} from '../../src/issues/evidence.js'
import {exampleFailure} from '../../src/issues/examples/account-examples.js'
import {exampleDeliveries, exampleIntegration, examplePartner} from '../../src/issues/examples/examples.js'
import {exampleRequest, exampleRun, exampleWarehouse} from '../../src/issues/examples/warehouse-examples.js'
import {CAUSES} from '../../src/issues/issues.js'
import {renderTicket, TICKETS, type TicketKind} from '../../src/report/ticket.js'
import {displayWidth} from '../../src/report/visible.js'
import {maskPersonal} from '../../src/validation/mask.js'
import {HOSTILE_NAME, judged, productsMissing, withHostileTexts, type JudgedCase} from '../support/diagnosis.js'

const write = ({diagnosis, evidence}: JudgedCase, kind: TicketKind) => renderTicket(diagnosis, evidence, kind, maskPersonal)
const flat = (text: string) => text.replaceAll(/\s+/g, ' ')

const warehouse = exampleWarehouse({
  requests: [exampleRequest({id: 'a1b2-uuid', owner: 'jane.doe@shop.example'})],
  runs: [
    exampleRun('2026-10-05'),
    exampleRun('2026-10-06', {status: 'error-failure-to-send', legacyId: '90210', error: 'refused for jane.doe@shop.example'}),
  ],
})

const received = productsMissing({warehouse})
/** The file of 3 October was the last to come, and the delivery of the next failed. */
const notReceived = judged({
  integration: exampleIntegration({inputs: {accountId: '4711'}, notify: ['ops@shop.example']}, {partner: examplePartner({name: 'Mailer'})}),
  deliveries: exampleDeliveries({
    days: {'2026-10-01': {}, '2026-10-02': {}, '2026-10-03': {}},
    hasListing: true,
  }),
  accounts: [
    exampleFailure('log-in', 'login-refused', {
      steps: [{step: 'log-in', outcome: 'failed', at: '2026-10-09T12:00:00.000Z', tookMs: 31, detail: '530'}],
    }),
  ],
  warehouse,
})

describe.each(TICKETS)('the ticket for %s', (kind) => {
  test.each([received, notReceived, judged({})])('is plain text of at most 78 columns', (one) => {
    const text = write(one, kind)
    expect(text.split('\n').filter((line) => displayWidth(line) > 78)).toEqual([])
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F]/)
  })

  test('holds no control characters and no lines of others', () => {
    for (const {diagnosis, evidence} of [received, notReceived]) {
      const text = write({diagnosis: withHostileTexts(diagnosis), evidence: withHostileTexts(evidence)}, kind)
      // eslint-disable-next-line no-control-regex
      expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F]/)
      expect(text).not.toMatch(/^Next steps\.csv/m)
      expect(text.split('\n').filter((line) => displayWidth(line) > 78)).toEqual([])
    }
  })

  test('holds no address, no user and no name of a server as it is', () => {
    for (const one of [received, notReceived]) {
      const text = write(one, kind)
      for (const secret of ['jane', '@shop.example', 'dc@', 'SPRING_SFTP', HOSTILE_NAME]) expect(text).not.toContain(secret)
    }
  })

  test('lists at its end all that is to be filled in, each once', () => {
    for (const one of [received, judged({})]) {
      const text = flat(write(one, kind))
      const [body = '', list = ''] = text.split('TO FILL IN BEFORE SENDING')
      const open = [...body.matchAll(/\[fill in: ([^\]]+)\]/g)].map(([, what]) => what)
      expect(open.length).toBeGreaterThan(0)
      for (const what of open) expect(list.split(`- ${what ?? ''}`)).toHaveLength(2)
    }
  })

  test('says on top that there is nothing to do for its reader where the cause lies elsewhere, and names it', () => {
    const text = flat(write(received, kind))
    expect(text.indexOf('NOTE TO THE SENDER')).toBe(0)
    expect(text).toContain(`Nothing for ${kind === 'adobe' ? 'Adobe' : 'the partner'} to do was found.`)
    expect(text).toContain('The cause found lies on our own side (certain): The event is sent without a product')
    expect(text).toContain('WHICH FILE IS MEANT')
  })

  test('names the days without a file, the last good file and what the next would be called', () => {
    const text = flat(write(notReceived, kind))
    expect(text).toContain('last good out/cart_20261003.csv, rows of 2026-10-03')
    expect(flat(write(received, kind))).toContain('last good out/cart_20261001.csv, rows of 2026-10-01')
    expect(text).toContain('SHA-256 of its rows rows of 2026-10-03')
    expect(text).toMatch(/expected cart_2026100[4-8]\.csv/)
    expect(text).toMatch(/overdue: 2026-10-0\d/)
  })
})

describe('for Adobe', () => {
  test('it has what Customer Care asks for', () => {
    const text = flat(write(notReceived, 'adobe'))
    for (const part of [
      "supported user [fill in: the supported user's name and e-mail]",
      'login company [fill in: login company]',
      'organization [fill in: IMS organization id]',
      'report suite shopprod',
      'time zone UTC',
      'partner Mailer',
      'account id 4711',
      'request uuid a1b2-uuid',
      'legacy id 4711',
      'owner j***',
      'type sftp, host files.example, port 22, user d*** and directory /out',
      'legacy id 90210: error-failure-to-send, rows of 2026-10-06',
      '2026-10-09T12:00:00Z log-in: failed, 31 ms, 530',
      'WHAT WAS TRIED',
    ])
      expect(text).toContain(part)
  })

  test('what failed stands before what went well', () => {
    const text = write(received, 'adobe')
    expect(text.indexOf('error-failure-to-send')).toBeLessThan(text.indexOf('run-2026-10-05'))
  })

  test('hits without products are shown with page, time and library', () => {
    const text = flat(write(received, 'adobe'))
    expect(text).toContain('2026-10-05: scAdd on 10 hits, 0 with products, 10 without')
    expect(text).toContain('without products: page "Cart", https://www.shop.example/cart, 2026-10-05T10:00:00Z, JS-2.26.0 (hits.har:7)')
  })
})

describe('for the partner', () => {
  const text = flat(write(received, 'partner'))

  test('it says what was delivered, and asks for pick-up, mapping and activation', () => {
    expect(text).toContain('out/cart_20261005.csv: 500 bytes, 10 rows, 10 with recipient, 0 with product')
    expect(text).toContain('recipientId eVar12')
    expect(text).toContain('Did you fetch the files above')
    expect(text).toContain('Which fields does your side expect')
    expect(text).toContain('Is the integration switched on in your system?')
  })

  test('the ids of Data Warehouse are not its business', () => {
    expect(text).not.toContain('a1b2-uuid')
  })
})

test.each(CAUSES.flatMap(({id, examples}) => examples.matched.map(({about, evidence}) => [id, about, evidence] as const)))(
  'with %s (%s) both tickets can be written',
  (_id, _about, evidence: Evidence) => {
    const one = judged(evidence)
    for (const kind of TICKETS)
      expect(
        write(one, kind)
          .split('\n')
          .filter((line) => displayWidth(line) > 78),
      ).toEqual([])
  },
)
