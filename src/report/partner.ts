import type {Connector} from '../connectors/connector.js'
import {Footnotes} from './footnotes.js'
import {Page} from './page.js'
import type {PartnerContext, PartnerFacts} from './partner-context.js'
import {writeLandingPage} from './partner-landing-page.js'
import {writeAfterwards} from './partner-afterwards.js'
import {writeEntries} from './partner-entries.js'
import {writePreparation} from './partner-preparation.js'
import type {Style} from './style.js'

/** Everything a person needs to set up one partner, in the order of the work: before, enter, afterwards. */
export function renderPartner(connector: Connector, facts: PartnerFacts, style: Style): string {
  const context: PartnerContext = {connector, facts, page: new Page(style), notes: new Footnotes()}
  writeTitle(context, style)
  writePreparation(context)
  writeEntries(context)
  writeLandingPage(context)
  writeAfterwards(context)
  writeIssues(context)
  writeNext(context)
  writeNotes(context)
  writeSources(context)
  return context.page.text
}

function writeTitle({connector, facts, page, notes}: PartnerContext, style: Style): void {
  const {name, id, category, versions = [], programme, aliases, lifeCycle} = connector
  page.line(`${style.bold(name)}  ${style.dim(id)}`)
  page.blank()
  page.prose(connector.summary)
  page.blank()
  const today = aliases.find((alias) => alias.today)
  const others = aliases.filter((alias) => !alias.today)
  page.pairs([
    ['today', facts.today === undefined ? undefined : `${facts.today}${notes.ref(today)}`],
    ['also called', others.map((alias) => `${alias.name}${notes.ref(alias)}`).join(', ')],
    ['kind', category],
    ['versions', versions.join(', ')],
    ['programme', programme],
    ['data flows', connector.flows.join(', ')],
    ['Adobe listed it as', lifeCycle?.listedAs.join('; ')],
    ['status', writeStatus(connector, facts)],
    ['successor', lifeCycle?.successor],
    ['collected until', lifeCycle?.collectedUntil === undefined ? undefined : `${lifeCycle.collectedUntil}${notes.ref(lifeCycle)}`],
    ['instead', lifeCycle?.alternatives?.join('; ')],
    ['defined in', facts.file],
  ])
}

function writeStatus({status, lifeCycle}: Connector, {retiredOn}: PartnerFacts): string {
  if (status === 'not-listed') return "not in Adobe's catalogue of partners"
  const decision =
    status === 'deprecating'
      ? 'discontinued: the partner chose not to move it to the current APIs'
      : 'moving: the partner chose to take it to the current APIs'
  const reason = lifeCycle?.reason === undefined ? '' : ` ${lifeCycle.reason}`
  return (
    `${decision}.${reason} Adobe's console ended on ${retiredOn}; what it set up can still be set up by hand: variables, events, page code, ` +
    'classifications and Data Warehouse schedules.'
  )
}

function writeIssues({connector, facts, page, notes}: PartnerContext): void {
  const defects = (connector.collection.sampleDefects ?? []).flatMap((id) => facts.defects.filter((defect) => defect.id === id))
  if (connector.issues.length + defects.length === 0) return
  page.heading('Known issues')
  for (const issue of connector.issues) {
    const parts = [
      issue.symptom + notes.ref(issue),
      issue.cause === undefined ? '' : `Cause: ${issue.cause}`,
      issue.fix === undefined ? '' : `Fix: ${issue.fix}`,
    ]
    page.item(parts.filter((part) => part !== '').join(' '))
  }
  if (defects.length === 0) return
  page.prose('The page code that Adobe printed for this partner is broken. If it was pasted into the site:', 2)
  for (const {defect, effect} of defects) page.item(`${defect} ${effect}`)
}

function writeNext({connector, page}: PartnerContext): void {
  page.heading('Next')
  page.line(`  dc add ${connector.id}`)
  page.line(`  dc partners ${connector.id} --json`)
}

function writeNotes({connector, page, notes}: PartnerContext): void {
  const undocumented = [...connector.inputs, ...connector.variables, ...connector.events].some(({required}) => required === undefined)
  if (notes.notes.length === 0 && !undocumented) return
  page.heading('Doubts')
  const legend = undocumented ? [['?', 'no page says whether it is required'] as const] : []
  page.pairs([...legend, ...notes.notes.map((note, index) => [`[${index + 1}]`, note] as const)])
}

/** Pages by the sections they vouch for, so that a doubtful fact can be looked up. */
function writeSources({connector, facts, page}: PartnerContext): void {
  const sections = new Map<string, string[]>()
  for (const [section, source] of Object.entries(connector.sources)) {
    for (const name of typeof source === 'string' ? [source] : source) sections.set(name, [...(sections.get(name) ?? []), section])
  }
  if (sections.size === 0) return
  page.heading('Sources')
  for (const [name, vouches] of sections) {
    // A path is only of use in one piece, however long.
    page.line(`  - ${name.replace(/^dc:/, '')}`)
    page.prose(vouches.map((section) => section.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)).join(', '), 4)
  }
  const prefixes = new Set([...sections.keys()].map((name) => /^([a-z-]+):/.exec(name)?.[1] ?? 'data-connectors'))
  page.blank()
  page.pairs(
    [...prefixes].flatMap((prefix) =>
      prefix === 'dc' ? [] : [[prefix === 'data-connectors' ? 'pages' : `${prefix}:`, facts.sourceRoots[prefix]] as const],
    ),
  )
}
