import type {DataFlow} from '../connectors/exchange.js'
import type {PartnerContext} from './partner-context.js'
import {writeContacts} from './partner-preparation.js'

/** What happens once it is active, when, and how to see that it does. */
export function writeAfterwards(context: PartnerContext): void {
  const {connector, page, notes} = context
  page.heading('Afterwards')
  writeContacts(context, 'after')
  if (connector.partnerSettings.length > 0) {
    page.prose("In the partner's product", 2)
    for (const setting of connector.partnerSettings) {
      page.item(`${setting.where}: ${setting.what}${notes.ref(setting)}`, 4)
      for (const {label, what} of setting.options ?? []) page.item(`${label}: ${what}`, 6)
    }
  }
  page.prose('What moves, and when', 2)
  const {offered} = connector.segments
  page.pairs(
    [
      ['figures in', describeFlow(connector.import, notes.ref(connector.import))],
      ['data out', describeFlow(connector.export, notes.ref(connector.export))],
      [
        'segment files',
        offered.length === 0
          ? undefined
          : 'daily, one file per segment, from Data Warehouse to an FTP or SFTP account; allow up to 72 hours',
      ],
      ['reports', reportTimes(context)],
    ],
    4,
  )
  writeChecks(context)
  writeAdServing(context)
}

function describeFlow(flow: DataFlow | undefined, ref: string): string | undefined {
  if (flow === undefined) return undefined
  const {schedule, what, grain, carrier, latency, firstData, restated, backfill, lookBack, delta, lifespanDays, persistenceDays, note} =
    flow
  const parts = [
    schedule,
    what,
    firstData && `the first of it ${firstData}`,
    latency && `lagging ${latency}`,
    grain && 'aggregates, not single visits',
    carrier && `by ${carrier}`,
    restated,
    backfill && `backfill of ${backfill}`,
    lookBack && `segments look back ${lookBack}`,
    delta,
    lifespanDays && `kept for ${lifespanDays} days`,
    persistenceDays && `persistence ${persistenceDays} days`,
  ].filter((part) => typeof part === 'string' && part !== '')
  return `${parts.join('; ')}${note === undefined ? '' : `. ${note}`}${ref}`
}

function reportTimes({connector}: PartnerContext): string | undefined {
  const latency = connector.import?.reportLatency
  const hours = connector.verification?.reports?.afterHours
  if (hours !== undefined) return `after ${hours[0]} to ${hours[1]} hours`
  return latency === undefined ? undefined : `after ${latency}`
}

function writeChecks({connector: {verification}, page, notes}: PartnerContext): void {
  if (verification === undefined) return
  page.prose('How to see that it works', 2)
  const {activityLog, reports, onPage = []} = verification
  for (const fact of onPage) page.item(fact.text + notes.ref(fact), 4)
  if (activityLog !== undefined) {
    const when =
      activityLog.withinHours === undefined ? '' : ` within ${activityLog.withinHours} ${activityLog.withinHours === 1 ? 'hour' : 'hours'}`
    const tab = activityLog.tab === undefined ? '' : `, tab ${activityLog.tab}`
    page.item(`Integration Activity Log${tab}${when}: ${activityLog.expect.map((entry) => `"${entry.text}"`).join(', ')}.`, 4)
  }
  if (reports !== undefined) {
    page.item(`Reports: ${reports.where}${reports.condition === undefined ? '' : `, provided that ${reports.condition}`}.`, 4)
  }
}

function writeAdServing({connector: {adServing}, page, notes}: PartnerContext): void {
  if (adServing === undefined) return
  page.prose(`Tracking codes${notes.ref(adServing)}`, 2)
  page.pairs(
    [
      ...Object.entries(adServing.trackingCode).map(([version, shape]) => [`version ${version}`, shape] as const),
      ['raw value', adServing.rawValue],
      ['undigested', adServing.undigested],
      [
        'defaults',
        Object.entries(adServing.processing)
          .map(([name, value]) => `${name} ${value}`)
          .join('; '),
      ],
    ],
    4,
  )
  page.prose('Tuning the wait', 2)
  for (const fact of adServing.tuning) page.item(fact.text + notes.ref(fact), 4)
  page.prose("Why the partner's figures differ", 2)
  for (const fact of adServing.discrepancies) page.item(fact.text + notes.ref(fact), 4)
  page.item(adServing.escalation, 4)
}
