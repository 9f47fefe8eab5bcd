import type {Param} from './params.js'
import {NAMED_COUNT, VARIABLE_COUNT, variableNumber} from './variables.js'

/**
 * Finds a parameter of one hit by its canonical name: by place for the few dozen named variables that rules ask for, by search for eVars and
 * props, by name for all others. A map of all would cost as much as the parsing.
 */
export class FirstByName {
  readonly #named = NO_PARAMS.slice()
  readonly #params: readonly Param[]
  #others: Map<string, Param> | undefined

  /** `params` is the list that grows while they are added. Hits are read one after the other: the next one begins when this one is complete. */
  constructor(params: readonly Param[]) {
    this.#params = params
    generation = (generation + 1) | 0
  }

  /** False when there is one of that name already. */
  add(param: Param, variable: number | undefined): boolean {
    if (variable !== undefined) {
      if (SEEN[variable] === generation) return false
      SEEN[variable] = generation
      if (variable < NAMED_COUNT) this.#named[variable] = param
      return true
    }
    this.#others ??= new Map()
    if (this.#others.has(param.name)) return false
    this.#others.set(param.name, param)
    return true
  }

  get(name: string): Param | undefined {
    const variable = variableNumber(name)
    if (variable === undefined) return this.#others?.get(name)
    if (variable < NAMED_COUNT) return this.#named[variable]
    for (const param of this.#params) if (param.name === name) return param
    return undefined
  }
}

const NO_PARAMS = Array.from<Param | undefined>({length: NAMED_COUNT}).fill(undefined)
/** In which hit each variable was seen last: a set for every hit would be the dearest part of reading it. */
const SEEN = new Int32Array(VARIABLE_COUNT)
let generation = 0
