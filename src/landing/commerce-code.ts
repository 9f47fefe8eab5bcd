import type {CodeChoice, Page} from './library.js'
import type {LandingPlan} from './plan.js'
import {commentText, globalName} from './script-text.js'

/**
 * Code of the pages that the remarketing segments live on: the event and the products in one hit, as the seed's examples have it.
 * Source: "Getting Started with Analytics data connectors", Implementation Examples and Common Issues; implementation guide, "products",
 * "purchaseID", "linkTrackVars"; Experience Platform Edge, "Analytics variable mapping in Adobe Experience Edge".
 */

export interface CommerceStep {
  readonly segment: 'product-views' | 'cart-abandonment' | 'purchases'
  readonly event: 'prodView' | 'scAdd' | 'purchase'
  /** The measure below `commerce` in XDM. */
  readonly measure: 'productViews' | 'productListAdds' | 'purchases'
}

export const COMMERCE_STEPS: Readonly<Record<Exclude<Page, 'landing'>, CommerceStep>> = {
  product: {segment: 'product-views', event: 'prodView', measure: 'productViews'},
  cart: {segment: 'cart-abandonment', event: 'scAdd', measure: 'productListAdds'},
  purchase: {segment: 'purchases', event: 'purchase', measure: 'purchases'},
}

/** Stand in the examples until the site's own values are there; `dc code check` finds them in deployed code. */
export const PLACEHOLDERS = {product: 'PRODUCT-ID', order: 'ORDER-ID'} as const

export function commerceCode(plan: LandingPlan, page: Exclude<Page, 'landing'>, choice: CodeChoice): string {
  return choice.library === 'web-sdk' ? webSdkCode(plan, page, choice) : variablesCode(plan, page, choice)
}

const WHAT: Readonly<Record<Exclude<Page, 'landing'>, string>> = {
  product: 'Product Views',
  cart: 'Cart Abandonment',
  purchase: 'Purchases',
}

const head = (page: Exclude<Page, 'landing'>, where: string) =>
  `// ${WHAT[page]}: ${COMMERCE_STEPS[page].event} and the products travel in one hit.\n// ${commentText(where)}\n`

const VALUES = {
  product: `  // Replace with the product of this page, from your data layer.
  var items = [{category: "", name: "${PLACEHOLDERS.product}"}];
`,
  purchase: `  // Replace with the order, from your data layer. total is quantity times price, with a decimal point.
  // purchaseID is advised: unique, at most 20 bytes; it keeps a reload from counting the order twice.
  var purchaseID = "${PLACEHOLDERS.order}";
  var items = [{category: "", name: "${PLACEHOLDERS.product}", quantity: 1, total: 50}];
`,
} as const

const WRITE_PRODUCTS = String.raw`
  // Separators within a name would tear it apart, line breaks spoil it.
  function clean(text) {
    return String(text === undefined || text === null ? "" : text).replace(/[;,|\s]+/g, " ").replace(/^ | $/g, "");
  }

  function writeProducts(items) {
    var entries = [], index, item, entry;
    for (index = 0; index < items.length; index += 1) {
      item = items[index];
      if (clean(item.name)) {
        entry = clean(item.category) + ";" + clean(item.name);
        if (item.total !== undefined) {
          entry += ";" + (Number(item.quantity) || 1) + ";" + (Number(item.total) || 0);
        }
        entries.push(entry);
      }
    }
    return entries.join(",");
  }
`

const ADD_EVENT = String.raw`
  function addEvent(events, name) {
    return ("," + (events || "") + ",").indexOf("," + name + ",") >= 0 ? events : (events ? events + "," : "") + name;
  }
`

function variablesCode(plan: LandingPlan, page: Exclude<Page, 'landing'>, {library}: CodeChoice): string {
  const {event} = COMMERCE_STEPS[page]
  if (page === 'cart') return library === 'tags' ? tagsCartCode(page) : cartCode(plan, page)
  const where =
    library === 'tags'
      ? 'Place: Adobe Analytics extension, action Set Variables, custom code, in the rule of this page, before Send Beacon.'
      : page === 'purchase'
        ? 'Place: the purchase confirmation page, before s.t().'
        : 'Place: the product page, before s.t().'
  return `${head(page, where)}(function (s) {
  "use strict";
${VALUES[page]}  var products;
${WRITE_PRODUCTS}${ADD_EVENT}
  products = writeProducts(items);
  if (products) {
    s.products = products;
    s.events = addEvent(s.events, "${event}");
${page === 'purchase' ? '    s.purchaseID = purchaseID;\n' : ''}  }
}(s));
`
}

