import * as z from 'zod'
import {EVENT_ROLES, MARKS, VARIABLE_ROLES} from '../connectors/vocabulary.js'

/** The small pieces that the schema of a connector is put together from. */

export const text = z.string().trim().min(1)
export const texts = z.array(text)
export const optionalText = text.exactOptional()
export const optionalTexts = texts.exactOptional()
export const flag = z.boolean().exactOptional()
export const count = z.int().min(0).max(1000).exactOptional()
export const page = z.int().min(0).max(20).exactOptional()
export const variableRole = z.enum(VARIABLE_ROLES)
export const eventRole = z.enum(EVENT_ROLES)
export const source = z.union([text, z.array(text).min(1)])
export const doubts = z.array(z.strictObject({mark: z.enum(MARKS), field: optionalText, note: optionalText})).exactOptional()

export const fact = {source: source.exactOptional(), doubts, note: optionalText}
export const statement = z.strictObject({...fact, text})
