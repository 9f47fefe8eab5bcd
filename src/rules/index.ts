import type {Rule} from './rule.js'
import campaignConflictDfa from './campaign/campaign-conflict-dfa.js'
import campaignRepeated from './campaign/campaign-repeated.js'
import campaignUnresolvedMacro from './campaign/campaign-unresolved-macro.js'
import cartAddWithoutProducts from './commerce/cart-add-without-products.js'
import cartStepWithoutProducts from './commerce/cart-step-without-products.js'
import collectionHostUnexpected from './transport/collection-host-unexpected.js'
import commerceSplitAcrossRequests from './commerce/commerce-split-across-requests.js'
import contextKeyInvalid from './values/context-key-invalid.js'
import contextUnbalanced from './values/context-unbalanced.js'
import currencyInvalid from './currency/currency-invalid.js'
import currencyMissing from './currency/currency-missing.js'
import currencyUnlisted from './currency/currency-unlisted.js'
import dynamicVariableUnresolved from './values/dynamic-variable-unresolved.js'
import encodingInvalid from './values/encoding-invalid.js'
import eventCounterDecimal from './events/event-counter-decimal.js'
import eventDecimalComma from './events/event-decimal-comma.js'
import eventDuplicate from './events/event-duplicate.js'
import eventListFormat from './events/event-list-format.js'
import eventNotEnabled from './events/event-not-enabled.js'
import eventOutOfRange from './events/event-out-of-range.js'
import eventSerialInvalid from './events/event-serial-invalid.js'
import eventSerialMissing from './events/event-serial-missing.js'
import eventSerialReused from './events/event-serial-reused.js'
import eventUnknown from './events/event-unknown.js'
import eventValueInvalid from './events/event-value-invalid.js'
import eventWrongCase from './events/event-wrong-case.js'
import landingPageUntagged from './landing/landing-page-untagged.js'
import landingParamTooDeep from './landing/landing-param-too-deep.js'
import landingRedirectLostParam from './landing/landing-redirect-lost-param.js'
import landingVariableLate from './landing/landing-variable-late.js'
import landingVariableMismatch from './landing/landing-variable-mismatch.js'
import landingVariableMissing from './landing/landing-variable-missing.js'
import linkDuplicate from './links/link-duplicate.js'
import linkParametersInvalid from './links/link-parameters-invalid.js'
import linkProductsWithoutEvents from './links/link-products-without-events.js'
import linkVariablesMissing from './links/link-variables-missing.js'
import messageIdWithoutRecipientId from './landing/message-id-without-recipient-id.js'
import pageIdentityMissing from './identity/page-identity-missing.js'
import pageNameMissing from './identity/page-name-missing.js'
import parameterDuplicate from './values/parameter-duplicate.js'
import parameterWrongCase from './values/parameter-wrong-case.js'
import piiEmail from './privacy/pii-email.js'
import piiPhoneOrCard from './privacy/pii-phone-or-card.js'
import piiUrlSecret from './privacy/pii-url-secret.js'
import productsCarriedOver from './commerce/products-carried-over.js'
import productsCommaFields from './products/products-comma-fields.js'
import productsCommaInName from './products/products-comma-in-name.js'
import productsDecimalComma from './products/products-decimal-comma.js'
import productsEmptyEntry from './products/products-empty-entry.js'
import productsEvarInvalid from './products/products-evar-invalid.js'
import productsEventUndeclared from './products/products-event-undeclared.js'
import productsEventValueConflict from './products/products-event-value-conflict.js'
import productsFieldTooLong from './products/products-field-too-long.js'
import productsMultivalueDelimiter from './products/products-multivalue-delimiter.js'
import productsNameEmpty from './products/products-name-empty.js'
import productsNoDelimiter from './products/products-no-delimiter.js'
import productsPlaceholder from './products/products-placeholder.js'
import productsTooManyFields from './products/products-too-many-fields.js'
import productsWhitespace from './products/products-whitespace.js'
import productsWithoutCommerceEvent from './commerce/products-without-commerce-event.js'
import productsWithoutEvents from './commerce/products-without-events.js'
import productsWrongSlot from './products/products-wrong-slot.js'
import prodviewWithoutProducts from './commerce/prodview-without-products.js'
import purchaseAmountSuspicious from './purchase/purchase-amount-suspicious.js'
import purchaseMissingId from './purchase/purchase-missing-id.js'
import purchasePriceInvalid from './purchase/purchase-price-invalid.js'
import purchaseQuantityInvalid from './purchase/purchase-quantity-invalid.js'
import purchaseRepeatWithoutId from './purchase/purchase-repeat-without-id.js'
import purchaseSerialized from './purchase/purchase-serialized.js'
import purchaseUnitPriceSuspected from './purchase/purchase-unit-price-suspected.js'
import purchaseWithoutProducts from './commerce/purchase-without-products.js'
import purchaseidCharset from './purchase/purchaseid-charset.js'
import purchaseidPlaceholder from './purchase/purchaseid-placeholder.js'
import purchaseidReused from './purchase/purchaseid-reused.js'
import purchaseidTooLong from './purchase/purchaseid-too-long.js'
import purchaseidTruncationCollision from './purchase/purchaseid-truncation-collision.js'
import purchaseidUnstable from './purchase/purchaseid-unstable.js'
import purchaseidWithoutPurchase from './purchase/purchaseid-without-purchase.js'
import quantityPriceIgnored from './purchase/quantity-price-ignored.js'
import requestDuplicate from './transport/request-duplicate.js'
import requestNotDelivered from './transport/request-not-delivered.js'
import requestTooLong from './transport/request-too-long.js'
import requestTruncated from './transport/request-truncated.js'
import rsidEnvironment from './transport/rsid-environment.js'
import rsidFormat from './transport/rsid-format.js'
import rsidUnexpected from './transport/rsid-unexpected.js'
import segmentEventNotSeen from './commerce/segment-event-not-seen.js'
import timestampInvalid from './identity/timestamp-invalid.js'
import timestampPolicy from './identity/timestamp-policy.js'
import valuePlaceholder from './values/value-placeholder.js'
import valueTooLong from './values/value-too-long.js'
import valueWhitespace from './values/value-whitespace.js'
import variableIndexInvalid from './values/variable-index-invalid.js'
import visitorIdMalformed from './identity/visitor-id-malformed.js'

