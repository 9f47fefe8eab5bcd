import {describe, expect, test} from 'vitest'
import type {Connector} from '../../src/connectors/connector.js'
import {ACCESS_ELEMENTS, PERMISSIONS, RETIREMENT, WIZARD_STEPS} from '../../src/connectors/console.js'
import {collectionModesOf, CONNECTORS, findConnector, todaysName} from '../../src/connectors/connectors.js'
import {REMARKETING_SEGMENTS} from '../../src/connectors/remarketing-segments.js'
import {SAMPLE_DEFECTS} from '../../src/connectors/sample-defects.js'
import {SOURCE_ROOTS} from '../../src/connectors/vocabulary.js'
import {renderPartner} from '../../src/report/partner.js'
import {createStyle} from '../../src/report/style.js'
import {connectorSchema} from '../../src/mapping/connector-schema.js'

function render(connector: Connector, {width = 80, color = false} = {}): string {
  const facts = {
    segments: REMARKETING_SEGMENTS,
    defects: SAMPLE_DEFECTS,
    modes: collectionModesOf(connector),
    today: todaysName(connector),
    retiredOn: RETIREMENT.on,
    permissions: PERMISSIONS.names,
    steps: WIZARD_STEPS[connector.wizard?.form ?? 'five-steps'],
    elements: ACCESS_ELEMENTS,
    sourceRoots: SOURCE_ROOTS,
    file: undefined,
  }
  return renderPartner(connector, facts, createStyle({color, boxes: false, width}))
}

/** What stands between one heading and the next. */
function part(text: string, heading: string): string {
  return new RegExp(`(?:^|\n)${heading}\n((?: .*\n?|\n)*)`).exec(text)?.[1]?.replaceAll(/\s+/g, ' ') ?? ''
}

const silverpop = render(findConnector('silverpop') as Connector)

describe.each(CONNECTORS.map((connector) => [connector.id, connector] as const))('%s', (id, connector) => {
  const text = render(connector)

  test('fits 80 columns; the paths of source pages alone may be longer', () => {
    const long = text.split('\n').filter((line) => line.length > 80)
    expect(long.filter((line) => !/^ {2}- \S+$/.test(line))).toEqual([])
  })

  test('shows no hole in the data', () => {
    expect(text).not.toMatch(/undefined|null|NaN|\[object/)
    expect(text).not.toMatch(/ {2}- *$|\.\.$|: *\.$/m)
  })

  test('tells what to do next', () => {
    expect(part(text, 'Next')).toContain(`dc add ${id}`)
  })

  test('shows every label, input, parameter and doubt', () => {
    const flat = text.replaceAll(/\s+/g, ' ')
    const {inputs, variables, events, classifications, accessRequests, contacts, issues, partnerSettings} = connector
    const said = [
      ...[...inputs, ...variables, ...events, ...accessRequests].map(({label}) => label),
      ...(connector.collection.parameters ?? []).map(({name}) => name),
      ...classifications.flatMap(({names}) => names),
      ...contacts.map(({who}) => who),
      ...issues.map(({symptom}) => symptom),
      ...partnerSettings.map(({where}) => where),
      ...[...inputs, ...variables, ...events].flatMap(({doubts = []}) => doubts.map(({note}) => note ?? '')),
    ]
    expect(said.filter((each) => !flat.includes(each.replaceAll(/\s+/g, ' ')))).toEqual([])
  })
})

describe('silverpop', () => {
  test('before you start: accounts, what to reserve, who to call', () => {
    const before = part(silverpop, 'Before you start')
    expect(before).toContain('active Silverpop account')
    expect(before).toContain('2 eVars (and 3 more, optional) and 5 events (and 3 more, optional)')
    expect(before).toContain('your Adobe account representative')
  })

  test('afterwards: who must act, and what moves when', () => {
    const afterwards = part(silverpop, 'Afterwards')
    expect(afterwards).toContain('your Silverpop representative (must act)')
    expect(afterwards).toContain('figures in hourly')
    expect(afterwards).toContain('allow up to 72 hours')
  })

  test('known issues: the page code that was printed is broken', () => {
    expect(part(silverpop, 'Known issues')).toContain('TypeError')
  })

  test('the same doubt is one footnote', () => {
    expect(silverpop.match(/not from an Adobe page/g)).toHaveLength(1)
    expect(silverpop.match(/\[1\]/g)?.length).toBeGreaterThan(2)
  })
})

test('a connector with nothing but a name is still a page', () => {
  const text = render(connectorSchema.parse({id: 'acme', name: 'Acme', category: 'survey'}))
  expect(text).toContain('Acme')
  expect(text).not.toMatch(/undefined|Doubts|Sources/)
})

test('colour changes nothing but colour', () => {
  const connector = findConnector('lyris') as Connector
  const stripped = render(connector, {color: true})
    .replaceAll(/\u001B\[\d+m/g, '')
    .replaceAll('`', '')
  expect(stripped).toBe(render(connector).replaceAll('`', ''))
  expect(render(connector, {color: true})).toContain('\u001B[')
})
