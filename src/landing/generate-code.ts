import {commerceCode} from './commerce-code.js'
import {landingCode} from './landing-code.js'
import type {CodeChoice} from './library.js'
import type {LandingPlan} from './plan.js'
import {markCode} from './script-text.js'

/** The code between its marks, ES5, ending in a line break: the same bytes for the same plan and choice. */
export function generateCode(plan: LandingPlan, choice: CodeChoice): string {
  const {library, page} = choice
  const body = page === 'landing' ? landingCode(plan, choice) : commerceCode(plan, page, choice)
  return markCode(body, {integration: plan.id, library, page, object: library === 'web-sdk' ? choice.object : null})
}