/** Every rule, sorted by id. A test holds it equal to the folder. */
export const RULES: readonly Rule[] = [
  campaignConflictDfa,
  campaignRepeated,
  campaignUnresolvedMacro,
  cartAddWithoutProducts,
  cartStepWithoutProducts,
  collectionHostUnexpected,
  commerceSplitAcrossRequests,
  contextKeyInvalid,
  contextUnbalanced,
  currencyInvalid,
  currencyMissing,
  currencyUnlisted,
  dynamicVariableUnresolved,
  encodingInvalid,
  eventCounterDecimal,
  eventDecimalComma,
  eventDuplicate,
  eventListFormat,
  eventNotEnabled,
  eventOutOfRange,
  eventSerialInvalid,
  eventSerialMissing,
  eventSerialReused,
  eventUnknown,
  eventValueInvalid,
  eventWrongCase,
  landingPageUntagged,
  landingParamTooDeep,
  landingRedirectLostParam,
  landingVariableLate,
  landingVariableMismatch,
  landingVariableMissing,
  linkDuplicate,
  linkParametersInvalid,
  linkProductsWithoutEvents,
  linkVariablesMissing,
  messageIdWithoutRecipientId,
  pageIdentityMissing,
  pageNameMissing,
  parameterDuplicate,
  parameterWrongCase,
  piiEmail,
  piiPhoneOrCard,
  piiUrlSecret,
  productsCarriedOver,
  productsCommaFields,
  productsCommaInName,
  productsDecimalComma,
  productsEmptyEntry,
  productsEvarInvalid,
  productsEventUndeclared,
  productsEventValueConflict,
  productsFieldTooLong,
  productsMultivalueDelimiter,
  productsNameEmpty,
  productsNoDelimiter,
  productsPlaceholder,
  productsTooManyFields,
  productsWhitespace,
  productsWithoutCommerceEvent,
  productsWithoutEvents,
  productsWrongSlot,
  prodviewWithoutProducts,
  purchaseAmountSuspicious,
  purchaseMissingId,
  purchasePriceInvalid,
  purchaseQuantityInvalid,
  purchaseRepeatWithoutId,
  purchaseSerialized,
  purchaseUnitPriceSuspected,
  purchaseWithoutProducts,
  purchaseidCharset,
  purchaseidPlaceholder,
  purchaseidReused,
  purchaseidTooLong,
  purchaseidTruncationCollision,
  purchaseidUnstable,
  purchaseidWithoutPurchase,
  quantityPriceIgnored,
  requestDuplicate,
  requestNotDelivered,
  requestTooLong,
  requestTruncated,
  rsidEnvironment,
  rsidFormat,
  rsidUnexpected,
  segmentEventNotSeen,
  timestampInvalid,
  timestampPolicy,
  valuePlaceholder,
  valueTooLong,
  valueWhitespace,
  variableIndexInvalid,
  visitorIdMalformed,
]

