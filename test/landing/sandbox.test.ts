import {describe, expect, test} from 'vitest'
import {runPageScripts} from '../../src/jobs/run-page-scripts.js'

const run = (script: string) =>
  runPageScripts([{step: 'landing', script}], {url: 'https://www.shop.example/a?b=c#d', consent: true, consentPath: ['shop', 'ok']})
const sent = (expression: string) => run(`send(${expression})`).requests[0]?.url

describe('the sandbox', () => {
  test.each(['process', 'require', 'globalThis.process', 'module', 'fetch.constructor === undefined'])('has no %s', (name) => {
    expect(sent(`typeof (${name})`)).toMatch(/undefined|boolean/)
  })
  test.each([
    'this.constructor.constructor("return process")()',
    'send.constructor("return process")()',
    'page.constructor.constructor("return process")()',
    'eval("1")',
    'new Function("return 1")()',
  ])('%s leads nowhere', (expression) => {
    expect(run(`send(${expression})`)).toMatchObject({
      requests: [],
      fault: expect.stringContaining('Code generation from strings disallowed'),
    })
  })
  test('ends a script that does not end, also in a promise', () => {
    expect(run('Promise.resolve().then(function () { for (;;); })').fault).toContain('did not end')
  }, 20_000)
  test('a script that throws anything at all is a fault in words', () => {
    expect(run('throw {get message() { throw 1 }}').fault).toBe('the script failed')
    expect(run('throw null').fault).toBe('the script failed')
    expect(run('s.t(').fault).toContain('Unexpected')
  })
  test('is a page: address, consent of the site, timers', () => {
    expect(sent('location.search + location.hash + location.hostname')).toBe('?b=c#dwww.shop.example')
    expect(sent('String(shop.ok)')).toBe('true')
    expect(run('setTimeout(function () { send("later"); }, 5)').requests).toMatchObject([{url: 'later'}])
  })
})
