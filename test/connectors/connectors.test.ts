import {existsSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {Connector} from '../../src/connectors/connector.js'
import {collectionModesOf, CONNECTORS, findConnector, foldName, namesOf, sourcesOf, todaysName} from '../../src/connectors/connectors.js'
import type {Fact} from '../../src/connectors/fact.js'
import {REMARKETING_SEGMENTS} from '../../src/connectors/remarketing-segments.js'
import {KEY_ROLES, SECTIONS, SOURCE_ROOTS, type Section} from '../../src/connectors/vocabulary.js'
import {connectorSchema} from '../../src/mapping/connector-schema.js'

/** Sections that are not held under their own name. */
const ELSEWHERE: Partial<Record<Section, (connector: Connector) => unknown[]>> = {
  identity: () => [{}],
  personalData: ({variables, classifications}) =>
    [...variables, ...classifications].filter((fact) => fact.personalData !== undefined).map(() => ({})),
  segments: ({segments}) => (segments.offered.length + (segments.rules?.length ?? 0) > 0 ? [segments, ...segments.offered] : []),
  collection: ({collection}) => [
    collection,
    ...(collection.fields ?? []),
    ...(collection.parameters ?? []),
    ...(collection.settings ?? []),
  ],
}

function factsOf(connector: Connector, section: Section): Fact[] {
  const held = ELSEWHERE[section]?.(connector) ?? (connector as unknown as Record<string, unknown>)[section]
  return (held === undefined ? [] : Array.isArray(held) ? held : [held]) as Fact[]
}

/** A key that a page is written under: a file of Adobe's documentation, or our own remark after `dc:`. */
const PAGE = /^((analytics|campaign|partner-api|kb):)?[\w./-]+\.(md|png|html|draft)$|^dc:\S/

test('the catalogue is sorted, and each id is the name of its file', () => {
  const ids = CONNECTORS.map(({id}) => id)
  expect(ids).toEqual([...new Set(ids)].toSorted())
  expect(ids.filter((id) => !existsSync(new URL(`../../src/connectors/${id}.ts`, import.meta.url)))).toEqual([])
  expect(ids.filter((id) => id.startsWith('generic-'))).toEqual(['generic-ads', 'generic-email', 'generic-survey'])
  expect(ids).toHaveLength(18 + 3)
})

test('no two connectors answer to the same name', () => {
  const owners = new Map<string, string>()
  for (const connector of CONNECTORS) {
    for (const name of new Set(namesOf(connector).map(foldName))) {
      expect({name, owner: owners.get(name)}).toEqual({name, owner: undefined})
      owners.set(name, connector.id)
    }
  }
})

describe.each(CONNECTORS.map((connector) => [connector.id, connector] as const))('%s', (_id, connector) => {
  test('is valid, and the schema loses nothing of it', () => {
    expect(connectorSchema.parse(connector)).toEqual(connector)
  })

  test('every fact has a page behind it', () => {
    for (const section of SECTIONS) {
      for (const fact of factsOf(connector, section)) {
        const pages = sourcesOf(connector, section, fact)
        expect({section, fact, pages: pages.length > 0 && pages.every((page) => PAGE.test(page))}).toEqual({section, fact, pages: true})
      }
    }
    for (const alias of connector.aliases) expect(sourcesOf(connector, 'identity', alias).every((page) => PAGE.test(page))).toBe(true)
  })

  test('a source belongs to a section that has facts', () => {
    const idle = Object.keys(connector.sources).filter((section) => factsOf(connector, section as Section).length === 0)
    expect(idle).toEqual([])
  })

  test('a doubt names a field that is there', () => {
    const facts: Fact[] = [...SECTIONS.flatMap((section) => factsOf(connector, section)), ...connector.aliases]
    const idle = facts.flatMap((fact) =>
      (fact.doubts ?? []).filter(({field}) => field !== undefined && !Object.hasOwn(fact, field)).map((doubt) => ({fact, doubt})),
    )
    expect(idle).toEqual([])
  })

  test('what is taken for a secret says that this is a judgement', () => {
    const secrets = [...connector.inputs, ...(connector.collection.settings ?? [])].filter(({secret}) => secret)
    const judged = secrets.filter(
      (fact) => connector.status === 'not-listed' || fact.doubts?.some(({mark, field}) => mark === 'inferred' && field === 'secret'),
    )
    expect(judged).toEqual(secrets)
  })

  test('the example of a shape fits its pattern', () => {
    for (const {shape = '', pattern, name} of connector.inputs) {
      if (pattern === undefined || !/^\S+$/.test(shape) || /^(uuid|digits)$/.test(shape)) continue
      const example = shape.replaceAll(/<\w+>/g, 'shop.example')
      expect({name, fits: new RegExp(`^(?:${pattern})$`, 'u').test(example)}).toEqual({name, fits: true})
    }
  })
})

describe('e-mail partners', () => {
  const partners = CONNECTORS.filter(({category}) => category === 'email')

  test.each(partners.map((connector) => [connector.id, connector] as const))('%s has both ids of a segment file', (_id, {variables}) => {
    for (const roles of Object.values(KEY_ROLES)) {
      expect(variables.filter(({role}) => (roles as readonly string[]).includes(role)).map(({role}) => role)).not.toEqual([])
    }
  })

  test('all of them offer the three remarketing segments', () => {
    for (const {segments} of partners) {
      expect(segments.offered.map(({id}) => id)).toEqual(expect.arrayContaining(['cart-abandonment', 'purchases', 'product-views']))
    }
  })

  test('recipient ids are personal data, whatever they are called', () => {
    for (const {variables} of partners) {
      for (const variable of variables.filter(({role}) => role === 'recipientId' || role === 'emailAddress')) {
        expect(variable.personalData).toBe(variable.role === 'emailAddress' ? 'direct' : 'indirect')
      }
    }
  })
})

test('segments are called by the names the partners use', () => {
  const known = new Set(REMARKETING_SEGMENTS.flatMap(({id, name, aka}) => [name, ...aka].map((each) => `${id} ${each}`)))
  const own = CONNECTORS.flatMap(({segments}) => segments.offered).filter(({id}) => id !== 'custom')
  expect(own.filter(({id, label}) => label !== undefined && !known.has(`${id} ${label}`))).toEqual([])
})

test('every prefix of a source has a place where it is found', () => {
  const prefixes = CONNECTORS.flatMap(({sources}) => Object.values(sources).flat()).map(
    (page) => /^([a-z-]+):/.exec(page)?.[1] ?? 'data-connectors',
  )
  expect(prefixes.filter((prefix) => SOURCE_ROOTS[prefix] === undefined)).toEqual([])
})

describe('findConnector', () => {
  test.each([
    ['silverpop', 'silverpop'],
    ['Acoustic', 'silverpop'],
    ['acoustic campaign', 'silverpop'],
    ['IBM Watson Campaign Automation', 'silverpop'],
    ['Silverpop Engage (v2.0)', 'silverpop'],
    ['Adobe Campaign', 'neolane'],
    ['campaign-classic', 'neolane'],
    ['CM360', 'dfa'],
    ['DoubleClick for Advertisers (DFA)', 'dfa'],
    ['Campaign Manager 360', 'dfa'],
    ['EMARSYS', 'emarsys'],
    ['Dynamic Signal', 'dynamic-signal'],
    ['Medallia', 'kampyle'],
    ['Episerver', 'optivo'],
    ['Oracle Responsys', 'responsys'],
  ])('%s is %s', (name, id) => {
    expect(findConnector(name)?.id).toBe(id)
  })

  test.each(['', ' ', '-', 'silver', 'Acme', '__proto__'])('"%s" is nobody', (name) => {
    expect(findConnector(name)).toBeUndefined()
  })
})

test("today's name is known where the product has another one", () => {
  expect(CONNECTORS.filter((connector) => todaysName(connector) !== undefined).map(({id}) => id)).toEqual(
    expect.arrayContaining(['dfa', 'neolane', 'silverpop']),
  )
  const [dfa, aprimo] = ['dfa', 'aprimo'].map((id) => findConnector(id)) as [Connector, Connector]
  expect([todaysName(dfa), todaysName(aprimo)]).toEqual(['Campaign Manager 360', undefined])
})

test("today's ways to collect are offered where ids come from the landing page", () => {
  const modes = (id: string) => collectionModesOf(findConnector(id) as Connector)
  expect(modes('silverpop')).toEqual(['automated', 'javascript-plugin', 'context-data', 'web-sdk', 'tags'])
  expect(modes('dfa')).toEqual(['integrate-module'])
  expect(modes('appfigures')).toEqual(['none'])
})
