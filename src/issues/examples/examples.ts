import type {Integration} from '../../mapping/integration.js'
import type {Schedule} from '../../segments/arrival.js'
import type {InspectedFile, SeriesFile} from '../../segments/inspection.js'
import type {DeliveryEvidence, Evidence, IntegrationFacts, PartnerFacts} from '../evidence.js'
import type {DaySegmentHits, HitDay, HitEvidence, HitExample, VariableEvidence} from '../hit-evidence.js'
import {NOTHING_COUNTED} from '../from-hits/segment-tally.js'

/**
 * Cases in miniature, for the examples of causes: each function gives a whole value from the parts that matter. Their suite is `shopprod`
 * in UTC, files are due at 06:00, and it is Friday 9 October 2026, 12:00.
 */
export const EXAMPLE_NOW = '2026-10-09T12:00:00.000Z'

export function exampleEvidence(parts: Partial<Evidence>): Evidence {
  return {
    version: 1,
    asOf: EXAMPLE_NOW,
    collectedAt: EXAMPLE_NOW,
    question: {issue: null, segment: null, from: null, to: null},
    integration: null,
    deliveries: exampleDeliveries({}),
    accounts: [],
    hits: null,
    log: null,
    warehouse: null,
    told: {},
    collectors: [],
    ...parts,
  }
}

export const EXAMPLE_SCHEDULE: Schedule = {
  expectedBy: '06:00',
  timeZone: 'UTC',
  from: '2026-10-01',
  until: null,
  days: 'daily',
  emptyFile: 'unknown',
  isPaused: false,
}

/** `days`: those of which a file of Cart Abandonment is there, with what is special about it. */
export function exampleDeliveries(
  parts: Partial<DeliveryEvidence> & {days?: Readonly<Record<string, Partial<InspectedFile> & {arrivedAt?: string}>>},
): DeliveryEvidence {
  const {days = {}, ...rest} = parts
  const files = Object.entries(days).map(([day, file]) => exampleFile(day, file))
  return {
    hasListing: files.length > 0,
    isListed: true,
    files,
    findings: [],
    seriesFiles: files.map((file) => seriesFileOf(file)),
    expected: ['cart-abandonment'],
    schedules: {},
    otherSchedule: EXAMPLE_SCHEDULE,
    from: null,
    to: null,
    looks: [],
    skipped: [],
    errors: [],
    notes: [],
    ...rest,
  }
}

/** A file of Cart Abandonment with ten rows, all of them filled, that came at four in the morning. */
export function exampleFile(day: string, parts: Partial<InspectedFile> = {}): InspectedFile {
  const rows = parts.rows ?? 10
  return {
    path: `out/cart_${day.replaceAll('-', '')}.csv`,
    kind: 'segment',
    confidence: 'likely',
    segment: 'cart-abandonment',
    day,
    rows,
    columns: [
      {name: 'Recipient ID', role: 'recipientId'},
      {name: 'Message ID', role: 'messageId'},
      {name: 'Product', role: 'product'},
    ],
    rowsWithProduct: rows,
    rowsWithRecipient: rows,
    rowsWithMessage: rows,
    encoding: 'utf-8',
    delimiter: ',',
    compression: 'none',
    bytes: 500,
    signals: [],
    reportSuite: null,
    series: '',
    from: day,
    to: day,
    dayFrom: 'name',
    arrivedAt: `${dayAfter(day)}T04:00:00.000Z`,
    isComplete: true,
    comments: 0,
    totalsRows: 0,
    raggedRows: 0,
    distinctRecipients: rows,
    duplicateRows: 0,
    estimated: false,
    rowsWithMergeTag: 0,
    rowsWithEmail: 0,
    rowsWithTestId: 0,
    damage: [],
    missing: [],
    digest: `rows of ${day}`,
    ...parts,
  }
}

