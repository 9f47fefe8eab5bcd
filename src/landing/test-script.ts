import {globalName, quote} from './script-text.js'
import type {CodeChoice, Page} from './library.js'
import {OWN_VALUE, type Step} from './judge-run.js'
import type {LandingPlan} from './plan.js'
import {PLACEHOLDERS} from './commerce-code.js'
import {ALLOY_QUEUE_SCRIPT, ALLOY_RECORDER_SCRIPT, APPMEASUREMENT_SCRIPT} from './sandbox-library.js'

/** A script that is run in the sandbox; what it sends belongs to its step. */
export interface ScriptPart {
  readonly step: Step
  readonly script: string
}

/** What is tried. */
export interface Subject {
  readonly plan: LandingPlan
  readonly choice: CodeChoice
  readonly code: string
  /** Text of a Web SDK build, to run the real one; undefined: a recorder stands in for it. */
  readonly alloy: string | undefined
}

/** A visitor lands, clicks, and the page counts a second view without a new address. */
export function landingScripts({plan, choice, code, alloy}: Subject): ScriptPart[] {
  const landing = (script: string): ScriptPart => ({step: 'landing', script})
  if (choice.library === 'web-sdk') {
    const [view, click] = [sendView({}), sendClick]
    return [
      ...libraryParts(alloy),
      ...[code, configure(plan), view].map(landing),
      {step: 'click', script: click},
      {step: 'same-page', script: view},
    ]
  }
  const again = choice.library === 'tags' ? `${code}\ns.t(); s.clearVars();` : 's.t();'
  const view = choice.library === 'tags' ? 's.t(); s.clearVars();' : 's.t();'
  return [
    ...[APPMEASUREMENT_SCRIPT, code, view].map(landing),
    // The worst case: the link lists the very variables.
    {
      step: 'click',
      script: `s.linkTrackVars = ${quote(plan.copies.map(({variable}) => variable).join(','))}; s.tl(true, "o", "dc code test"); s.linkTrackVars = "None";`,
    },
    {step: 'same-page', script: again},
  ]
}

/** A later page, without parameters, where the site fills the first variable itself. */
export function laterPageScripts({plan, choice, code, alloy}: Subject): ScriptPart[] {
  const later = (script: string): ScriptPart => ({step: 'later-page', script})
  const variable = plan.copies[0]?.variable ?? ''
  if (choice.library === 'web-sdk') {
    const own =
      choice.object === 'xdm' ? {xdm: ownXdm(variable)} : {data: `__adobe: {analytics: {${quote(variable)}: ${quote(OWN_VALUE)}}}`}
    return [...libraryParts(alloy), ...[code, configure(plan), sendView(own)].map(later)]
  }
  return [APPMEASUREMENT_SCRIPT, `s[${quote(variable)}] = ${quote(OWN_VALUE)};`, code, 's.t();'].map(later)
}

/** A page of a remarketing segment. */
export function commerceScripts({plan, choice, code, alloy}: Subject, page: Exclude<Page, 'landing'>): ScriptPart[] {
  const part = (script: string): ScriptPart => ({step: 'landing', script})
  const addToCart = `${globalName('dcCartAdd', plan.id)}([{category: "", name: ${quote(PLACEHOLDERS.product)}}]);`
  if (choice.library === 'web-sdk') {
    return [...libraryParts(alloy), ...[configure(undefined), code, ...(page === 'cart' ? [addToCart] : [])].map(part)]
  }
  const act = page !== 'cart' ? 's.t();' : choice.library === 'tags' ? 's.tl(true, "o", "Add to cart");' : addToCart
  return [APPMEASUREMENT_SCRIPT, code, act].map(part)
}

const libraryParts = (alloy: string | undefined): ScriptPart[] =>
  (alloy === undefined ? [ALLOY_RECORDER_SCRIPT] : [ALLOY_QUEUE_SCRIPT, alloy]).map((script) => ({step: 'landing', script}))

const configure = (plan: LandingPlan | undefined) =>
  `alloy("configure", {datastreamId: "00000000-0000-0000-0000-000000000000", orgId: "DCTEST@AdobeOrg", thirdPartyCookiesEnabled: false, ` +
  `idMigrationEnabled: false, clickCollectionEnabled: false, context: ["web"]${plan === undefined ? '' : `, onBeforeEventSend: ${globalName('dcLanding', plan.id)}`}});`

/** A page view; `xdm` and `data` are further fields of the two objects. */
const sendView = ({xdm = '', data = ''}: OwnFields) =>
  `alloy("sendEvent", {xdm: {eventType: "web.webpagedetails.pageViews"${xdm}}, data: {${data}}});`

interface OwnFields {
  readonly xdm?: string
  readonly data?: string
}

const sendClick =
  'alloy("sendEvent", {xdm: {eventType: "web.webinteraction.linkClicks", web: {webInteraction: {type: "other", name: "dc code test", linkClicks: {value: 1}}}}});'

function ownXdm(variable: string): string {
  const value = quote(OWN_VALUE)
  if (variable === 'campaign') return `, marketing: {trackingCode: ${value}}`
  if (variable.startsWith('list'))
    return `, _experience: {analytics: {customDimensions: {lists: {${variable}: {list: [{value: ${value}}]}}}}}`
  const group = variable.startsWith('prop') ? 'props' : 'eVars'
  return `, _experience: {analytics: {customDimensions: {${group}: {${variable}: ${value}}}}}`
}
