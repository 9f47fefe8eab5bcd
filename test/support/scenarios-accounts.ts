import {expect} from 'vitest'
import {deliver, nextDay, upTo} from './scenario-deliveries.js'
import {DAYS, type Scenario, type World} from './scenario.js'

/** Files on FTP and SFTP accounts, and what goes wrong on the way to them. */

const FAULT = {verdict: 'fault-found', exitCode: 1} as const
const MONDAY = '2026-10-12T12:00:00Z'
const UNTIL_MONDAY = deliver({only: upTo('2026-10-05')})
const quota = (bytes: string, files: string) =>
  ['The current quota for this session are [current/limit]:', `Uploaded Mb: ${bytes}`, `Uploaded files: ${files}`, 'done'].join('\n')
/** Files came until Monday last week. */
const stopped = (world: World): World => ({now: MONDAY, files: UNTIL_MONDAY, flags: ['--since=2026-10-06'], ...world})

const LAST_YEAR = Object.fromEntries(
  Array.from({length: 10_000}, (_, index) => {
    const day = new Date(Date.UTC(2025, 0, 1 + (index % 300))).toISOString().slice(0, 10)
    const modified = new Date(`${day}T05:00:00Z`)
    return [`out/cart_abandonment_${day.replaceAll('-', '')}_no${index}.csv`, {content: 'Recipient ID,Product\n', modified}]
  }),
)

