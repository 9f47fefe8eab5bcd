import type {Param} from './params.js'
import {VARIABLE_COUNT, variableNumber} from './variables.js'

/** Finds a parameter by its canonical name: by number for variables, by name for all others. A map of all would cost as much as the parsing. */
export class FirstByName {
  readonly #variables = NO_VARIABLES.slice()
  #others: Map<string, Param> | undefined

  /** False when there is one of that name already. */
  add(param: Param, variable: number | undefined): boolean {
    if (variable !== undefined) {
      if (this.#variables[variable] !== undefined) return false
      this.#variables[variable] = param
      return true
    }
    this.#others ??= new Map()
    if (this.#others.has(param.name)) return false
    this.#others.set(param.name, param)
    return true
  }

  get(name: string): Param | undefined {
    const variable = variableNumber(name)
    return variable === undefined ? this.#others?.get(name) : this.#variables[variable]
  }
}

const NO_VARIABLES = Array.from<Param | undefined>({length: VARIABLE_COUNT}).fill(undefined)
