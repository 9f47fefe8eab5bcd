import * as fc from 'fast-check'

/** An object whose members come in any order, between members that nobody knows. */
function shuffled(members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> {
  const unknown = fc.array(
    fc.tuple(
      fc.string().map((key) => `_x${key}`),
      fc.jsonValue({maxDepth: 2}),
    ),
    {maxLength: 2},
  )
  return fc
    .tuple(fc.record(members, {requiredKeys: []}), unknown)
    .chain(([known, extra]) => {
      const pairs = [...Object.entries(known), ...extra]
      return fc.shuffledSubarray(pairs, {minLength: pairs.length})
    })
    .map((pairs) => Object.fromEntries(pairs))
}

const text = fc.string({unit: 'binary'})
const header = shuffled({name: fc.constantFrom('Referer', 'referer', 'Accept', 'Content-Type'), value: text})
const request = shuffled({
  method: fc.constantFrom('GET', 'post', 'POST'),
  headers: fc.array(header, {maxLength: 3}),
  queryString: fc.array(header, {maxLength: 2}),
  postData: shuffled({text, mimeType: text, params: fc.array(header, {maxLength: 1})}),
  bodySize: fc.integer({min: -1, max: 9}),
})
const entry = fc
  .tuple(
    shuffled({
      startedDateTime: fc
        .date({min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true})
        .map((date) => date.toISOString()),
      response: shuffled({
        status: fc.constantFrom(-1, 0, 200, 302),
        content: shuffled({text, size: fc.double()}),
        redirectURL: fc.constantFrom('', '/next'),
      }),
      pageref: fc.constantFrom('page_1', 'page_2'),
      time: fc.double(),
    }),
    request,
    text,
    fc.boolean(),
  )
  .map(([rest, given, path, isFirst]) => {
    const whole = {...given, url: `https://a.example/${path}`}
    return isFirst ? {request: whole, ...rest} : {...rest, request: whole}
  })
const document = shuffled({
  version: fc.constant('1.2'),
  creator: fc.jsonValue({maxDepth: 1}),
  pages: fc.array(shuffled({id: text, title: text}), {maxLength: 2}),
})
  .chain((log) => fc.tuple(fc.constant(log), fc.array(entry, {maxLength: 5}), fc.boolean()))
  .map(([log, entries, isFirst]) => ({entries, log: isFirst ? {entries, ...log} : {...log, entries}}))

/** A HAR as a producer might write it, and the entries it holds. */
export const written = fc
  .tuple(document, fc.constantFrom(undefined, 1, '\t'), fc.boolean(), fc.boolean())
  .map(([{entries, log}, indent, escapesAll, escapesSlashes]) => {
    let json = JSON.stringify({before: [[{}]], log, after: null}, null, indent)
    if (escapesAll) json = json.replaceAll(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    if (escapesSlashes) json = json.replaceAll('/', String.raw`\/`)
    return {entries, bytes: Buffer.from(json)}
  })