function seriesFileOf({
  path,
  kind,
  segment,
  reportSuite,
  series,
  day,
  rows,
  rowsWithProduct,
  rowsWithRecipient,
  digest,
  arrivedAt,
}: InspectedFile): SeriesFile {
  return {
    path,
    kind,
    segment,
    reportSuite,
    series,
    day,
    rows,
    rowsWithProduct,
    rowsWithRecipient,
    isProductKnown: true,
    isRecipientKnown: true,
    digest,
    arrivedMs: Date.parse(arrivedAt ?? EXAMPLE_NOW),
    isHere: true,
    wasReplaced: false,
  }
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

export function exampleIntegration(
  parts: Partial<Integration> = {},
  facts: Partial<Omit<IntegrationFacts, 'integration'>> = {},
): IntegrationFacts {
  return {
    path: 'dc/integrations/spring-email.json',
    integration: {
      version: 1,
      id: 'spring-email',
      name: 'Spring e-mail',
      description: '',
      partner: 'silverpop',
      status: 'active',
      partnerConfirmed: null,
      carrier: {kind: 'data-warehouse-schedule'},
      reportSuite: 'shopprod',
      notify: [],
      acknowledged: {},
      inputs: {},
      variables: [
        {role: 'messageId', variable: 'campaign'},
        {role: 'recipientId', variable: 'eVar12'},
      ],
      events: [],
      classifications: [],
      calculatedMetrics: [],
      access: {product: true},
      collection: {mode: 'javascript-plugin', parameters: {messageId: 'MID', recipientId: 'RID'}, landingPages: []},
      segments: [{id: 'cart-abandonment'}],
      reports: [],
      delivery: {
        location: 'sftp://dc@files.example/out',
        credential: {secret: 'env:SPRING_SFTP'},
        from: '2026-10-01',
        until: null,
        expectedBy: '06:00',
        timeZone: null,
        days: 'daily',
        emptyFile: 'unknown',
      },
      ...parts,
    },
    partner: examplePartner({}),
    suite: null,
    timeZone: 'UTC',
    siblings: [],
    addedAt: '2026-09-01T09:00:00.000Z',
    statusChangedAt: null,
    ...facts,
  }
}

export function examplePartner(parts: Partial<PartnerFacts>): PartnerFacts {
  return {
    name: 'Silverpop Engage 2.0',
    status: 'deprecating',
    successor: null,
    collectedUntil: null,
    needsActivation: false,
    asksForProductAccess: true,
    source: 'Silverpop, "Overview"',
    ...parts,
  }
}

export function exampleHits(parts: Partial<HitEvidence>): HitEvidence {
  const hits = (parts.days ?? []).reduce((sum, day) => sum + day.hits, 0)
  return {
    captures: [{path: 'hits.har', format: 'har', requests: hits, hits}],
    isComplete: false,
    isDamaged: false,
    suite: 'shopprod',
    hits,
    firstAt: '2026-10-05T00:10:00.000Z',
    lastAt: '2026-10-05T23:40:00.000Z',
    suites: [{suite: 'shopprod', hits}],
    eventsElsewhere: [],
    leftOut: {},
    recipient: exampleVariable(),
    message: null,
    days: [],
    proofs: [],
    notes: [],
    ...parts,
  }
}

/** eVar12, set by the four landing pages that have the recipient in their URL. */
export function exampleVariable(parts: Partial<VariableEvidence> = {}): VariableEvidence {
  return {
    variable: 'eVar12',
    hits: 4,
    parameter: 'RID',
    landings: 4,
    landingsThatSet: 4,
    example: exampleHit(),
    lost: null,
    expiration: null,
    allocation: 'most-recent',
    ...parts,
  }
}

/** A day of ten hits with what one segment, by default Cart Abandonment, sees of them. */
export function exampleHitDay(day: string, segment: Partial<DaySegmentHits>): HitDay {
  const events = segment.events ?? 0
  return {
    day,
    hits: 10,
    segments: [
      {
        segment: 'cart-abandonment',
        event: 'scAdd',
        ...NOTHING_COUNTED,
        events,
        withProducts: events - (segment.withoutProducts ?? 0),
        rows: events,
        rowsWithoutProduct: segment.withoutProducts ?? 0,
        examples: {},
        ...segment,
      },
    ],
  }
}

export function exampleHit(parts: Partial<HitExample> = {}): HitExample {
  return {
    origin: {file: 'hits.har', record: 7},
    at: '2026-10-05T10:00:00.000Z',
    page: 'https://www.shop.example/cart',
    name: 'Cart',
    library: 'JS-2.26.0',
    kind: 'page',
    ...parts,
  }
}
