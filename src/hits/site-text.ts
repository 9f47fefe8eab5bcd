import type {Hit} from './hit.js'
import type {Param} from './params.js'
import {isVariable} from './variables.js'

/** True for what a site fills and Adobe stores: variables and context data, not what the library sends of its own accord. */
export function isSiteText(param: Param): boolean {
  return !param.technical && (param.name.startsWith('c.') || isVariable(param.name))
}

/** True when the hit carries any such value. */
export function hasSiteText(hit: Hit): boolean {
  for (const param of hit.params) if (param.start !== param.end && isSiteText(param)) return true
  return false
}
