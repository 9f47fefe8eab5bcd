import {expect, test} from 'vitest'
import {diagnose} from '../../src/diagnosis/diagnose.js'
import {CAUSES, ISSUES} from '../../src/issues/issues.js'
import {renderDiagnosisMarkdown} from '../../src/report/diagnosis-markdown.js'
import {HOSTILE_NAME, judged, productsMissing, withHostileTexts} from '../support/diagnosis.js'

const {diagnosis} = productsMissing()
const text = renderDiagnosisMarkdown(diagnosis)
const headings = text.split('\n').filter((line) => line.startsWith('#'))

/** Cells of a table row, `\|` not being an end of one. */
const cellsOf = (line: string) => line.split(/(?<!\\)\|/).length

test('the sections stand in the order of the terminal', () => {
  expect(headings).toEqual([
    '# Diagnosis of spring-email',
    '## Which file',
    '## Verdict',
    '## Days',
    '## The segment file is there, but the product column is empty or missing',
    '### The event is sent without a product',
    '## Ruled out',
    '## Not checked',
    '## sftp://files.example:22/out'.replace('://', ':&#47;/'),
    '## To know',
    '## Next steps',
  ])
})

test('rows stand beside their hits in a table', () => {
  expect(text).toMatch(/\| 2 \| hits\.har:7 \| Cart, .*cart \| 2026-10-05T10:00:00Z \| JS-2\.26\.0 \|/)
})

test('all rows of a table have as many cells as its head', () => {
  const lines = text.split('\n')
  for (const [at, line] of lines.entries()) {
    if (!line.startsWith('|') || lines[at - 1]?.startsWith('|') === true) continue
    const body = lines.slice(
      at,
      lines.findIndex((other, index) => index > at && !other.startsWith('|')),
    )
    expect(new Set(body.map(cellsOf)).size).toBe(1)
  }
})

test.each([text, renderDiagnosisMarkdown(withHostileTexts(diagnosis))])(
  'a text that is not ours is neither markup, HTML, a mention nor a line of its own',
  (markdown) => {
    expect(markdown).not.toContain(HOSTILE_NAME)
    expect(markdown).not.toContain('<b>')
    expect(markdown).not.toContain('@all')
    expect(markdown).not.toMatch(/(?<!\\)`/)
    expect(markdown).not.toMatch(/^Next steps\.csv/m)
    // eslint-disable-next-line no-control-regex
    expect(markdown).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/)
    expect(markdown).toContain(String.raw`␛\[31m\|\`&lt;b&gt;&#64;all␊Next steps.csv`)
  },
)

test('addresses of pages do not become links', () => {
  expect(text).not.toContain('://')
  expect(text).not.toMatch(/www\./)
})

test('without evidence it says what is missing', () => {
  const blank = renderDiagnosisMarkdown(judged({}).diagnosis)
  expect(blank).toContain('**Inconclusive**')
  expect(blank).toContain('## Not checked')
  expect(blank).not.toContain('## Next steps')
})

test.each(CAUSES.flatMap(({id, examples}) => examples.matched.map(({about, evidence}) => [id, about, evidence] as const)))(
  '%s: %s is told',
  (id, _about, evidence) => {
    const issue = ISSUES.find(({causes}) => causes.some((cause) => cause.id === id))?.id ?? null
    expect(renderDiagnosisMarkdown(diagnose({...evidence, question: {...evidence.question, issue}}, ISSUES))).toContain(id)
  },
)
