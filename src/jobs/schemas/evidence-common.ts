import * as z from 'zod'

/** Pieces of evidence as it lies in a bundle. */

export const text = z.string()
export const maybe = text.nullable()
export const count = z.int().min(0)
/** Of the calendar of the report suite. */
export const day = z.iso.date()
/** Servers tell of any number of bytes, also of more than can be counted exactly. */
export const amount = z.number().min(0)
/** Causes reckon with times: one that is none must not reach them. A server's clock may be in the year 20000. */
export const time = z
  .string()
  .max(40)
  .refine((at) => /^[+-]?\d{4,6}-\d\d-\d\dT/.test(at) && !Number.isNaN(Date.parse(at)), 'expected a time, such as 2026-10-09T12:00:00Z')
  .meta({format: 'date-time'})
export const origin = z.strictObject({file: text, record: z.int().nullable()})

/** A schema for every field, optional ones too, and no other: a field that is added to a type and not here is an error of the compiler. */
export type FieldsOf<T> = Record<keyof T, z.ZodType>
