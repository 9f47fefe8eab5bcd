import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {CONNECTORS} from '../../src/connectors/connectors.js'
import {beginAdding, completeSetup} from '../../src/jobs/add-integration.js'
import {openSetup, type OpenSetup} from '../../src/jobs/open-setup.js'
import {itemsOf, textOf} from '../../src/mapping/questions/question.js'
import type {SetupFlags} from '../../src/setup-flags.js'
import {answerAll, type Answered} from '../support/wizard.js'

/** Whatever a prompt asks, a flag answers: for every partner of the catalogue the flags come to the same integration as the prompts. */

let folder: string
let open: OpenSetup
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dc-add-'))
  open = await openSetup(undefined, folder, new Date('2026-11-23T10:00:00Z'), true)
})
afterAll(async () => rm(folder, {recursive: true}))

const SINGLE: Readonly<Record<string, string>> = {
  'acknowledged.fees': 'accept-fees',
  'acknowledged.terms': 'accept-terms',
  'acknowledged.personalData': 'accept-personal-data',
  reportSuite: 'suite',
  name: 'name',
  id: 'id',
  description: 'description',
  'collection.mode': 'collection',
  'carrier.kind': 'carrier',
  'carrier.request': 'request',
  'delivery.location': 'location',
  'delivery.credential': 'credential',
  'delivery.from': 'from',
  'delivery.expectedBy': 'expected-by',
  'delivery.timeZone': 'time-zone',
  'delivery.emptyFile': 'empty-file',
}
const LISTS: Readonly<Record<string, string>> = {
  notify: 'notify',
  classifications: 'classification',
  calculatedMetrics: 'metric',
  segments: 'segment',
  'segments.own': 'own-segment',
  'collection.landingPages': 'landing-page',
  reports: 'report',
  'delivery.days': 'days',
}
const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/^inputs\.(.+)$/, 'input'],
  [/^(?:variables|events|classifications|calculatedMetrics)\.(.+)\.name$/, 'rename'],
  [/^variables\.(.+)\.allocation$/, 'allocation'],
  [/^variables\.(.+)\.expiration$/, 'expiration'],
  [/^variables\.(.+)$/, 'variable'],
  [/^events\.(.+)$/, 'event'],
  [/^collection\.parameters\.(.+)$/, 'parameter'],
  [/^segments\.(.+)\.file$/, 'segment-file'],
]

/** The flags a person would write who wants these answers. */
function flagsOf(steps: readonly Answered[]): SetupFlags {
  const flags: Record<string, string> = {}
  const lists = new Map<string, string[]>()
  const add = (flag: string, value: string) => {
    lists.set(flag, [...(lists.get(flag) ?? []), value])
  }
  for (const {question, offered, value} of steps) {
    const {key} = question
    const pair = PAIRS.find(([pattern]) => pattern.test(key))
    const list = LISTS[key]
    const single = SINGLE[key]
    if (key.endsWith('.rename') || key === 'variables.settings') continue
    if (key === 'access') {
      for (const element of itemsOf(value)) add('access', element)
      for (const element of itemsOf(offered)) if (!itemsOf(value).includes(element)) add('deny', element)
    } else if (single !== undefined) flags[single] = textOf(value)
    else if (list !== undefined) for (const item of itemsOf(value).length === 0 ? ['none'] : itemsOf(value)) add(list, item)
    else if (pair !== undefined) {
      const part = pair[0].exec(key)?.[1] ?? ''
      for (const item of typeof value === 'string' ? [value] : value) add(pair[1], `${part}=${item}`)
    } else throw new Error(`no flag for ${key}`)
  }
  return {...flags, ...Object.fromEntries(lists)}
}

test.each(CONNECTORS.map((connector) => [connector.id, connector] as const))('%s', (_id, connector) => {
  const {steps, integration} = answerAll(connector)
  const begun = beginAdding(open, connector, {answers: undefined, flags: flagsOf(steps), interactive: false})
  expect(completeSetup(begun).integration).toEqual(integration)
})

test.each(CONNECTORS.map((connector) => [connector.id, connector] as const))(
  '%s: every question names a flag that dc add has',
  async (_id, connector) => {
    const {default: Add} = await import('../../src/commands/add.js')
    const known = new Set(Object.keys(Add.flags))
    const named = answerAll(connector).steps.map(({question}) => /^--(?:\[no-\])?([a-z-]+)/.exec(question.flag)?.[1] ?? question.flag)
    expect(named.filter((flag) => !known.has(flag))).toEqual([])
  },
)