/** The folder of each rule, by id: what the rule is about. */
export const RULE_AREAS: Readonly<Record<string, string>> = {
  'campaign-conflict-dfa': 'campaign',
  'campaign-repeated': 'campaign',
  'campaign-unresolved-macro': 'campaign',
  'cart-add-without-products': 'commerce',
  'cart-step-without-products': 'commerce',
  'collection-host-unexpected': 'transport',
  'commerce-split-across-requests': 'commerce',
  'context-key-invalid': 'values',
  'context-unbalanced': 'values',
  'currency-invalid': 'currency',
  'currency-missing': 'currency',
  'currency-unlisted': 'currency',
  'dynamic-variable-unresolved': 'values',
  'encoding-invalid': 'values',
  'event-counter-decimal': 'events',
  'event-decimal-comma': 'events',
  'event-duplicate': 'events',
  'event-list-format': 'events',
  'event-not-enabled': 'events',
  'event-out-of-range': 'events',
  'event-serial-invalid': 'events',
  'event-serial-missing': 'events',
  'event-serial-reused': 'events',
  'event-unknown': 'events',
  'event-value-invalid': 'events',
  'event-wrong-case': 'events',
  'landing-page-untagged': 'landing',
  'landing-param-too-deep': 'landing',
  'landing-redirect-lost-param': 'landing',
  'landing-variable-late': 'landing',
  'landing-variable-mismatch': 'landing',
  'landing-variable-missing': 'landing',
  'link-duplicate': 'links',
  'link-parameters-invalid': 'links',
  'link-products-without-events': 'links',
  'link-variables-missing': 'links',
  'message-id-without-recipient-id': 'landing',
  'page-identity-missing': 'identity',
  'page-name-missing': 'identity',
  'parameter-duplicate': 'values',
  'parameter-wrong-case': 'values',
  'pii-email': 'privacy',
  'pii-phone-or-card': 'privacy',
  'pii-url-secret': 'privacy',
  'products-carried-over': 'commerce',
  'products-comma-fields': 'products',
  'products-comma-in-name': 'products',
  'products-decimal-comma': 'products',
  'products-empty-entry': 'products',
  'products-evar-invalid': 'products',
  'products-event-undeclared': 'products',
  'products-event-value-conflict': 'products',
  'products-field-too-long': 'products',
  'products-multivalue-delimiter': 'products',
  'products-name-empty': 'products',
  'products-no-delimiter': 'products',
  'products-placeholder': 'products',
  'products-too-many-fields': 'products',
  'products-whitespace': 'products',
  'products-without-commerce-event': 'commerce',
  'products-without-events': 'commerce',
  'products-wrong-slot': 'products',
  'prodview-without-products': 'commerce',
  'purchase-amount-suspicious': 'purchase',
  'purchase-missing-id': 'purchase',
  'purchase-price-invalid': 'purchase',
  'purchase-quantity-invalid': 'purchase',
  'purchase-repeat-without-id': 'purchase',
  'purchase-serialized': 'purchase',
  'purchase-unit-price-suspected': 'purchase',
  'purchase-without-products': 'commerce',
  'purchaseid-charset': 'purchase',
  'purchaseid-placeholder': 'purchase',
  'purchaseid-reused': 'purchase',
  'purchaseid-too-long': 'purchase',
  'purchaseid-truncation-collision': 'purchase',
  'purchaseid-unstable': 'purchase',
  'purchaseid-without-purchase': 'purchase',
  'quantity-price-ignored': 'purchase',
  'request-duplicate': 'transport',
  'request-not-delivered': 'transport',
  'request-too-long': 'transport',
  'request-truncated': 'transport',
  'rsid-environment': 'transport',
  'rsid-format': 'transport',
  'rsid-unexpected': 'transport',
  'segment-event-not-seen': 'commerce',
  'timestamp-invalid': 'identity',
  'timestamp-policy': 'identity',
  'value-placeholder': 'values',
  'value-too-long': 'values',
  'value-whitespace': 'values',
  'variable-index-invalid': 'values',
  'visitor-id-malformed': 'identity',
}
