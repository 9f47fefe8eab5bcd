import fc from 'fast-check'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {previewSegments} from '../../src/jobs/preview-segments.js'
import {reconcileSegments, type ReconcileFlags, type ReconcileJob} from '../../src/jobs/reconcile-segments.js'
import {segmentsReconcileSchema} from '../../src/segments/preview-schema.js'
import {PREVIEWED_SEGMENTS, SCOPES} from '../../src/segments/remarketing.js'
import {captureFolder, lineOf, PREVIEW_DEFAULTS, type SentHit} from '../support/segment-capture.js'

const D = '2026-11-23'
const at = (clock: string) => `${D}T${clock}Z`
const DEFAULTS: ReconcileFlags = {
  ...PREVIEW_DEFAULTS,
  segment: undefined,
  expiration: ['recipient=never', 'message=never'],
  complete: false,
  'max-rows': 1000,
}

let folder: ReturnType<typeof captureFolder>
beforeEach(() => {
  folder = captureFolder()
})
afterEach(() => folder.remove())

/** A file of that name with these lines under the usual header, against a capture of these hits. */
async function reconcile(
  hits: readonly SentHit[],
  lines: readonly string[],
  flags: Partial<ReconcileFlags> = {},
  name = `cart-abandonment_${D}.csv`,
  header = 'eVar12,campaign,Product',
): Promise<ReconcileJob> {
  const capture = folder.write(
    'hits.ndjson',
    hits.map((hit) => lineOf(hit)),
  )
  const file = folder.write(name, [header, ...lines])
  return reconcileSegments(file, [capture], {...DEFAULTS, ...flags}, () => undefined)
}

const journey: SentHit[] = [
  {at: at('10:00:00'), more: {v0: 'M1', v12: 'R1'}},
  {at: at('10:01:00'), events: 'scAdd', products: ';A,;B'},
  {at: at('10:02:00'), events: 'purchase', products: ';B', more: {purchaseID: 'O1'}},
  {at: at('10:03:00'), who: 2, events: 'scAdd', products: ';U'},
]
const short = ({recipient, product, reason}: {recipient: string | null; product: string | null; reason: string}) =>
  `${recipient ?? ''}/${product ?? ''}: ${reason}`

describe('rows of the file', () => {
  test('that the hits expect match, whatever the case', async () => {
    const {result, exitCode} = await reconcile(journey, ['r1,m1,a'])
    expect({exitCode, matched: result.matched}).toEqual({exitCode: 0, matched: 1})
    expect(result).toMatchObject({segment: 'cart-abandonment', day: D, presentUnexpected: [], notCovered: [], expectedAbsent: []})
  })

  test('that the hits exclude are unexpected, with the hits of both', async () => {
    const {result, exitCode} = await reconcile(journey, ['R1,M1,A', 'R1,M1,B'])
    expect(exitCode).toBe(1)
    expect(result.presentUnexpected.map(short)).toEqual(['R1/B: excluded'])
    expect(result.presentUnexpected[0]).toMatchObject({record: 3, hits: [{record: 2}, {record: 3}], hitCount: 2})
  })

  test('that the capture cannot know are not covered, each with why', async () => {
    const {result, exitCode} = await reconcile(journey, ['R1,M1,A', 'R9,M1,A', 'R1,M1,Z', 'R9,M1,U', ',M1,A'])
    expect(exitCode).toBe(0)
    expect(result.notCovered.map(short)).toEqual([
      'R9/A: recipient-not-in-capture',
      'R1/Z: event-not-in-capture',
      'R9/U: unknown-recipient',
      '/A: no-recipient',
    ])
    expect(result.notCovered[2]?.hits).toMatchObject([{record: 4}])
    expect(result.presentUnexpected).toEqual([])
  })

  test('that nothing in a complete capture explains are unexpected; what came before it stays open', async () => {
    const {result, exitCode} = await reconcile(journey, ['R1,M1,A', 'R9,M1,A', 'R9,M1,U'], {complete: true})
    expect(exitCode).toBe(1)
    expect(result.presentUnexpected.map(short)).toEqual(['R9/A: no-event'])
    expect(result.notCovered.map(short)).toEqual(['R9/U: unknown-recipient'])
  })

  test('about another day are not covered', async () => {
    const lines = ['"November 23, 2026",R1,M1,A', '"November 24, 2026",R1,M1,A']
    const {result} = await reconcile(journey, lines, {day: [D]}, 'cart.csv', 'Date,eVar12,campaign,Product')
    expect(result.notCovered).toMatchObject([{day: '2026-11-24', reason: 'other-day'}])
    expect(result.matched).toBe(1)
  })

  test('that repeat one another are counted', async () => {
    const {result} = await reconcile(journey, ['R1,M1,A', 'R1,M1,A'])
    expect(result.counts).toMatchObject({rows: 2, duplicates: 1})
  })

  test('beyond --max-rows are counted, not listed', async () => {
    const lines = Array.from({length: 50}, (_, index) => `X${index},M1,A`)
    const {result} = await reconcile(journey, ['R1,M1,A', ...lines], {'max-rows': 10})
    expect([result.notCovered.length, result.counts.notCovered]).toEqual([10, 50])
  })
})

