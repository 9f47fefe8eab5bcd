import {Page} from './page.js'
import type {Style} from './style.js'
import {visible} from './visible.js'
import {count} from './wording.js'

/** What the page of `dc code check` shows. */
export interface CodeCheckView {
  readonly input: string
  readonly read: readonly {readonly path: string; readonly form: string; readonly scripts: number}[]
  readonly notRead: readonly {readonly path: string; readonly reason: string}[]
  readonly recognised: readonly {readonly path: string; readonly line: number; readonly text: string}[]
  readonly findings: readonly {
    readonly path: string
    readonly line: number
    readonly id: string
    readonly severity: 'error' | 'warning' | 'info'
    readonly message: string
    readonly effect: string
    readonly fix: string
    readonly excerpt: string
    readonly sources: readonly string[]
  }[]
  readonly notes: readonly string[]
}

/** What was found wrong first, each with its place and its mending; then what else was recognised. */
export function renderCodeCheck({read, notRead, recognised, findings, notes}: CodeCheckView, style: Style): string {
  const page = new Page(style)
  for (const {path, line, id, severity, message, effect, fix, excerpt, sources} of findings) {
    page.line(`${visible(path)}:${line}: ${style.paint(severity, severity)} ${id}`)
    page.prose(visible(message), 2)
    page.line(`  ${style.dim(visible(excerpt))}`)
    page.pairs([
      ['effect', effect],
      ['fix', visible(fix)],
      ['source', sources.join(', ')],
    ])
    page.blank()
  }
  if (recognised.length > 0) {
    page.line(style.paint('heading', 'Recognised'))
    for (const {path, line, text} of recognised) page.item(visible(`${path}:${line}: ${text}`))
    page.blank()
  }
  const failed = notRead.filter(({reason}) => reason !== 'not asked for')
  if (failed.length > 0) {
    page.line(style.paint('heading', 'Not read'))
    for (const {path, reason} of failed) page.item(visible(`${path}: ${reason}`))
    page.blank()
  }
  for (const note of notes) page.prose(visible(note))
  const errors = findings.filter(({severity}) => severity === 'error').length
  const scripts = read.reduce((sum, each) => sum + each.scripts, 0)
  const verdict =
    errors > 0
      ? style.paint('error', count(errors, 'fault'))
      : recognised.length > 0
        ? style.paint('good', 'no fault')
        : 'nothing recognised'
  page.line(`${verdict} in ${count(scripts, 'script')}`)
  return page.text
}
