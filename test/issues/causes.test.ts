import {readdirSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {judge} from '../../src/diagnosis/diagnose.js'
import {openCase} from '../../src/issues/case.js'
import {OWNERS, type Cause, type CauseExample} from '../../src/issues/cause.js'
import {EVIDENCE_KINDS} from '../../src/issues/evidence.js'
import {CAUSES, ISSUES} from '../../src/issues/issues.js'
import {RULES} from '../../src/rules/index.js'

const OUTCOMES = {matched: 'matched', ruledOut: 'ruled-out', notChecked: 'not-checked'} as const

const examples = (cause: Cause): [about: string, outcome: keyof typeof OUTCOMES, example: CauseExample][] =>
  (Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[]).flatMap((outcome) =>
    cause.examples[outcome].map((example): [string, keyof typeof OUTCOMES, CauseExample] => [example.about, outcome, example]),
  )

/** Nothing of a fact may be a secret or personal: no mailbox, no query string, no user of a URL. */
const PERSONAL = /[\w.+-]+@[\w-]+\.[a-z]{2,}|:\/\/[^\s/]*@|\?[\w-]+=/i

describe.each(CAUSES.map((cause) => [cause.id, cause] as const))('%s', (_id, cause) => {
  test.each(examples(cause))('%s: %s', (_about, outcome, {evidence, confidence}) => {
    const judged = judge(cause, openCase(evidence))
    expect({outcome: judged.outcome, ...(confidence && {confidence: judged.confidence})}).toEqual({
      outcome: OUTCOMES[outcome],
      ...(confidence && {confidence}),
    })
    const {because, against, reason} = judged
    const grounds = {matched: because.length > 0, 'ruled-out': against.length > 0, 'not-checked': Boolean(reason)}
    expect(grounds[judged.outcome]).toBe(true)
    for (const {fact, origin} of [...because, ...against]) {
      expect(fact).not.toMatch(PERSONAL)
      expect(fact).not.toMatch(/[.]$|undefined|null|NaN/)
      expect(fact.trim()).not.toBe('')
      expect(origin.file).not.toBe('')
    }
    expect(judged.next.length).toBeGreaterThan(0)
    // As it lies in a bundle: nothing is lost on the way, and what comes of it is the same.
    const again = JSON.parse(JSON.stringify(evidence)) as typeof evidence
    expect(again).toEqual(evidence)
    expect(judge(cause, openCase(again))).toEqual(judged)
    expect(JSON.parse(JSON.stringify(judged))).toEqual(judged)
  })

  test('has examples of what it matches and of what it does not check', () => {
    expect(cause.examples.matched.length).toBeGreaterThan(0)
    expect(cause.examples.ruledOut.length + cause.examples.notChecked.length).toBeGreaterThan(0)
  })

  test('says who must act, what to do, and where it is written', () => {
    expect(cause.id).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
    expect(OWNERS).toContain(cause.owner)
    expect(cause.next.length).toBeGreaterThan(0)
    for (const sentence of [cause.summary, ...cause.next]) expect(sentence).toMatch(/^(?:[A-Z`]|dc ).*[^.\s]$/)
    expect(cause.why).toMatch(/^[A-Z].*[.)"]$/s)
    expect(cause.source.length).toBeGreaterThan(10)
    for (const kind of cause.needs.flat()) expect(Object.keys(EVIDENCE_KINDS)).toContain(kind)
    for (const text of [cause.summary, cause.why, cause.source, ...cause.next]) expect(text).not.toMatch(/\b(?:NR|RW)-\d\d\b/)
  })

  test('does not match where nothing is known', () => {
    const [example] = cause.examples.matched
    if (example === undefined) return
    const {evidence} = example
    const nothing = {...evidence, integration: null, accounts: [], hits: null, log: null, warehouse: null, told: {}}
    const deliveries = {...evidence.deliveries, hasListing: false, files: [], seriesFiles: [], skipped: [], errors: []}
    expect(judge(cause, openCase({...nothing, deliveries})).outcome).not.toBe('matched')
  })
})

test('ids are unique, among rules too', () => {
  const ids = [...ISSUES.map(({id}) => id), ...CAUSES.map(({id}) => id), ...RULES.map(({id}) => id)]
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

test.each(ISSUES.map((issue) => [issue.id, issue] as const))('%s lists its folder', (id, {causes, source, symptom}) => {
  const folder = readdirSync(`src/issues/${id}`).map((name) => name.replace(/\.ts$/, ''))
  const own = causes.map((cause) => cause.id).filter((each) => folder.includes(each))
  expect([...own, 'issue'].toSorted()).toEqual(folder.toSorted())
  expect(causes.length).toBe(new Set(causes).size)
  expect([source, symptom].every((text) => text.length > 10)).toBe(true)
})

test('no file of a cause lies outside the table', () => {
  const known = new Set(CAUSES.map(({id}) => id))
  const files = ISSUES.flatMap(({id}) => readdirSync(`src/issues/${id}`).map((name) => name.replace(/\.ts$/, '')))
  expect(files.filter((name) => name !== 'issue' && !known.has(name))).toEqual([])
})
