import {fail, PASS, unknown, type CheckContext, type MappingCheck, type PlacedVariable} from '../check.js'
import type {Allocation} from '../integration.js'
import {readAllocation} from '../suite-words.js'
import {findVariable} from '../suite-snapshot.js'

/** Checks of how long eVars keep their values, and which value counts. What the suite says goes before what the integration says. */

interface Persistence {
  readonly allocation: Allocation | null
  readonly expiration: string | null
}

function persistenceOf({mapped}: PlacedVariable, {snapshot}: CheckContext): Persistence {
  const known = findVariable(snapshot, mapped.variable)
  return {allocation: known?.allocation ?? mapped.allocation ?? null, expiration: known?.expiration ?? mapped.expiration ?? null}
}

const persists = ({mapped}: PlacedVariable) => mapped.variable === 'campaign' || mapped.variable.startsWith('eVar')

/**
 * View-throughs are reported under the same campaigns as click-throughs, so both variables have to forget at the same moment.
 * Source: DFA data connector, "Analytics variables and events", view-through variable.
 */
const viewThroughExpiration: MappingCheck = {
  code: 'view-through-expiration',
  summary: 'The view-through variable expires like the campaign variable',
  *run(context) {
    const view = context.variables.find(({mapped}) => mapped.role === 'viewThrough')
    const campaign = context.variables.find(({mapped}) => mapped.role === 'trackingCode')
    if (view === undefined || campaign === undefined) return
    const [left, right] = [view, campaign].map((each) => persistenceOf(each, context).expiration)
    const path = `${view.path}.expiration`
    if (left === null || right === null || left === undefined || right === undefined) {
      const open = [view, campaign].filter((each) => persistenceOf(each, context).expiration === null).map(({mapped}) => mapped.variable)
      yield unknown(
        context,
        path,
        `not known when ${open.join(' and ')} expires: ${view.mapped.variable} and ${campaign.mapped.variable} have to expire alike`,
      )
    } else if (left === right) yield PASS
    else {
      const message = `${view.label} (${view.mapped.variable}) expires ${describe(left)}, ${campaign.label} (${campaign.mapped.variable}) ${describe(right)}`
      yield fail(
        'error',
        path,
        message,
        `set the expiration of ${view.mapped.variable} to that of ${campaign.mapped.variable} in the admin console`,
      )
    }
  },
}

/** Source: the partner pages that advise on allocation (Lyris, Selligent, "Variables"). */
const allocationAdvice: MappingCheck = {
  code: 'allocation-advice',
  summary: 'Variables are allocated as the partner advises',
  *run(context) {
    for (const placed of context.variables.filter(persists)) {
      const advised = placed.wanted?.allocation === undefined ? null : readAllocation(placed.wanted.allocation)
      if (advised === null) continue
      const {allocation} = persistenceOf(placed, context)
      const {variable} = placed.mapped
      if (allocation === null)
        yield unknown(context, `${placed.path}.allocation`, `not known how ${variable} is allocated: the partner advises ${advised}`)
      else if (allocation === advised) yield PASS
      else {
        const message = `${placed.label} (${variable}) is allocated ${allocation}; the partner advises ${advised}`
        yield fail('warning', `${placed.path}.allocation`, message, `set the allocation of ${variable} to ${advised} in the admin console`)
      }
    }
  },
}

/**
 * A purchase carries the ids of the click only while both eVars keep them. A page view is over before anything is bought.
 * Source: Analytics, "Conversion variables (eVar)", Expire after; DFA and e-mail partner pages call the period a business decision.
 */
const keyExpiration: MappingCheck = {
  code: 'key-expiration',
  summary: 'Message and recipient id outlive the landing page, and expire alike',
  *run(context) {
    const keys = context.variables.filter((placed) => persists(placed) && placed.wanted?.population === 'landing-page')
    if (context.connector.category !== 'email' || keys.length === 0) return
    const seen = keys.map((placed) => ({placed, expiration: persistenceOf(placed, context).expiration}))
    for (const {placed, expiration} of seen) {
      const path = `${placed.path}.expiration`
      const {variable} = placed.mapped
      if (expiration === null)
        yield unknown(context, path, `not known when ${variable} expires: it decides how long after the click a purchase counts`)
      else if (expiration === 'page-view') {
        const message = `${placed.label} (${variable}) expires with the page view: no later event carries it`
        yield fail('error', path, message, `let ${variable} expire after the period in which a purchase counts, such as 30 days`)
      } else yield PASS
    }
    const known = seen.filter(({expiration}) => expiration !== null)
    const [first] = known
    const other = known.find(({expiration}) => expiration !== first?.expiration)
    if (first === undefined || known.length < 2) return
    if (other === undefined) yield PASS
    else {
      const message = `${first.placed.mapped.variable} expires ${describe(first.expiration ?? '')}, ${other.placed.mapped.variable} ${describe(other.expiration ?? '')}: between the two, rows have one id without the other`
      yield fail('warning', `${other.placed.path}.expiration`, message, 'give both the same expiration in the admin console')
    }
  },
}

/** The integration was written for settings that the suite does not have. */
const persistenceDiffers: MappingCheck = {
  code: 'persistence-differs',
  summary: 'The suite has the allocation and expiration that were agreed',
  *run(context) {
    for (const placed of context.variables) {
      const {mapped, path} = placed
      for (const field of ['allocation', 'expiration'] as const) {
        const agreed = mapped[field]
        if (agreed === undefined) continue
        const found = findVariable(context.snapshot, mapped.variable)?.[field] ?? null
        if (found === null) yield unknown(context, `${path}.${field}`, `not known whether ${mapped.variable} has the ${field} ${agreed}`)
        else if (found === agreed) yield PASS
        else {
          const message = `${mapped.variable} has the ${field} ${found} in ${context.snapshot?.reportSuite ?? 'the suite'}; agreed was ${agreed}`
          yield fail(
            'warning',
            `${path}.${field}`,
            message,
            `change it in the admin console, or in the integration: dc configure ${context.integration.id} --${field} ${mapped.role}="${found}"`,
          )
        }
      }
    }
  },
}

const describe = (expiration: string) =>
  expiration === 'never' ? 'never' : expiration === 'page-view' ? 'with the page view' : `after ${expiration}`

export const persistenceChecks: readonly MappingCheck[] = [viewThroughExpiration, allocationAdvice, keyExpiration, persistenceDiffers]
