import {describe, expect, test} from 'vitest'
import {diagnose} from '../../src/diagnosis/diagnose.js'
import {EXIT} from '../../src/errors.js'
import {exampleAccount, exampleListing} from '../../src/issues/examples/account-examples.js'
import {exampleDeliveries, exampleIntegration} from '../../src/issues/examples/examples.js'
import {CAUSES, ISSUES} from '../../src/issues/issues.js'
import type {Diagnosis} from '../../src/diagnosis/diagnosis.js'
import {renderDiagnosis} from '../../src/report/diagnosis.js'
import {createStyle} from '../../src/report/style.js'
import {displayWidth} from '../../src/report/visible.js'
import {ABOUT_PRODUCTS, HOSTILE_NAME, judged, productsMissing, withHostileTexts} from '../support/diagnosis.js'

interface Look {
  width?: number
  color?: boolean
  quiet?: boolean
  asLines?: boolean
  unicode?: boolean
}

function render(diagnosis: Diagnosis, {width = 80, color = false, quiet = false, asLines = false, unicode = true}: Look = {}): string {
  return renderDiagnosis(diagnosis, {style: createStyle({color, boxes: true, width, unicode}), exitCode: EXIT.findings, quiet, asLines})
}

/** The parts in the order they stand in the text; a part that does not is left out. */
function inOrder(text: string, parts: readonly string[]): string[] {
  return parts.filter((part) => text.includes(part)).toSorted((a, b) => text.indexOf(a) - text.indexOf(b))
}

// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0009\u000B-\u001F\u007F]/

const {diagnosis} = productsMissing()
const examples = CAUSES.flatMap((cause) =>
  cause.examples.matched.map((example) => [`${cause.id}: ${example.about}`, cause, example] as const),
)