function cartCode(plan: LandingPlan, page: 'cart'): string {
  const name = globalName('dcCartAdd', plan.id)
  return `${head(page, `Call it once the product is in the cart: ${name}([{category: "", name: "${PLACEHOLDERS.product}"}]).`)}var ${name} = (function (s) {
  "use strict";
${WRITE_PRODUCTS}
  return function (items) {
    var before = {events: s.events, products: s.products, vars: s.linkTrackVars, list: s.linkTrackEvents};
    var products = writeProducts(items);
    if (!products) {
      return;
    }
    s.linkTrackVars = "events,products";
    s.linkTrackEvents = "scAdd";
    s.events = "scAdd";
    s.products = products;
    s.tl(true, "o", "Add to cart");
    // What was there before comes back: a later hit must not carry this product again.
    s.events = before.events;
    s.products = before.products;
    s.linkTrackVars = before.vars;
    s.linkTrackEvents = before.list;
  };
}(s));
`
}

function tagsCartCode(page: 'cart'): string {
  const where =
    'Place: rule "added to cart", action Set Variables, custom code; then Send Beacon as s.tl() with the name Add to cart; then Clear Variables.'
  return `${head(page, where)}(function (s) {
  "use strict";
${VALUES.product}  var products;
${WRITE_PRODUCTS}
  products = writeProducts(items);
  if (products) {
    s.linkTrackVars = "events,products";
    s.linkTrackEvents = "scAdd";
    s.events = "scAdd";
    s.products = products;
  }
}(s));
`
}

function webSdkCode(plan: LandingPlan, page: Exclude<Page, 'landing'>, {object}: CodeChoice): string {
  const {measure} = COMMERCE_STEPS[page]
  const body = object === 'xdm' ? xdmEvent(page) : dataEvent(page)
  const writer = object === 'xdm' ? XDM_ITEMS : WRITE_PRODUCTS
  const send = `alloy("sendEvent", {\n    xdm: {\n      eventType: "commerce.${measure}"${body}\n  });`
  if (page !== 'cart') {
    return `${head(page, 'Place: instead of the sendEvent of this page, or add these fields to it.')}(function () {
  "use strict";
${VALUES[page]}${writer}
  if (${object === 'xdm' ? 'writeItems(items).length' : 'writeProducts(items)'}) {
    ${send.replaceAll('\n', '\n  ')}
  }
}());
`
  }
  const name = globalName('dcCartAdd', plan.id)
  return `${head(page, `Call it once the product is in the cart: ${name}([{category: "", name: "${PLACEHOLDERS.product}"}]).`)}var ${name} = (function () {
  "use strict";
${writer}
  return function (items) {
    if (${object === 'xdm' ? 'writeItems(items).length' : 'writeProducts(items)'}) {
      ${send.replaceAll('\n', '\n    ')}
    }
  };
}());
`
}

function dataEvent(page: Exclude<Page, 'landing'>): string {
  const fields = [`events: "${COMMERCE_STEPS[page].event}"`, 'products: writeProducts(items)']
  if (page === 'purchase') fields.push('purchaseID: purchaseID')
  if (page === 'cart') fields.unshift('linkType: "o"', 'linkName: "Add to cart"')
  return `\n    },\n    data: {__adobe: {analytics: {\n      ${fields.join(',\n      ')}\n    }}}`
}

function xdmEvent(page: Exclude<Page, 'landing'>): string {
  const {measure} = COMMERCE_STEPS[page]
  const order = page === 'purchase' ? ', order: {purchaseID: purchaseID}' : ''
  const link = page === 'cart' ? ',\n      web: {webInteraction: {type: "other", name: "Add to cart", linkClicks: {value: 1}}}' : ''
  return `,\n      commerce: {${measure}: {value: 1}${order}},\n      productListItems: writeItems(items)${link}\n    }`
}

/** Only `priceTotal` becomes revenue: `price` is mapped to nothing. */
const XDM_ITEMS = String.raw`
  function clean(text) {
    return String(text === undefined || text === null ? "" : text).replace(/[;,|\s]+/g, " ").replace(/^ | $/g, "");
  }

  function writeItems(items) {
    var list = [], index, item, entry;
    for (index = 0; index < items.length; index += 1) {
      item = items[index];
      if (clean(item.name)) {
        entry = {SKU: clean(item.name)};
        if (clean(item.category)) {
          entry.productCategories = [{categoryID: clean(item.category)}];
        }
        if (item.total !== undefined) {
          entry.quantity = Number(item.quantity) || 1;
          entry.priceTotal = Number(item.total) || 0;
        }
        list.push(entry);
      }
    }
    return list;
  }
`
