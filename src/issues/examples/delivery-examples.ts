import type {DeliveryEvidence} from '../evidence.js'
import {exampleDeliveries} from './examples.js'

/** Deliveries of examples, as the first nine days of October 2026 brought them; due at 06:00 UTC from the 1st on. */

/** The place was listed to its end, and there is no file. */
export const NO_FILES = exampleDeliveries({hasListing: true})

export const ALL_FILES = filesOf(1, 2, 3, 4, 5, 6, 7, 8)

/** Until the 4th; the 5th is beyond 72 hours, the 6th to the 8th are overdue. */
export const FILES_UNTIL_4TH = filesOf(1, 2, 3, 4)

/** Only the 5th has none. */
export const ONE_GAP = filesOf(1, 2, 3, 4, 6, 7, 8)

/** Files of these days of October. */
export function filesOf(...days: readonly number[]): DeliveryEvidence {
  return exampleDeliveries({hasListing: true, days: Object.fromEntries(days.map((day) => [`2026-10-0${day}`, {}]))})
}