export const ACCOUNT_SCENARIOS: readonly Scenario[] = [
  {
    name: 'all well on an SFTP account',
    world: {server: {kind: 'sftp'}, capture: {days: DAYS, isComplete: true}},
    expected: {
      verdict: 'no-fault-found',
      exitCode: 0,
      matched: {},
      also: ({accounts}) => expect(accounts[0]).toMatchObject({failure: null, listing: {files: 8, isComplete: true}, read: {files: 8}}),
    },
  },
  {
    name: 'all well on an FTP account, and the transfer is cut once',
    world: {server: {kind: 'ftp', faults: {cutTransfer: 'once'}}, flags: ['--issue=files-not-received']},
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}, ruledOut: ['login-refused', 'host-unreachable', 'connector-retired']},
  },
  {
    name: 'all well on an FTP account with a listing as of a Unix shell',
    world: {server: {kind: 'ftp', dialect: 'unix'}},
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}},
  },
  {
    name: 'names that lead elsewhere on the server are not followed',
    world: {server: {kind: 'sftp', faults: {oddNames: ['../x', '/etc/passwd', 'a\nb.csv', 'späte ☃.csv', ' two  blanks .csv']}}},
    // The last two could be files of the segment, cannot be had, and say so.
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}},
  },
  {
    name: 'ten thousand files of last year lie beside those of last week',
    world: {server: {kind: 'ftp', files: LAST_YEAR}, flags: ['--since=2026-10-01']},
    expected: {
      verdict: 'no-fault-found',
      exitCode: 0,
      matched: {},
      also: ({accounts}) => expect(accounts[0]).toMatchObject({listing: {files: 10_008, isComplete: true}, read: {files: 8}}),
    },
  },
  {
    name: 'nobody may read the directory',
    world: {server: {kind: 'sftp', faults: {denied: ['out']}}, files: []},
    expected: {...FAULT, matched: {'read-denied': 'partner'}, ruledOut: ['login-refused', 'host-unreachable']},
  },
  {
    name: 'the directory is not there',
    world: {server: {kind: 'ftp', asked: 'out/nobody-made-it', isAskedMade: false}, files: []},
    expected: {...FAULT, matched: {'directory-missing': 'you'}, ruledOut: ['login-refused']},
  },
  {
    name: 'transfers are cut again and again',
    world: {server: {kind: 'ftp', faults: {cutTransfer: 'always'}}},
    // What could not be read is no proof of anything.
    expected: {verdict: 'inconclusive', exitCode: 5, matched: {}},
  },
  {
    name: 'one file grows while it is read',
    world: {server: {kind: 'sftp', faults: {grows: 'out/cart_abandonment_20261008.csv'}}},
    // It has not arrived before it is whole.
    expected: {verdict: 'too-early', exitCode: 4, matched: {'too-early': 'you'}},
  },
  {
    name: 'the login is refused',
    world: {server: {kind: 'sftp', faults: {refuseLogin: true}}, files: []},
    expected: {...FAULT, matched: {'login-refused': 'you'}, ruledOut: ['host-unreachable', 'host-key-changed']},
  },
  {
    name: 'the login to an FTP account is refused',
    world: {server: {kind: 'ftp', users: {dc: 'another password'}}, files: []},
    expected: {...FAULT, matched: {'login-refused': 'you'}, ruledOut: ['host-unreachable']},
  },
  {
    name: 'the server has another host key than it had',
    world: {server: {kind: 'sftp', isKeyKnown: 'changed'}},
    expected: {...FAULT, matched: {'host-key-changed': 'partner'}, ruledOut: ['host-unreachable']},
  },
  {
    name: 'a host key that nobody knows is not accepted in silence',
    world: {server: {kind: 'sftp', isKeyKnown: 'no'}},
    expected: {
      verdict: 'inconclusive',
      exitCode: 5,
      matched: {},
      also: ({accounts}) => expect(accounts[0]?.failure?.code).toBe('host-key-unknown'),
    },
  },
  {
    name: 'the server is switched off',
    world: {server: {kind: 'sftp', isOff: true}},
    expected: {...FAULT, matched: {'host-unreachable': 'you'}},
  },
  {
    name: 'the server takes the connection and says nothing',
    world: {server: {kind: 'ftp', faults: {stall: 'greeting'}}},
    expected: {...FAULT, matched: {'host-unreachable': 'you'}},
  },
  {
    name: 'the account takes no further file',
    world: stopped({server: {kind: 'ftp', quota: quota('12.00/50.00', '63/63')}}),
    expected: {...FAULT, matched: {'account-full': 'partner'}},
  },
  {
    name: 'the account has plenty of room',
    world: stopped({server: {kind: 'ftp', quota: quota('12.00/5000.00', '5/63')}}),
    expected: {verdict: 'inconclusive', exitCode: 4, matched: {}, ruledOut: ['account-full', 'login-refused']},
  },
  {
    name: 'sixty-three files lie on a server that is not one of Adobe',
    world: stopped({
      server: {kind: 'ftp'},
      files: [
        ...UNTIL_MONDAY,
        ...Array.from({length: 58}, (_, index) => ({name: `manual-${index}.pdf`, content: '%PDF', arrived: '2026-09-01T00:00:00Z'})),
      ],
    }),
    expected: {verdict: 'inconclusive', exitCode: 4, matched: {}},
  },
  {
    name: 'a part of last week lies beside files in order',
    world: {
      server: {kind: 'ftp'},
      files: [...deliver(), {name: 'cart_abandonment_20261003.csv.part', content: 'Recipient', arrived: '2026-10-04T03:00:00Z'}],
      flags: ['--issue=files-not-received'],
    },
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}},
  },
  {
    name: 'the account was shut after a summer without files',
    world: {
      now: '2027-02-01T12:00:00Z',
      server: {kind: 'sftp', faults: {refuseLogin: true}},
      files: [],
      copies: UNTIL_MONDAY,
      flags: ['--files={folder}', '--files={url}', '--since=2027-01-20'],
    },
    // The login is refused, whatever the reason: both are true, and idleness explains it.
    expected: {...FAULT, primary: 'login-refused', matched: {'account-idle': 'adobe', 'login-refused': 'you'}},
  },
  {
    name: 'the files lie in another directory of the account',
    world: {server: {kind: 'sftp', folder: 'out/partner', asked: 'out/old'}},
    expected: {...FAULT, matched: {'file-renamed-or-moved': 'you'}},
  },
  {
    name: 'an upload broke off and left a part',
    world: stopped({
      server: {kind: 'sftp'},
      files: [
        ...deliver({only: upTo('2026-10-07')}),
        {name: 'cart_abandonment_20261008.csv.part', content: 'Recipient ID,Message ID,Pro', arrived: `${nextDay('2026-10-08')}T03:00:00Z`},
      ],
      flags: ['--day=2026-10-08'],
    }),
    expected: {...FAULT, matched: {'upload-truncated': 'you'}},
  },
  {
    name: 'the partner fetches the files and removes them',
    world: {server: {kind: 'sftp'}, files: [], flags: ['--issue=files-not-received'], facts: {'partner-has-files': 'yes'}},
    expected: {verdict: 'fault-found', exitCode: 1, matched: {'picked-up-by-partner': 'partner'}},
  },
]