describe('on a terminal', () => {
  const text = render(diagnosis)

  test('the file question comes first, then verdict, days, cause with its proof, account, and what to do', () => {
    const parts = [
      'Which file: these are remarketing segment files.',
      'Fault found: ',
      '(exit code 1)',
      'cart-abandonment\n',
      'The segment file is there, but the product column is empty or missing',
      'event-without-products, ',
      'because  ',
      'hits.har:7',
      'line 2 ← hits.har:7',
      'sftp://files.example:22/out',
      'To know',
      '\nNext steps\n',
      '1. you: ',
      'Look again: 2026-10-10 06:00 UTC',
    ]
    expect(inOrder(text, parts)).toEqual(parts)
  })

  test('a row is shown with the page, the time and the library of its hit, and how many there are', () => {
    expect(text.replaceAll(/\s+/g, ' ')).toContain('10 rows without a product; 10 of them come from 10 hits without products')
    expect(text.replaceAll(/\s+/g, ' ')).toContain('page "Cart", https://www.shop.example/cart, 2026-10-05T10:00:00Z, JS-2.26.0')
  })

  test('files of which the same is to be said are one entry', () => {
    expect(text).toContain('out/cart_20261002.csv and 2 more: remarketing segment file, likely')
  })

  test('the figures for a full account are named as conflicting, with those that are near', () => {
    const told = text.replaceAll(/\s+/g, ' ')
    expect(told).toContain("Adobe's pages disagree: 63 files or 2 GB (accounts for connectors), 50 MB, 10 GB, 100 GB")
    expect(told).toContain('near 63 files and 2 GB')
    expect(told).toContain('4 minutes behind ours')
  })

  test('a collector that failed is told', () => {
    expect(text).toContain('hits could not be collected from other.har: it cannot be read')
  })

  test('--quiet gives the verdict and the first cause alone', () => {
    const quiet = render(diagnosis, {quiet: true})
    expect(quiet).toContain('Fault found')
    expect(quiet).toContain('event-without-products')
    for (const part of ['Which file', 'Next steps', 'sftp://', '2026-10 ']) expect(quiet).not.toContain(part)
  })

  test('in a terminal without Unicode the arrow is ASCII', () => {
    expect(render(diagnosis, {unicode: false})).toContain('line 2 <- hits.har:7')
  })

  test('colour is only added to what is there without it', () => {
    const coloured = render(diagnosis, {color: true})
    // eslint-disable-next-line no-control-regex
    expect(coloured).toMatch(/\u001B\[31m/)
    // eslint-disable-next-line no-control-regex
    expect(coloured.replaceAll(/\u001B\[\d+m/g, '').replaceAll('`', '')).toBe(text.replaceAll('`', ''))
  })
})

describe.each([45, 60, 80, 120])('at %i columns', (width) => {
  test('no line is longer', () => {
    const long = render(diagnosis, {width})
      .split('\n')
      .filter((line) => displayWidth(line) > width)
    expect(long).toEqual([])
  })
})

describe.each([{asLines: false}, {asLines: true}, {width: 45}])('texts that are not ours %o', (look) => {
  test.each([diagnosis, withHostileTexts(diagnosis)])('bring no control characters and no lines of their own', (one) => {
    const text = render(one, look)
    expect(text).not.toMatch(CONTROLS)
    expect(text).not.toMatch(/^Next steps\.csv/m)
    expect(text).not.toContain(HOSTILE_NAME)
  })
})

describe('in a pipe', () => {
  const lines = render(diagnosis, {asLines: true, width: 40}).split('\n')

  test('each line is one fact and begins with a word of its own', () => {
    const words = new Set(lines.map((line) => line.slice(0, line.indexOf(':'))))
    for (const word of words) expect(word).toMatch(/^[a-z][a-z ]*$/)
    for (const word of ['which file', 'verdict', 'days', 'symptom', 'cause', 'because', 'proof', 'row', 'account', 'note', 'next'])
      expect([...words]).toContain(word)
  })

  test('facts end with the place they were found at', () => {
    expect(lines.find((line) => line.startsWith('because: event-without-products: '))).toMatch(/\[\S+:\d+\]$/)
    expect(lines).toContain('days: cart-abandonment: received, no-product-ids: 2026-10-02 to 2026-10-03, 2026-10-05')
  })

  test('the width of the terminal changes nothing', () => {
    expect(render(diagnosis, {asLines: true, width: 120}).split('\n')).toEqual(lines)
  })

  test('--quiet gives the verdict and the first cause alone', () => {
    const quiet = render(diagnosis, {asLines: true, quiet: true}).split('\n')
    expect(quiet[0]).toMatch(/^verdict: Fault found: .* \(exit code 1\)$/)
    expect(quiet.slice(1).every((line) => /^(?:cause|because|against): event-without-products: /.test(line))).toBe(true)
  })
})

describe('what is not known', () => {
  const blank = judged({}).diagnosis

  test('is named with the flag that supplies it and the causes that wait for it', () => {
    const text = render(blank).replaceAll(/\s+/g, ' ')
    expect(text).toContain('Not checked')
    for (const {how} of blank.notChecked) expect(text).toContain(how.replaceAll(/\s+/g, ' '))
    expect(render(blank, {asLines: true})).toContain('supply: hits: --hits CAPTURE')
  })

  test('is no verdict: nothing examined finds no cause', () => {
    expect(render(blank)).toContain('Inconclusive: ')
    expect(render(blank)).not.toContain('Next steps')
  })
})

test('of a thousand facts, files and notes a page is told, with a count of the rest', () => {
  const days = Object.fromEntries(
    Array.from({length: 400}, (_, at) => [
      new Date(Date.UTC(2025, 8, 1 + at)).toISOString().slice(0, 10),
      {rowsWithProduct: at % 2 === 0 ? 0 : 10},
    ]),
  )
  const {diagnosis: large} = judged({
    question: ABOUT_PRODUCTS,
    integration: exampleIntegration(),
    deliveries: exampleDeliveries({days, notes: Array.from({length: 100}, (_, at) => `note ${at}`)}),
    accounts: Array.from({length: 20}, (_, at) => exampleAccount({location: `sftp://files.example/${at}`, listing: exampleListing({})})),
  })
  const text = render(large)
  expect(text.split('\n').length).toBeLessThan(150)
  expect(text).toMatch(/and 9\d more \(--json lists all\)/)
  expect(text).toContain('and 17 more places')
  expect(render(large, {asLines: true})).toMatch(/note: 5\d more \(--json lists all\)/)
})

test.each(examples)('the case of %s is told in every form', (_name, cause, {evidence}) => {
  const issue = ISSUES.find(({causes}) => causes.includes(cause))?.id ?? null
  const one = diagnose({...evidence, question: {...evidence.question, issue}}, ISSUES)
  for (const width of [60, 120]) {
    expect(
      render(one, {width})
        .split('\n')
        .filter((line) => displayWidth(line) > width),
    ).toEqual([])
  }
  const matched = one.issues.flatMap(({causes}) => causes).some(({id, outcome}) => id === cause.id && outcome === 'matched')
  expect(render(one, {asLines: true}).includes(`\ncause: ${cause.id}: `)).toBe(matched)
})

test('what was looked for and does not show is told with what says so', () => {
  const {diagnosis: whole} = judged({question: ABOUT_PRODUCTS, deliveries: exampleDeliveries({days: {'2026-10-08': {}}})})
  const text = render(whole).replaceAll(/\s+/g, ' ')
  const absent = whole.issues.filter(({present}) => present === false)
  expect(absent.map(({id}) => id)).toContain('no-product-ids')
  expect(text).toContain(`Does not show - ${absent[0]?.symptom ?? ''}: the rows of 2026-10-08 have products (out/cart_20261008.csv)`)
  expect(text).toContain('No fault found: ')
})
