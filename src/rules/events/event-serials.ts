import {byteLength} from '../../hits/decode-text.js'
import {isKnownEvent, type EventToken} from '../../hits/events.js'

/** Bytes of an event ID that are kept and compared. Source: implementation guide, "Event serialization". */
export const SERIAL_BYTES = 20

/** An event with an ID after the colon. `purchase` has `purchaseID` for that, and rules of its own. */
export function hasSerial({name, serial}: EventToken): boolean {
  return serial !== undefined && name !== 'purchase' && isKnownEvent(name)
}

export function isPlaceholderSerial(serial: string): boolean {
  return /^(?:undefined|null|NaN)$|^\[object|^\{\{|^\$\{/.test(serial)
}

/** What Adobe compares: the first 20 bytes. */
export function keptSerial(serial: string): string {
  if (serial.length * 3 <= SERIAL_BYTES || byteLength(serial) <= SERIAL_BYTES) return serial
  let bytes = 0
  let kept = ''
  for (const character of serial) {
    bytes += byteLength(character)
    if (bytes > SERIAL_BYTES) break
    kept += character
  }
  return kept
}
