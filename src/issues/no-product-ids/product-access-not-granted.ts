import type {Case} from '../case.js'
import {of, ofIntegration} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {deliveredIds, firstFacts, hasColumn, lackOf} from '../signs/delivered-ids.js'
import type {Fact} from '../evidence.js'
import {exampleDeliveries, exampleEvidence, exampleHitDay, exampleHits, exampleIntegration} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'
import {missingProducts} from '../signs/missing-products.js'

const DAY = '2026-10-05'
const NONE = exampleDeliveries({days: {[DAY]: {rowsWithProduct: 0}}})
const SENT = exampleHits({days: [exampleHitDay(DAY, {events: 3})]})
const granted = (product: boolean | null) => exampleIntegration({access: product === null ? {} : {product}})

export default {
  id: 'product-access-not-granted',
  summary: 'The export of product data was not granted',
  why:
    'The wizard asks whether the partner may receive product data. Where that access request was not ticked, the files come without products ' +
    'whatever the hits hold.',
  owner: 'you',
  needs: [['files']],
  rows: ['RW-04'],
  source:
    'Responsys, "Deploying the Integration", ContactLab, "Deploying the Integration", and Silverpop, "Integration wizard" (access requests); ' +
    'that the column is then missing or blank is (unverified)',
  next: [
    'Have the owner of the integration grant the export of product data: in the console its access requests, today in the partner’s app or the Data Warehouse request',
    'dc show INTEGRATION',
  ],
  judge(about) {
    const missing = missingProducts(about)
    const {lacking} = deliveredIds(about, 'product')
    const denial = denialOf(about)
    const proof = grantOf(about)
    if (proof !== undefined) return {outcome: 'ruled-out', against: [proof]}
    if (lacking.length === 0) {
      return {
        outcome: 'not-checked',
        reason: 'no file shows whether products are exported',
        missing: ['files'],
        because: denial === undefined ? [] : [denial],
      }
    }
    const lacks = firstFacts(
      lacking,
      (file) => lackOf(about, file, 'product'),
      (count) => `so it is in ${count} more files`,
    )
    // Facts against hits as the cause: what they sent did not arrive.
    const lost = missing.against
    if (denial !== undefined) {
      const isCertain = lost.length > 0 || (about.told('product-access')?.value === 'no' && missing.bareHits === 0)
      return {outcome: 'matched', confidence: isCertain ? 'certain' : 'likely', because: [denial, ...lost, ...lacks]}
    }
    return undecided(about, {lost, lacks, isSent: missing.isOfGap && missing.events > 0 && missing.bareHits + missing.namelessHits === 0})
  },
  examples: {
    matched: [
      {
        about: 'it was refused in the wizard',
        evidence: exampleEvidence({deliveries: NONE, integration: granted(false)}),
        confidence: 'likely',
      },
      {
        about: 'somebody looked it up',
        evidence: exampleEvidence({deliveries: NONE, integration: granted(null), told: {'product-access': 'no'}}),
        confidence: 'certain',
      },
      {
        about: 'it was refused, and what the hits sent did not arrive',
        evidence: exampleEvidence({deliveries: NONE, integration: granted(false), hits: SENT}),
        confidence: 'certain',
      },
      {
        about: 'nobody knows, and what the hits sent did not arrive',
        evidence: exampleEvidence({deliveries: NONE, integration: granted(null), hits: SENT}),
        confidence: 'likely',
      },
      {
        about: 'it is recorded as granted, and what the hits sent did not arrive',
        evidence: exampleEvidence({deliveries: NONE, integration: granted(true), hits: SENT}),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'another file has products',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({days: {[DAY]: {rowsWithProduct: 0}, '2026-10-06': {}}}),
          integration: granted(false),
        }),
      },
      {
        about: 'somebody looked it up',
        evidence: exampleEvidence({deliveries: NONE, integration: granted(null), told: {'product-access': 'yes'}}),
      },
      {
        about: 'it is recorded as granted, and the column is there',
        evidence: exampleEvidence({deliveries: NONE, integration: granted(true)}),
      },
    ],
    notChecked: [
      {about: 'no files were given', evidence: exampleEvidence({integration: granted(false)})},
      {about: 'nothing tells whether it was granted', evidence: exampleEvidence({deliveries: NONE, integration: granted(null)})},
      {
        about: 'hits without products are reason enough',
        evidence: exampleEvidence({
          deliveries: NONE,
          integration: granted(null),
          hits: exampleHits({days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3})]}),
        }),
      },
      {
        about: 'the request does not ask for products anyway',
        evidence: exampleEvidence({
          deliveries: NONE,
          integration: granted(null),
          hits: SENT,
          warehouse: exampleWarehouse({requests: [exampleRequest({dimensions: ['evar12']})]}),
        }),
      },
    ],
  },
} satisfies Cause

/** What the integration records under the name of the element. */
function recorded({evidence}: Case): boolean | undefined {
  return evidence.integration?.integration.access['product']
}

function denialOf(about: Case): Fact | undefined {
  const told = about.told('product-access')
  if (told?.value === 'no') return {fact: 'the export of product data was not granted, by what was looked up', origin: told.origin}
  if (told === undefined && recorded(about) === false)
    return ofIntegration(about, 'the integration records that the export of product data was not granted')
  return undefined
}

/** A product in any row proves that products may be exported; so does who looked, or a record with the column to it. */
function grantOf(about: Case): Fact | undefined {
  const {reportSuite = null} = about.evidence.integration?.integration ?? {}
  const other = about.evidence.deliveries.seriesFiles.find(
    (file) =>
      file.kind !== 'data-warehouse' &&
      file.rowsWithProduct > 0 &&
      (reportSuite === null || file.reportSuite === null || file.reportSuite === reportSuite),
  )
  if (other !== undefined) return of(other.path, `${other.rowsWithProduct} of its ${other.rows} rows have a product`)
  const told = about.told('product-access')
  if (told?.value === 'yes') return {fact: 'the export of product data was granted, by what was looked up', origin: told.origin}
  const {files, against} = missingProducts(about)
  const column = files.lacking.find((file) => hasColumn(file, 'product'))
  return recorded(about) === true && column !== undefined && against.length === 0
    ? ofIntegration(about, `the integration records that it was granted, and ${column.path} has the column`)
    : undefined
}

/** Nobody knows whether it was granted: only what was sent and did not arrive speaks for it. */
function undecided(about: Case, {lost, lacks, isSent}: {lost: readonly Fact[]; lacks: readonly Fact[]; isSent: boolean}): Judgement {
  const {request} = about
  const asksForNone = request !== undefined && request.dimensions.length > 0 && !request.dimensions.some((id) => id.startsWith('product'))
  if (isSent && lost.length > 0 && !asksForNone)
    return {outcome: 'matched', confidence: recorded(about) === true ? 'possible' : 'likely', because: [...lost, ...lacks]}
  return {
    outcome: 'not-checked',
    reason: asksForNone
      ? 'the request does not ask for products, so that access to them does not matter'
      : 'whether the export of product data was granted is not known (--fact product-access=yes|no)',
    missing: asksForNone ? [] : ['told'],
  }
}
