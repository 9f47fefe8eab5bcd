import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {curlFormat} from '../../src/sources/curl.js'
import {BODY, HIT, HIT_PATH, readOne, readText} from './read-text.js'

test('bash, as browsers copy it: quotes, continuations, Referer; the record is the line of the command', async () => {
  const read = await readText(
    curlFormat,
    `# cart\n\ncurl '${HIT}' \\\n  -H 'accept: */*' \\\n  -H 'referer: https://www.shop.example/p' \\\n  --compressed ;\ncurl '${HIT_PATH}' -H $'x: it\\'s' \\\n  --data-raw '${BODY}' &\n`,
    5,
  )
  expect(read.requests).toEqual([
    {url: HIT, method: 'GET', bodyState: 'none', referrer: 'https://www.shop.example/p', place: {file: 3, record: 3}},
    {url: HIT_PATH, method: 'POST', body: BODY, bodyState: 'recorded', place: {file: 3, record: 7}},
  ])
  expect(read).toMatchObject({skipped: {comment: 1}, damaged: []})
})

test('cmd as newer browsers copy it: every special character escaped', async () => {
  const escape = (text: string): string => text.replace(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/g, '^$&')
  const text = `curl ^"${escape(HIT_PATH)}^" ^\r\n  -H ^"accept: */*^" ^\r\n  --data-raw ^"${escape('v1=a%22^&v2=x|y&v3=')}^\\^"q^\\^"^"\r\n`
  expect(await readOne(curlFormat, text)).toMatchObject({url: HIT_PATH, method: 'POST', body: 'v1=a%22^&v2=x|y&v3="q"'})
})

test('cmd as older browsers copy it: quotes doubled, percent signs outside', async () => {
  const body = 'v1=a""b&v2=100"%"25'
  expect(await readOne(curlFormat, `curl "${HIT_PATH}" -H "accept: */*" ^\r\n --data "${body}" --compressed`)).toMatchObject({
    url: HIT_PATH,
    body: 'v1=a"b&v2=100%25',
  })
})

test('in a batch file percent signs are doubled', async () => {
  const doubled = (text: string) => text.replaceAll('%', '%%')
  expect(await readOne(curlFormat, `curl "${doubled(HIT)}" --data "${doubled('v1=%41%%42')}"\r\n`)).toMatchObject({
    url: HIT,
    body: 'v1=%41%%42',
  })
  expect(await readOne(curlFormat, `curl '${HIT}' --data 'v1=%% '`)).toMatchObject({body: 'v1=%% '})
  expect(await readOne(curlFormat, `curl "${HIT}&v5=100%%25"\n`)).toMatchObject({url: `${HIT}&v5=100%%25`})
})

test.each([
  [`curl -X POST '${HIT}'`, {method: 'POST', bodyState: 'none'}],
  [`curl -XPOST '${HIT_PATH}'`, {method: 'POST', bodyState: 'not-recorded'}],
  [`curl -sSLd '${BODY}' ${HIT_PATH}`, {url: HIT_PATH, method: 'POST', body: BODY}],
  [`curl --url ${HIT_PATH} -d a=1 -d b=2`, {url: HIT_PATH, body: 'a=1&b=2'}],
  [`curl -G ${HIT_PATH} -d a=1 --data-urlencode 'b=x y'`, {url: `${HIT_PATH}?a=1&b=x%20y`, method: 'GET', bodyState: 'none'}],
  [`curl ${HIT_PATH} --data @body.txt`, {method: 'POST', bodyState: 'not-recorded'}],
  [`curl ${HIT_PATH} --data-binary @-`, {method: 'POST', bodyState: 'not-recorded'}],
  [`curl ${HIT_PATH} --data-raw @home`, {method: 'POST', body: '@home'}],
  [`curl ${HIT_PATH} -F a=@f`, {method: 'POST', bodyState: 'not-recorded'}],
  [`curl -I ${HIT_PATH}`, {method: 'HEAD', bodyState: 'none'}],
  [`curl ${HIT_PATH} --json '{"a":1}'`, {method: 'POST', body: '{"a":1}'}],
  [`curl -e 'https://r.example/;auto' "${HIT}"`, {url: HIT, referrer: 'https://r.example/'}],
  [`curl -o /dev/null -A 'UA x' -b 'a=1' "${HIT}" > out.txt 2>&1`, {url: HIT}],
  [`$ /usr/bin/curl "${HIT}"`, {url: HIT}],
  [`curl.exe "${HIT}"`, {url: HIT}],
  [`curl ${HIT_PATH} --data-raw $'v1=\\u00e9\\xc3\\xa9\\x41\\n\\'\\\\'`, {body: "v1=ééA\n'\\"}],
  [`curl "${HIT_PATH}" -d "a=\\"\\$1\\\\"`, {body: 'a="$1\\'}],
  ['curl data.shop.example/b/ss/s/1?v1=2', {url: 'http://data.shop.example/b/ss/s/1?v1=2'}],
])('%s', async (text, request) => {
  expect(await readOne(curlFormat, text)).toMatchObject(request)
})

test('several URLs, --next, and commands joined in one line', async () => {
  const read = await readText(
    curlFormat,
    "curl https://a.example/1 https://a.example/2 --next -d x=1 https://a.example/3; curl 'https://a.example/4' && echo ok | cat",
  )
  expect(read.requests.map(({url, method}) => [method, url])).toEqual([
    ['GET', 'https://a.example/1'],
    ['GET', 'https://a.example/2'],
    ['POST', 'https://a.example/3'],
    ['GET', 'https://a.example/4'],
  ])
  expect(read.skipped).toEqual({'not-a-command': 2})
})

test('an open quote is damage and does not swallow the commands after it', async () => {
  const read = await readText(curlFormat, `curl 'https://a.example/1\n  -H x\ncurl 'https://a.example/2'\ncurl "https://a.example/3`)
  expect(read.requests.map(({place}) => place.record)).toEqual([3])
  expect(read.damaged).toEqual([
    {record: 1, reason: 'a quote in the command is never closed'},
    {record: 4, reason: 'a quote in the command is never closed'},
  ])
})

test('written commands read back, in any chunking', async () => {
  const text = fc
    .string({unit: 'grapheme', minLength: 1})
    .filter((part) => !part.includes('\r') && !part.includes('\0') && !/^\s*[$%>]?\s*curl/m.test(part))
  const bash = (part: string): string => `'${part.replaceAll("'", "'\\''")}'`
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, text), {minLength: 1, maxLength: 3}),
      fc.integer({min: 1, max: 40}),
      async (commands, chunkSize) => {
        const written = commands
          .map(([url, body]) => `curl ${bash(`https://a.example/?${url}`)} \\\n  --data-raw ${bash(body)}`)
          .join(' ;\n')
        const {requests} = await readText(curlFormat, written, chunkSize)
        expect(requests.map(({url, body}) => [url, body])).toEqual(commands.map(([url, body]) => [`https://a.example/?${url}`, body]))
      },
    ),
  )
})

test('nothing makes it throw, and the chunks do not matter', async () => {
  const parts = fc.constantFrom(
    'curl ',
    "'",
    '"',
    '\\',
    '^',
    '\n',
    '$',
    '-d',
    '-H',
    '--data',
    '@',
    ';',
    '&',
    ' ',
    'https://a.example',
    '--next',
    '\\x',
    '\\u',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(parts), async (words) => {
      const text = `curl ${words.join('')}`
      expect(await readText(curlFormat, text, 1)).toEqual(await readText(curlFormat, text))
    }),
  )
})
