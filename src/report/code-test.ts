import {Page} from './page.js'
import type {Style} from './style.js'
import {visible} from './visible.js'
import {count, listed} from './wording.js'

/** What the page of `dc code test` shows. */
export interface CodeTestView {
  readonly integration: string
  readonly library: string
  readonly object: string | null
  readonly ranAgainst: 'recorder' | 'alloy'
  readonly copies: readonly {readonly role: string; readonly parameter: string; readonly variable: string}[]
  readonly cases: readonly CodeTestCase[]
}

interface CodeTestCase {
  readonly id: string
  readonly about: string
  readonly url: string
  readonly outcome: 'pass' | 'fail'
  readonly faults: readonly string[]
  readonly hits: readonly {
    readonly step: string
    readonly kind: string
    readonly url: string
    readonly values: Readonly<Record<string, string>>
  }[]
}

/** Every case in one line, faults below it; the hit of the first case in full, and of all that failed. */
export function renderCodeTest(view: CodeTestView, style: Style): string {
  const page = new Page(style)
  const {integration, library, object, ranAgainst, copies, cases} = view
  page.line(`${style.bold(integration)}: ${library}${object === null ? '' : ` (${object})`}, ${AGAINST[ranAgainst]}`)
  page.prose(`Copies ${listed(copies.map(({parameter, variable, role}) => `${parameter} to ${variable} (${role})`))}.`)
  page.blank()
  for (const {id, about, outcome, faults} of cases) {
    const mark = outcome === 'pass' ? style.paint('good', 'ok    ') : style.paint('error', 'FAILED')
    page.hanging(`  ${mark}  `, `${id}: ${about}`)
    for (const fault of faults) page.item(visible(fault), 10)
  }
  const [first] = cases
  for (const one of cases.filter((each) => each === first || each.outcome === 'fail')) {
    page.heading(`What ${one.id} sends`)
    page.line(`  ${visible(one.url)}`)
    page.columns(
      [],
      one.hits.map(({step, kind, values}) => [step, kind, describe(values)]),
    )
    const [hit] = one.hits
    if (hit !== undefined) page.line(`  ${visible(hit.url)}`)
  }
  page.blank()
  const failed = cases.filter(({outcome}) => outcome === 'fail').length
  page.line(
    failed === 0
      ? style.paint('good', `${count(cases.length, 'case')}, all as they must be`)
      : style.paint('error', `${failed} of ${count(cases.length, 'case')} failed`),
  )
  return page.text
}

const AGAINST = {recorder: 'run in a sandbox', alloy: 'run in a sandbox against the Web SDK that was given'} as const

function describe(values: Readonly<Record<string, string>>): string {
  const own = Object.entries(values).filter(([name]) => !HIDDEN.has(name))
  return own.length === 0 ? 'none of the variables' : own.map(([name, value]) => `${name}=${visible(value)}`).join(', ')
}

const HIDDEN = new Set(['pageName', 'pageURL', 'linkType', 'linkName'])
