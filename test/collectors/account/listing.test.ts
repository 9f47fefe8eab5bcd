import {parseList as parseLine} from 'basic-ftp'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {mlsxTime, parseList, parseMlsd, toWire} from '../../../src/collectors/account/ftp-listing.js'
import {readQuota} from '../../../src/collectors/account/ftp-space.js'
import {knownKeysOf} from '../../../src/collectors/account/known-hosts.js'
import {escapeName, isPlainName} from '../../../src/collectors/account/remote-names.js'

const NOW = new Date(Date.UTC(2026, 9, 9, 12))

test('MLSD: facts in any order and case, links, odd names, lines that are none', () => {
  const lines = [
    'type=cdir;modify=20261009040000; .',
    'Modify=20261008040000.5;Type=file;Size=12; a b.csv',
    'type=dir;sizd=4096; sub',
    'type=OS.unix=slink:/etc;size=4; link',
    'type=OS.unix=symlink; link2',
    ' only a name',
    'no facts at all',
    '',
  ]
  const {entries, unreadable} = parseMlsd(lines.join('\r\n'))
  expect(entries.map(({name, kind, sizeBytes}) => [name, kind, sizeBytes])).toEqual([
    ['a b.csv', 'file', 12],
    ['sub', 'folder', 0],
    ['link', 'link', 4],
    ['link2', 'link', 0],
    ['only a name', 'file', 0],
  ])
  expect(entries[0]?.modifiedMs).toBe(Date.UTC(2026, 9, 8, 4, 0, 0, 500))
  expect(unreadable).toBe(1)
})

test.each([
  ['-rw-r--r--   1 ftp ftp  27 Oct  8 04:12 cart.csv', 'file', '2026-10-08T04:12:00.000Z'],
  ['-rw-r--r--   1 ftp ftp  27 Dec 31 23:59 cart.csv', 'file', '2025-12-31T23:59:00.000Z'],
  ['-rw-r--r--   1 ftp ftp  27 Oct  9 23:00 cart.csv', 'file', '2026-10-09T23:00:00.000Z'],
  ['-rw-r--r--   1 ftp ftp  27 Mar  1  2024 cart.csv', 'file', '2024-03-01T00:00:00.000Z'],
  ['-rw-r--r--   1 ftp ftp  27 2026-10-08 04:12 cart.csv', 'file', '2026-10-08T04:12:00.000Z'],
  ['drwxr-xr-x   2 ftp ftp  27 Oct  8 04:12 cart.csv', 'folder', '2026-10-08T04:12:00.000Z'],
  ['lrwxrwxrwx   1 ftp ftp  27 Oct  8 04:12 cart.csv -> /etc/passwd', 'link', '2026-10-08T04:12:00.000Z'],
  ['10-08-26  04:12AM                   27 cart.csv', 'file', '2026-10-08T04:12:00.000Z'],
  ['10-08-2026  12:12AM                 27 cart.csv', 'file', '2026-10-08T00:12:00.000Z'],
  ['10-08-26  12:12PM                   27 cart.csv', 'file', '2026-10-08T12:12:00.000Z'],
  ['10-08-26  16:12       <DIR>            cart.csv', 'folder', '2026-10-08T16:12:00.000Z'],
  ['-rw-r--r--   1 ftp ftp  27 Okt  8 04:12 cart.csv', 'file', null],
])('LIST: %s', (line, kind, time) => {
  const {entries, unreadable} = parseList(`total 4\r\n${line}\r\n`, parseLine, NOW)
  expect(unreadable).toBe(0)
  expect(entries).toMatchObject([{name: 'cart.csv', kind}])
  expect(entries[0]?.modifiedMs ?? null).toBe(time === null ? null : Date.parse(time))
})

test('LIST: what is in no known dialect is counted', () => {
  const text = 'CART.CSV;1  6/6  9-OCT-2026 04:00:11 [DC] (RWED,RE,,)\r\n-rw-r--r-- 1 ftp ftp 27 Oct  8 04:12 a.csv\r\n'
  expect(parseList(text, parseLine, NOW)).toMatchObject({entries: [{name: 'a.csv'}], unreadable: 1})
})

test('names that are not UTF-8 are shown, and sent back as they came', () => {
  const latin1 = parseMlsd('type=file; M\xfcller.csv').entries[0]
  expect(latin1).toMatchObject({name: 'Müller.csv', wireName: 'M\xfcller.csv'})
  const utf8 = parseMlsd(`type=file; ${toWire('Müller.csv')}`).entries[0]
  expect(utf8).toMatchObject({name: 'Müller.csv', wireName: 'M\xc3\xbcller.csv'})
})

test('any listing at all is read without a throw, line for line', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), (text) => {
      for (const {entries, unreadable} of [parseMlsd(text), parseList(text, parseLine, NOW)]) {
        expect(entries.length + unreadable).toBeLessThanOrEqual(text.split('\n').length)
      }
    }),
  )
})

test('an MLSD entry is read back as it was written', () => {
  const nameOf = fc
    .string({unit: 'grapheme', minLength: 1})
    .filter((name) => !/[\r\n]/.test(name) && name.trim() !== '' && name !== '.' && name !== '..')
  fc.assert(
    fc.property(
      nameOf,
      fc.nat(),
      fc.date({min: new Date(1000), max: new Date(Date.UTC(9999, 0)), noInvalidDate: true}),
      (name, size, date) => {
        const stamp = date.toISOString().replaceAll(/[-:T]/g, '').slice(0, 18)
        const {entries} = parseMlsd(`type=file;size=${size};modify=${stamp}; ${toWire(name)}`)
        expect(entries).toEqual([{wireName: toWire(name), name, kind: 'file', sizeBytes: size, modifiedMs: date.getTime()}])
      },
    ),
  )
})

test('times that are none', () => {
  for (const text of ['', '2026', '20261008', 'yesterday', '2026-10-08 04:00:00', '19700101000000']) expect(mlsxTime(text)).toBeNull()
})

test('an escaped name is one line of visible characters, and a plain one leads nowhere else', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), (name) => {
      expect(escapeName(name)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      expect(isPlainName(name) && /[/\\\0\r\n]|^\.{1,2}$|\.\./.test(name)).toBe(false)
    }),
  )
})

test('quotas', () => {
  expect(readQuota('200-x\n Uploaded bytes: 100.00/300.00\n200 y')).toEqual({
    freeBytes: 200,
    totalBytes: 300,
    freeFiles: null,
    told: 'SITE QUOTA',
  })
  expect(readQuota('200-x\n Uploaded bytes: unlimited\n Uploaded files: 70/63\n200 y')).toMatchObject({freeBytes: null, freeFiles: 0})
  expect(readQuota('202 No quotas in effect')).toBeNull()
})

test('any text of known hosts is read without a throw', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), fc.domain(), fc.integer({min: 1, max: 65_535}), (text, host, port) => {
      expect(knownKeysOf(text, host, port).named.accepted.length).toBeGreaterThanOrEqual(0)
    }),
  )
})

test.each(['', '.', '..', '../x', 'a..b', 'x/y', '/x', '..\\x', 'a\nb', 'a\0', '\uFFFD.csv'])('%j is no plain name', (name) => {
  expect(isPlainName(name)).toBe(false)
})

test.each(['a.csv', ' a b.csv', 'Müller ü.csv', '-rf', '~root', '$(x)'])('%j is a plain name', (name) => {
  expect(isPlainName(name)).toBe(true)
})
