import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {FORMATS} from '../../src/sources/formats.js'
import {HIT, readText} from './read-text.js'

const TEXTS = [
  '{"url":"',
  '"}',
  '[',
  ']',
  ',',
  '{',
  '}',
  '{"request":',
  '"',
  '\\"',
  "'",
  '\\',
  '^',
  '$',
  '#Fields: cs-uri-stem\n',
  'curl ',
  '","',
  '"\t"',
]
const SPACES = ['\n', '\r\n', '\t', ' ', '\0', '\ufeff']
const PIECES = [...TEXTS, ...SPACES, '"GET /b/ss/ HTTP/1.1" 200 1', '[10/Oct/2026:13:55:36 -0700]', 'POST', 'é', HIT, 'Adobe Analytics']
const bytes = fc.oneof(
  fc.uint8Array({maxLength: 200}),
  fc.array(fc.constantFrom(...PIECES), {maxLength: 20}).map((pieces) => Buffer.from(pieces.join(''))),
)

test.each(FORMATS.filter(({id}) => id !== 'zip').map((format) => [format.id, format] as const))(
  '%s reads any bytes without a throw, and alike in any chunks',
  async (_, format) => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({min: 2, max: 9}), async (content, chunkSize) => {
        const whole = await readText(format, content)
        expect(await readText(format, content, 1)).toEqual(whole)
        expect(await readText(format, content, chunkSize)).toEqual(whole)
        for (const {url, method, bodyState, body} of whole.requests) {
          expect({url: typeof url, method, hasBody: body !== undefined}).toEqual({
            url: 'string',
            method: method.toUpperCase(),
            hasBody: bodyState === 'recorded',
          })
        }
      }),
    )
  },
)
