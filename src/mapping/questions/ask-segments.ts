import {ACCESS_ELEMENTS} from '../../connectors/console.js'
import {REMARKETING_SEGMENTS} from '../../connectors/remarketing-segments.js'
import type {IntegrationSegment} from '../integration.js'
import {itemsOf, put, type Choice, type Question, type SetupContext, type SetupState} from './question.js'

/** Questions about what leaves the suite: segments, and what the partner may read. */

export function segmentQuestions(context: SetupContext, state: SetupState): Question[] {
  const {offered} = context.connector.segments
  if (offered.length === 0 || state.extra['rollup'] === 'yes') return []
  const mapped = new Set<string>(state.integration.events.map(({role}) => role))
  const possible = offered.filter(({id, needsEvents = []}) => id !== 'custom' && needsEvents.every((role) => mapped.has(role)))
  const impossible = offered.filter(({id}) => id !== 'custom' && !possible.some((each) => each.id === id))
  const ids = possible.map(({id}): string => id)
  const isOwn = ({id}: IntegrationSegment) => !offered.some((each) => each.id === id)
  const own = (current: SetupState) => current.integration.segments.filter(isOwn)
  const standard = (current: SetupState) => current.integration.segments.filter((each) => !isOwn(each)).map(({id}) => id)
  const questions: Question[] = []
  if (possible.length > 0) {
    questions.push({
      key: 'segments',
      leads: true,
      path: 'segments',
      section: 'segments',
      kind: 'ticks',
      label: 'Partner segments',
      why: `Daily files of recipients by what they did, which the partner mails again.${impossible
        .map(({id, needsEvents = []}) => ` ${id} needs the events ${needsEvents.join(' and ')}, which are not mapped.`)
        .join('')}`,
      good: 'those the partner will really use: each is a Data Warehouse request',
      flag: '--segment ID',
      required: false,
      choices: possible.map(({id, label}): Choice => {
        const known = REMARKETING_SEGMENTS.find((segment) => segment.id === id)
        return {
          value: id,
          name: label ?? known?.name ?? id,
          ...(known !== undefined && {description: `${known.qualifies}${known.event === undefined ? '' : `; made of ${known.event}`}`}),
        }
      }),
      proposal: ids,
      fallback: ids,
      read: (current) => (standard(current).length > 0 ? standard(current).filter((id) => ids.includes(id)) : undefined),
      write: (before, value) => {
        const kept = itemsOf(value)
        const old = before.integration.segments
        const made = ids.filter((id) => kept.includes(id)).map((id): IntegrationSegment => old.find((each) => each.id === id) ?? {id})
        return put(before, {segments: [...made, ...old.filter(isOwn)]})
      },
    })
  }
  if (offered.some(({id}) => id === 'custom')) {
    questions.push({
      key: 'segments.own',
      path: 'segments',
      section: 'segments',
      kind: 'list',
      label: 'Segments of your own',
      why: 'Segments of the report suite that the partner should get as files, besides the standard ones.',
      good: 'their names as Analytics shows them, separated by commas; may stay empty',
      flag: '--own-segment NAME',
      required: false,
      proposal: [],
      fallback: [],
      read: (current) => (own(current).length > 0 ? own(current).map(({id, name}) => name ?? id) : undefined),
      parse: (value) => {
        const bad = itemsOf(value).find((name) => context.suggestId(name) === undefined)
        return bad === undefined ? {value} : {fault: `"${bad}" has no letter or digit that an id could be made of`}
      },
      write: (before, value) => {
        const old = before.integration.segments
        const made = itemsOf(value).map((name): IntegrationSegment => {
          const same = old.find((each) => isOwn(each) && (each.name ?? each.id) === name)
          return same ?? {id: context.suggestId(name) ?? name, name}
        })
        return put(before, {segments: [...old.filter((each) => !isOwn(each)), ...made]})
      },
    })
  }
  return questions
}

export function accessQuestions({connector}: SetupContext): Question[] {
  const {accessRequests, name} = connector
  if (accessRequests.length === 0) return []
  const wanted = accessRequests.flatMap(({label, elements = [], required}) =>
    (elements.length > 0 ? elements : required === true ? [label] : []).map((element) => ({element, label, required})),
  )
  const named = wanted.map(({element}) => element)
  // Several pages recommend requests without listing them.
  const open = accessRequests.some(({elements}) => elements === undefined)
  const standard = open ? Object.keys(ACCESS_ELEMENTS).filter((element) => !named.includes(element)) : []
  const granted = ({integration}: SetupState) => Object.keys(integration.access).filter((element) => integration.access[element] === true)
  // Files about products are of little use without the products.
  const products = connector.segments.offered.some(({id}) => REMARKETING_SEGMENTS.find((segment) => segment.id === id)?.needsProducts)
  const recommended = wanted
    .filter(({element, required}) => required !== false || (products && element === 'product'))
    .map(({element}) => element)
  const describeElement = (element: string) =>
    ACCESS_ELEMENTS[element] === undefined ? element : `${ACCESS_ELEMENTS[element]} (${element})`
  return [
    {
      key: 'access',
      path: 'access',
      section: 'access',
      kind: 'ticks',
      label: `What ${name} may read`,
      why: 'What is not granted is not in the files the partner gets. Product ids in segments need access to the product.',
      good: open
        ? `what the partner's contact names; ${accessRequests.map(({label}) => label).join('; ')}`
        : 'what is required, and what you are content to hand over',
      flag: '--access ELEMENT',
      required: wanted.some(({required}) => required === true),
      choices: [
        ...wanted.map(({element, label, required}) => ({
          value: element,
          name: `${describeElement(element)}${required === true ? ', required' : ''}`,
          description: label,
        })),
        ...standard.map((element) => ({value: element, name: describeElement(element)})),
      ],
      proposal: recommended,
      fallback: recommended,
      read: (state) => (Object.keys(state.integration.access).length > 0 ? granted(state) : undefined),
      write: (state, value) => {
        const kept = itemsOf(value)
        const foreign = Object.entries(state.integration.access).filter(([element]) => ![...named, ...standard].includes(element))
        return put(state, {
          access: Object.fromEntries([
            ...foreign,
            ...named.map((element) => [element, kept.includes(element)] as const),
            ...standard.filter((element) => kept.includes(element)).map((element) => [element, true] as const),
          ]),
        })
      },
    },
  ]
}