describe('rows that are absent', () => {
  const two: SentHit[] = [...journey, {at: at('10:04:00'), events: 'scAdd', products: ';C'}]

  test('are never claimed unless the capture is declared complete', async () => {
    const {result, exitCode} = await reconcile(two, ['R1,M1,A'])
    expect({exitCode, absent: result.expectedAbsent, unclaimed: result.counts.unclaimedAbsent}).toEqual({
      exitCode: 4,
      absent: [],
      unclaimed: 1,
    })
  })

  test('are findings of a complete capture, with their hits', async () => {
    const {result, exitCode} = await reconcile(two, ['R1,M1,A'], {complete: true})
    expect(exitCode).toBe(1)
    expect(result.expectedAbsent).toMatchObject([{recipient: 'R1', message: 'M1', product: 'C', day: D, hits: [{record: 5}]}])
  })

  test('are no findings where they are in doubt themselves', async () => {
    const {result, exitCode} = await reconcile([journey[0] ?? {at: null}, {at: at('12:00:00'), events: 'scAdd', products: ';A'}], [], {
      complete: true,
      expiration: [],
    })
    expect(exitCode).toBe(4)
    expect(result.expectedAbsent).toMatchObject([{marks: ['depends-on-expiration']}])
  })

  test('in doubt are named beside findings, so that the numbers of the page agree', async () => {
    const doubtful: SentHit = {at: at('10:05:00'), who: 0, events: 'scAdd', products: ';D', more: {v0: 'M1', v12: 'R3'}}
    const {result} = await reconcile([...journey, doubtful], ['R1,M1,A', 'R1,M1,B'], {complete: true})
    expect(result.counts).toMatchObject({expectedAbsent: 1, presentUnexpected: 1})
    expect(result.because).toBe(
      'The file differs from the hits: 0 rows expected and absent, 1 present and unexpected. Besides, 1 absent row is in doubt: see the marks.',
    )
  })

  test('are not claimed when the capture contradicts the declaration', async () => {
    const {result, exitCode} = await reconcile([...two, {at: null, events: 'scAdd', products: ';A'}], ['R1,M1,A'], {complete: true})
    expect(exitCode).toBe(4)
    expect(result).toMatchObject({complete: false, expectedAbsent: []})
    expect(result.notes.join('\n')).toContain('hits without a time: 1')
  })

  test('of an empty file on a day with rows, too', async () => {
    const {result, exitCode} = await reconcile(journey, [], {complete: true})
    expect({exitCode, absent: result.expectedAbsent.length}).toEqual({exitCode: 1, absent: 1})
  })
})

test('a value that the capture does not tell matches any', async () => {
  const hits: SentHit[] = [{at: at('10:00:00'), events: 'scAdd', products: ';A', more: {v12: 'R1'}}]
  expect((await reconcile(hits, ['R1,M7,A'], {complete: true})).result).toMatchObject({matched: 1, presentUnexpected: []})
})

test('a column that the file lacks is not compared', async () => {
  const {result, exitCode} = await reconcile(journey, ['R1,M1'], {complete: true}, `cart-abandonment_${D}.csv`, 'eVar12,campaign')
  expect({exitCode, matched: result.matched, columns: result.columns}).toMatchObject({exitCode: 0, matched: 1, columns: {product: null}})
  expect(result.notes.join('\n')).toContain('product')
})

