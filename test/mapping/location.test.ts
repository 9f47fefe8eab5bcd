import fc from 'fast-check'
import {expect, test} from 'vitest'
import {DcError} from '../../src/errors.js'
import {parseLocation, whyNoLocation} from '../../src/mapping/location.js'

test.each([
  ['ftp://files.example', {kind: 'ftp', host: 'files.example', port: 21, user: null, path: '', display: 'ftp://files.example'}],
  [
    'ftps://dc@files.example/out',
    {kind: 'ftps', port: 21, user: 'dc', path: '/out', isImplicit: false, display: 'ftps://files.example/out'},
  ],
  ['ftps://files.example:990/', {port: 990, isImplicit: true, display: 'ftps://files.example:990'}],
  ['sftp://a%40b@Files.Example:2222//srv/out/', {host: 'files.example', port: 2222, user: 'a@b', path: '//srv/out/'}],
  ['sftp://u@[::1]:22/~/my%20files', {host: '::1', port: 22, path: '/~/my files', display: 'sftp://[::1]:22/~/my%20files'}],
  ['file:out/here', {kind: 'folder', path: 'out/here', display: 'file:out/here'}],
])('%s', (text, expected) => {
  expect(whyNoLocation(text)).toBeUndefined()
  expect(parseLocation(text)).toMatchObject(expected)
})

test.each([
  ['https://files.example/out', 'expected'],
  ['sftp:///out', 'host'],
  ['sftp://u:hunter2@files.example/out', 'password'],
  ['ftp://ftp://files.example/out', 'twice'],
  ['sftp://files example/out', 'expected'],
  ['sftp://files.example/out?x=1', 'follow'],
  ['sftp://files.example/%0a', 'percent'],
  ['sftp://files.example/%ff', 'percent'],
  ['file:///etc', 'expected'],
  ['sftp://files.example/a\nb', 'control'],
])('%j is no location', (text, reason) => {
  expect(whyNoLocation(text)).toContain(reason)
  expect(() => parseLocation(text)).toThrow(expect.objectContaining({name: 'DcError', code: 'bad-location'}))
})

test('no message repeats a password', () => {
  expect(() => parseLocation('sftp://u:hunter2@files.example/out')).toThrow(
    expect.objectContaining({message: expect.not.stringContaining('hunter2') as string}),
  )
})

test('any text at all is a location or has a reason why not', () => {
  fc.assert(
    fc.property(fc.constantFrom('', 'file:', 'ftp://', 'sftp://', 'ftps://u@'), fc.string({unit: 'binary'}), (scheme, rest) => {
      const text = scheme + rest
      const reason = whyNoLocation(text)
      const told = (() => {
        try {
          return parseLocation(text).display
        } catch (error) {
          return error instanceof DcError ? error : null
        }
      })()
      expect(typeof told === 'string' ? reason : (told?.message ?? 'nothing')).toBe(reason)
    }),
  )
})
