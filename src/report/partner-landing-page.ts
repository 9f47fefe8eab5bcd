import type {CollectionMode} from '../connectors/vocabulary.js'
import {needed, type PartnerContext} from './partner-context.js'

const MODES: Readonly<Record<CollectionMode, string>> = {
  automated: 'automated: processing rules copy the parameters of the URL; no change to the page',
  'javascript-plugin': 'javascript-plugin: getQueryParam in the page code copies them',
  'integrate-module': 'integrate-module: the Integrate Module of the page code asks the partner',
  'config-object': "config-object: an object on the page that the partner's code reads",
  'survey-beacon': 'survey-beacon: the partner sends a hit of its own',
  none: 'none: nothing is collected on the page',
  'context-data': 'context-data: context data variables and processing rules',
  'web-sdk': 'web-sdk: the Web SDK sends them in its data',
  tags: 'tags: a rule of the tag manager sets the variables',
}

/** How the ids get from the landing page into the variables. */
export function writeLandingPage({connector, facts, page, notes}: PartnerContext): void {
  const {collection} = connector
  page.blank()
  page.prose('On the page', 2)
  if (facts.modes.length > 0) page.prose(`Ways to collect${notes.ref(collection)}:`, 4)
  for (const mode of facts.modes) page.item(MODES[mode], 6)
  if (collection.note !== undefined) page.prose(collection.note, 4)
  for (const field of collection.fields ?? []) {
    const fixed = field.fixed === undefined ? '' : `, always ${field.fixed}`
    page.item(
      `${field.label} (for ${field.role}, ${needed(field.required)}${fixed})${field.note === undefined ? '' : `: ${field.note}`}${notes.ref(field)}`,
      4,
    )
  }
  for (const {name, role, target, provenance, note, ...fact} of collection.parameters ?? []) {
    const fills = target === undefined ? '' : `, written to ${target}`
    page.item(
      `parameter ${name} carries ${role ?? 'something unknown'}${fills} (${PROVENANCE[provenance]})${note === undefined ? '' : `. ${note}`}${notes.ref(fact)}`,
      4,
    )
  }
  page.pairs(
    [
      [
        'page sets',
        Object.entries(collection.pageVariables ?? {})
          .map(([name, role]) => `${name} = ${role}`)
          .join(', '),
      ],
      ['function', collection.functions?.join(', ')],
      ['code from', collection.resource],
      ['place', collection.placement],
      ['object', collection.configObject],
      ['once a visit', collection.visitDedupe],
      ['Target mbox', collection.targetMbox],
    ],
    4,
  )
  if (collection.settings !== undefined) {
    page.columns(
      ['SETTING', 'EXAMPLE', 'WHAT'],
      collection.settings.map((setting) => [
        setting.name,
        setting.example ?? setting.default ?? '',
        [
          setting.what,
          setting.aka && `also ${setting.aka}`,
          setting.modify === false && 'leave as it is',
          setting.required === false && 'optional',
        ]
          .filter((part) => typeof part === 'string')
          .join('; ') + notes.ref(setting),
      ]),
      4,
    )
  }
}

const PROVENANCE = {documented: 'documented', sample: 'from sample code, may differ', example: 'from an example'} as const