test('columns of any name can be pinned, and the segment named', async () => {
  const flags = {column: ['recipient=Wer', 'message=Was', 'product=Ding'], segment: 'cart-abandonment', day: [D]} as const
  const {result} = await reconcile(journey, ['A,R1,M1'], flags, 'x.csv', 'Ding,Wer,Was')
  expect(result.matched).toBe(1)
})

test('a file without rows about the days of the captures compares nothing', async () => {
  const {exitCode, result} = await reconcile(journey, ['R1,M1,A'], {complete: true}, 'cart-abandonment_2026-11-30.csv')
  expect({exitCode, days: result.days, reasons: result.notCovered.map(({reason}) => reason)}).toEqual({
    exitCode: 3,
    days: [],
    reasons: ['other-day'],
  })
})

test('what no row and no hit have in common compares nothing', async () => {
  expect((await reconcile([{at: at('10:00:00'), more: {v12: 'R1'}}], ['R9,M1,A'])).exitCode).toBe(3)
})

test('nothing that tells the segment is an error with the way out', async () => {
  await expect(reconcile(journey, ['R1,M1,A'], {}, `x_${D}.csv`)).rejects.toMatchObject({code: 'unknown-segment'})
})

test('nothing that tells the recipient, or the day, is one too', async () => {
  await expect(reconcile(journey, ['1,2,3'], {}, undefined, 'x,y,z')).rejects.toMatchObject({code: 'unknown-column'})
  const days = [...journey, {at: '2026-11-24T12:00:00Z', events: 'scAdd', products: ';A'}]
  await expect(reconcile(days, ['R1,M1,A'], {}, 'cart-abandonment.csv')).rejects.toMatchObject({code: 'unknown-day'})
  expect((await reconcile(journey, ['R1,M1,A'], {}, 'cart-abandonment.csv')).result).toMatchObject({day: D, matched: 1})
})

describe('scope', () => {
  const hits: SentHit[] = [
    ...journey,
    // Another visit of the same visitor.
    {at: at('13:00:00'), events: 'scAdd', products: ';C'},
  ]
  test.each([
    ['product', ['R1,M1,A', 'R1,M1,C']],
    ['visit', ['R1,M1,C']],
  ])('%s fits best', async (best, lines) => {
    const {result} = await reconcile(hits, lines)
    expect(result.scope).toMatchObject({best, decisive: true})
    expect(result.scope.fits[best as 'visit']).toEqual({agree: 3, absent: 0, unexpected: 0})
  })

  test('visitor fits a file that lacks all of a buyer', async () => {
    const other: SentHit[] = [
      {at: at('10:00:00'), who: 3, more: {v0: 'M1', v12: 'R3'}},
      {at: at('10:01:00'), who: 3, events: 'scAdd', products: ';A'},
    ]
    expect((await reconcile([...hits, ...other], ['R3,M1,A'])).result.scope).toMatchObject({best: 'visitor', decisive: true})
  })

  test('none fits best where nothing can be compared, or all fit alike', async () => {
    expect((await reconcile(hits, ['R9,M1,A'])).result.scope).toMatchObject({best: null, decisive: false})
    expect((await reconcile(hits, ['R1,M1,B'], {}, `purchases_${D}.csv`)).result.scope).toMatchObject({best: 'product', decisive: false})
  })
})

test('the result fits its schema', async () => {
  const {result} = await reconcile(journey, ['R1,M1,B', 'R9,M1,A'], {complete: true})
  expect(segmentsReconcileSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result)
})

/** Journeys of a few visitors over three days, dense enough to meet every rule of the definitions. */
const someHits = fc.array(
  fc.record({
    minute: fc.integer({min: 0, max: 3 * 24 * 60}),
    who: fc.integer({min: 0, max: 3}),
    events: fc.constantFrom(undefined, 'scAdd', 'purchase', 'prodView', 'event5', 'scAdd,purchase'),
    products: fc.constantFrom(undefined, ';A', ';B', ';a,;C', ';'),
    more: fc.record(
      {
        v12: fc.constantFrom('R1', 'r1', 'R2', 'None', 'R,"3'),
        v0: fc.constantFrom('M1', 'M2', 'ü'),
        purchaseID: fc.constantFrom('1', '2', '3', '4'),
      },
      {requiredKeys: []},
    ),
  }),
  {minLength: 1, maxLength: 40},
)

