/**
 * The closed lists of words a connector is written in. Roles are the same for every partner, so that code never asks which partner it
 * serves; the partner's own label is data beside the role.
 */

export const CATEGORIES = ['email', 'survey', 'feedback', 'display-ads', 'app-store', 'advocacy', 'account-identification'] as const

/**
 * What the partner decided when Adobe retired the console on 19 August 2021. `not-listed` is for connectors that were never in that table:
 * the generic ones and a workspace's own.
 * Source: "End-of-life for Adobe Data Connectors" (data-connectors-eol.md), partner status.
 */
export const PARTNER_STATUSES = ['deprecating', 'migrating', 'not-listed'] as const

/** Kinds of Analytics variable. `reserved` is one Adobe fills itself: nothing is mapped. */
export const VARIABLE_KINDS = ['campaign', 'eVar', 'prop', 'list', 'reserved'] as const

export const EVENT_TYPES = ['counter', 'numeric', 'currency'] as const

export const VARIABLE_ROLES = [
  'messageId',
  'recipientId',
  'linkId',
  'campaignId',
  'emailAddress',
  'trackingCode',
  'responseId',
  'responseList',
  'feedbackId',
  'accountDimensions',
  'accountDimensionsCustom',
  'appObjectId',
  'viewThrough',
  'viewThroughTimeBucket',
  'queryError',
  'postClickTime',
  'postClickProduct',
  'postClickAction',
  'formName',
  'downloadedFile',
  'exportDimension',
] as const

/**
 * The two ids a remarketing file is joined on, by role in order of preference. Most e-mail partners call them message and recipient id;
 * Adobe Campaign and DREAMmail key the message by `campaignId`, DREAMmail the recipient by the plain `emailAddress`.
 */
export const KEY_ROLES = {message: ['messageId', 'campaignId'], recipient: ['recipientId', 'emailAddress']} as const

export const EVENT_ROLES = [
  'sent',
  'scheduled',
  'processed',
  'delivered',
  'opened',
  'uniqueOpened',
  'clicked',
  'uniqueClicked',
  'personClicked',
  'bounced',
  'hardBounced',
  'softBounced',
  'unsubscribed',
  'shared',
  'passedAlong',
  'deliveryError',
  'invalidAddress',
  'impressions',
  'adClicks',
  'viewThroughs',
  'mediaCost',
  'timeout',
  'surveySubmission',
  'feedbackGrade',
  'feedbackItems',
  'feedbackWithGrade',
  'downloads',
  'inAppPurchases',
  'rank',
  'rankDivisor',
  'rating',
  'ratingDivisor',
  'revenueInApp',
  'revenueOneOff',
  'royaltiesInApp',
  'royaltiesOneOff',
  'formStarted',
  'formCompleted',
  'fileDownloaded',
  'remarketingEvent',
  'remarketingPurchases',
  'remarketingValue',
] as const

/** Roles of landing-page parameters that fill no variable: they steer the page code. */
export const PARAMETER_ROLES = ['clickThrough', 'searchClick'] as const

/** How a variable or event gets its value. `vista` is a rule on Adobe's servers. */
export const POPULATIONS = ['landing-page', 'page-code', 'imported', 'collected-on-site', 'survey-beacon', 'vista'] as const

/** Ways to collect on the page that the partner pages document. */
const DOCUMENTED_MODES = ['automated', 'javascript-plugin', 'integrate-module', 'config-object', 'survey-beacon', 'none'] as const

/** Ways of today's implementations: what copies a query parameter into a variable by other means than the retired wizard's. */
export const MODERN_MODES = ['context-data', 'web-sdk', 'tags'] as const

export const COLLECTION_MODES = [...DOCUMENTED_MODES, ...MODERN_MODES] as const

export const FLOWS = [
  'import-metrics',
  'import-classifications',
  'export-segments',
  'export-classifications',
  'export-visitor-data',
  'export-target',
  'collect-on-page',
  'collect-live',
] as const

export const SEGMENT_IDS = ['cart-abandonment', 'purchases', 'product-views', 'form-abandonment', 'file-download', 'custom'] as const

/** Doubts a fact may carry: concluded rather than printed, two pages disagree, or printed nowhere reliable. */
export const MARKS = ['inferred', 'contradictory', 'unverified'] as const

/** Parts of a connector that hold facts, and so need a source. */
export const SECTIONS = [
  'identity',
  'lifeCycle',
  'access',
  'prerequisites',
  'requires',
  'wizard',
  'inputs',
  'variables',
  'events',
  'classifications',
  'calculatedMetrics',
  'personalData',
  'collection',
  'segments',
  'accessRequests',
  'import',
  'export',
  'contacts',
  'partnerSettings',
  'verification',
  'issues',
  'adServing',
] as const

/** Where a source page is found, by the prefix before its colon; a page without a prefix is one of `data-connectors`. */
export const SOURCE_ROOTS: Readonly<Record<string, string>> = {
  'data-connectors': 'AdobeDocs/analytics.en, help/import/data-connectors (removed on 29 November 2021)',
  analytics: 'AdobeDocs/analytics.en, help',
  campaign: 'AdobeDocs/campaign-classic.en, help',
  'partner-api': 'AdobeDocs/genesis_partner-3.1-apis (Data Connectors Partner API 3.1)',
  kb: 'helpx.adobe.com/analytics/kb',
  dc: 'no Adobe page: a definition of dc itself',
}

export type Category = (typeof CATEGORIES)[number]
export type PartnerStatus = (typeof PARTNER_STATUSES)[number]
export type VariableKind = (typeof VARIABLE_KINDS)[number]
export type EventType = (typeof EVENT_TYPES)[number]
export type VariableRole = (typeof VARIABLE_ROLES)[number]
export type EventRole = (typeof EVENT_ROLES)[number]
export type ParameterRole = VariableRole | (typeof PARAMETER_ROLES)[number]
export type Population = (typeof POPULATIONS)[number]
export type CollectionMode = (typeof COLLECTION_MODES)[number]
export type Flow = (typeof FLOWS)[number]
export type SegmentId = (typeof SEGMENT_IDS)[number]
export type Mark = (typeof MARKS)[number]
export type Section = (typeof SECTIONS)[number]
