/** Numbers, `true`, `false` and `null` of a JSON text, and the near misses that producers write. */

export const MAX_PRIMITIVE_BYTES = 64
export const NOT_A_PRIMITIVE = Symbol('not a primitive')

const LITERALS = new Map<string, boolean | null | undefined>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', undefined],
  ['undefined', undefined],
])

export function parsePrimitive(text: string): number | boolean | null | undefined | typeof NOT_A_PRIMITIVE {
  if (LITERALS.has(text)) return LITERALS.get(text)
  const number = Number(text)
  return text === '' || Number.isNaN(number) ? NOT_A_PRIMITIVE : number
}

export const endsPrimitive = (byte: number): boolean =>
  byte === 0x2c || byte === 0x7d || byte === 0x5d || byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

const STARTS = new Set(Buffer.from('-0123456789tfnNuI'))
export const isPrimitiveStart = (byte: number): boolean => STARTS.has(byte)
