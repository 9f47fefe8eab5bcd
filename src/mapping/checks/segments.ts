import {REMARKETING_SEGMENTS} from '../../connectors/remarketing-segments.js'
import {KEY_ROLES} from '../../connectors/vocabulary.js'
import {fail, PASS, type MappingCheck} from '../check.js'
import {parseEvent} from '../slot-name.js'

/** Checks that the segments asked for can be made, and hold what they should. */

const segmentUnknown: MappingCheck = {
  code: 'segment-unknown',
  summary: 'Every segment is one the partner takes',
  *run({integration, connector}) {
    const offered = connector.segments.offered.map(({id}): string => id)
    for (const [index, {id}] of integration.segments.entries()) {
      yield offered.includes(id) || offered.includes('custom')
        ? PASS
        : fail(
            'error',
            `segments[${index}]`,
            `${connector.name} takes no segment ${id}; it takes ${offered.join(', ') || 'none'}`,
            `remove ${id} from the segments of the integration`,
          )
    }
  },
}

/** Source: the partner's page on segments: one whose events are not mapped is not created. */
const segmentEvents: MappingCheck = {
  code: 'segment-events',
  summary: 'The events that a segment is made of are mapped',
  *run({integration, connector, events}) {
    for (const [index, {id}] of integration.segments.entries()) {
      const needed = connector.segments.offered.find((offer) => offer.id === id)?.needsEvents ?? []
      if (needed.length === 0) continue
      const missing = needed.filter(
        (role) => !events.some(({mapped}) => mapped.role === role && parseEvent(mapped.event).slot !== undefined),
      )
      yield missing.length === 0
        ? PASS
        : fail(
            'error',
            `segments[${index}]`,
            `the segment ${id} needs ${missing.join(' and ')}, which ${missing.length === 1 ? 'is' : 'are'} not mapped`,
            `dc map events ${integration.id} ${missing.map((role) => `--set ${role}=eventN`).join(' ')}`,
          )
    }
  },
}

/** Rows of a segment file are found again by both ids. Source: Getting Started with data connectors, remarketing segments. */
const segmentKeys: MappingCheck = {
  code: 'segment-keys',
  summary: 'Segments have the message and recipient id they are joined on',
  *run({integration, connector, variables, lacking}) {
    if (integration.segments.length === 0) return
    for (const [key, roles] of Object.entries(KEY_ROLES)) {
      const role = roles.find((each) => connector.variables.some((one) => one.role === each))
      if (role === undefined) continue
      yield variables.some(({mapped}) => mapped.role === role)
        ? PASS
        : fail(
            lacking,
            'segments',
            `segments are chosen, but the ${key} id (${role}) is not mapped: their rows could not be joined`,
            `dc map variables ${integration.id} --set ${role}=eVarN`,
          )
    }
  },
}

/** Source: partner pages, Access Requests, "product information exported in the daily remarketing segments". */
const segmentProducts: MappingCheck = {
  code: 'segment-products',
  summary: 'Segments about products may hold product ids',
  *run({integration, connector}) {
    if (!connector.accessRequests.some(({elements}) => elements?.includes('product'))) return
    const about = integration.segments.filter(({id}) => REMARKETING_SEGMENTS.find((segment) => segment.id === id)?.needsProducts === true)
    if (about.length === 0) return
    yield integration.access['product'] === true
      ? PASS
      : fail(
          'warning',
          'access.product',
          `access to product is not granted, so the files of ${about.map(({id}) => id).join(', ')} will hold no product ids`,
          `dc configure ${integration.id} --access product`,
        )
  },
}

export const segmentChecks: readonly MappingCheck[] = [segmentUnknown, segmentEvents, segmentKeys, segmentProducts]
