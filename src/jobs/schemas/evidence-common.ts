import * as z from 'zod'

/** Pieces of evidence as it lies in a bundle. */

export const text = z.string()
export const maybe = text.nullable()
export const count = z.int().min(0)
/** Of the calendar of the report suite. */
export const day = z.iso.date()
/** Causes reckon with times: one that is none must not reach them. */
export const time = z.iso.datetime({offset: true})
export const origin = z.strictObject({file: text, record: z.int().nullable()})

/** A schema for every field, optional ones too, and no other: a field that is added to a type and not here is an error of the compiler. */
export type FieldsOf<T> = Record<keyof T, z.ZodType>
