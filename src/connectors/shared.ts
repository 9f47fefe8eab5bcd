/** Facts that several partner pages print word for word. Data only; a connector's own `sources` name the pages. */

/** An event the partner's figures are written into, its type printed on the partner's page. */
export const importedMetric = {type: 'numeric', population: 'imported'} as const

/**
 * The same where the page prints no type: only numeric and currency events can take imported metrics.
 * Source: Partner API 3.1, varMapAll, `type_flag`.
 */
export const importedMetricUntyped = {
  type: 'numeric',
  population: 'imported',
  doubts: [{mark: 'inferred', field: 'type', note: 'no type printed; imported metrics need numeric or currency'}],
} as const

/** `required` is this catalogue's conclusion: the field identifies the account and has no alternative. */
export const inferredRequired = {required: true, doubts: [{mark: 'inferred', field: 'required'}]} as const

/** The same for a credential; that it is one is a conclusion too. */
export const inferredSecret = {
  required: true,
  secret: true,
  doubts: [
    {mark: 'inferred', field: 'required'},
    {mark: 'inferred', field: 'secret'},
  ],
} as const

/** A credential the page calls mandatory. */
export const requiredSecret = {required: true, secret: true, doubts: [{mark: 'inferred', field: 'secret'}]} as const

/** Printed, with small changes of wording, for most e-mail partners. */
export const emailPrerequisites = [
  {id: 'report-suite-specific', text: 'Choose the report suite first: an integration belongs to exactly one.'},
  {id: 'variables-enabled', text: 'Enable the eVars and success events in the Admin Console beforehand.'},
  {id: 'data-warehouse', text: 'Have Data Warehouse enabled on the suite; without it there are no remarketing segments.'},
  {id: 'recipient-id', text: 'Reserve an eVar for the encoded or numeric form of the address that the partner uses.'},
  {id: 'external-tracking', text: 'Switch external tracking on for every mailing, so that its links carry the ids.'},
  {id: 'privacy', text: 'Recipient tracking may be personal data: notice and consent are up to you.'},
  {id: 'authorised', text: 'Whoever activates accepts possible fees for the company and must be entitled to.'},
] as const

/** The two fields of the Automated Solution as most pages label them. */
export const automatedFields = [
  {role: 'messageId', label: 'Message ID Query String Parameter'},
  {role: 'recipientId', label: 'Recipient ID Query String Parameter'},
] as const

/** Names of the four usual segments on most partner pages. */
export const emailSegments = [
  {id: 'purchases', label: 'Purchase Profiles'},
  {id: 'product-views', label: 'Product/Content View Behavioral Profile'},
  {id: 'cart-abandonment', label: 'Cart Abandonment Profile'},
  {id: 'custom'},
] as const

export const getQueryParam = 's.getQueryParam(p, d, u)'

/** Whom the e-mail pages send their reader to at Adobe. */
export const adobeRepresentative = {
  who: 'your Adobe account representative',
  side: 'adobe',
  when: 'before',
  what: 'Ask for the fees, and to have Data Warehouse enabled if it is not.',
} as const

/** The page lists fields without naming the wizard's steps; their order is that of the five-step screens. */
export const inferredSteps = {doubts: [{mark: 'inferred', field: 'form', note: 'the page does not name the steps'}]} as const

/** Access requests that a page recommends without naming them. */
export const unlistedPrivileges = {label: 'Enable the recommended privileges', note: 'The page does not list them.'} as const

/** Data columns of the privacy page, shared by every e-mail partner. */
export const privacyPage = 'analytics:admin/c-data-governance/data-connectors-gdpr.md'
export const endOfLifePage = 'data-connectors-eol.md'

/** A name from general knowledge of the market; the vendor's own site has the last word. */
export const unverifiedName = {
  source: 'dc:aliases',
  doubts: [{mark: 'unverified', field: 'name', note: 'not from an Adobe page'}],
} as const

/** Sample of ExactTarget's parameter names that four unrelated partners print. */
export const exactTargetDefects = ['to-lower-case', 'recipient-id-commented-out', 'shared-template'] as const