function sent({
  minute,
  events,
  products,
  ...rest
}: {
  minute: number
  events: string | undefined
  products: string | undefined
  who: number
  more: object
}): SentHit {
  const time = new Date(Date.parse('2026-11-21T22:00:00Z') + minute * 60_000).toISOString()
  return {...rest, at: time, ...(events !== undefined && {events}), ...(products !== undefined && {products})} as SentHit
}

test('the order in which captures are named, and how hits are spread over them, changes nothing', async () => {
  const {path} = folder
  await fc.assert(
    fc.asyncProperty(someHits, fc.array(fc.integer({min: 0, max: 2}), {minLength: 40, maxLength: 40}), async (specs, spread) => {
      // Of one moment, the order is that of the files' names: each its own moment.
      const unique = specs.map((spec, index) => ({
        ...sent(spec),
        at: new Date(Date.parse(sent(spec).at ?? '') + index * 1000).toISOString(),
      }))
      const lines = unique.map((hit, index) => lineOf(hit, index + 1))
      const withoutPlaces = (job: {result: object}) =>
        JSON.parse(JSON.stringify(job.result), (key, value: unknown) =>
          ['file', 'record', 'inputs'].includes(key) ? undefined : value,
        ) as unknown
      const preview = (paths: string[]) => previewSegments(paths, PREVIEW_DEFAULTS, () => undefined)
      const one = withoutPlaces(await preview([folder.write('one.ndjson', lines)]))
      for (const part of [0, 1, 2])
        folder.write(`part${part}.ndjson`, lines.filter((_, index) => spread[index] === part).concat('{"url":"https://x.example/"}'))
      const parts = ['part0', 'part1', 'part2'].map((name) => path(`${name}.ndjson`))
      expect(withoutPlaces(await preview(parts))).toEqual(one)
      const forwards = await preview(parts)
      const backwards = await preview(parts.toReversed())
      expect(backwards.result.days).toEqual(forwards.result.days)
    }),
    {numRuns: 25},
  )
})

test('of one moment, the names of the captures decide, not the order in which they are named', async () => {
  const paths = ['R1', 'R2'].map((id) => folder.write(`${id}.ndjson`, [lineOf({at: at('10:00:00'), more: {v12: id}})]))
  const last = folder.write('last.ndjson', [lineOf({at: at('10:01:00'), events: 'purchase', products: ';A'})])
  for (const named of [
    [...paths, last],
    [last, ...paths.toReversed()],
  ]) {
    const {result} = await previewSegments(named, PREVIEW_DEFAULTS, () => undefined)
    expect(result.days.find(({segment}) => segment === 'purchases')?.rows).toMatchObject([{recipient: 'R2'}])
  }
})

test('a preview written as a file reconciles with its own hits, at every scope', async () => {
  await fc.assert(
    fc.asyncProperty(someHits, fc.constantFrom(...SCOPES), fc.boolean(), async (specs, scope, excludesCart) => {
      const flags = {...DEFAULTS, scope, exclude: excludesCart ? ['cart'] : [], complete: true, 'allow-empty': true}
      const capture = folder.write(
        'hits.ndjson',
        specs.map((spec, index) => lineOf(sent(spec), index + 1)),
      )
      const output = folder.path('out')
      const {result} = await previewSegments([capture], {...flags, csv: false, output, segment: PREVIEWED_SEGMENTS}, () => undefined)
      for (const file of result.files) {
        const job = await reconcileSegments(file, [capture], flags, () => undefined)
        expect({file, code: job.exitCode, text: job.text, differences: job.result.counts}).toMatchObject({
          code: 0,
          differences: {expectedAbsent: 0, presentUnexpected: 0, notCovered: 0},
        })
        expect(job.result.scope.fits[scope]).toMatchObject({absent: 0})
      }
    }),
    {numRuns: 40},
  )
})
