/**
 * Masks what looks personal, keeping the length, so that spans still point at the right place. Works on decoded values and on
 * URLs as sent (`a%40b.example`).
 */
export function maskPersonal(text: string): string {
  let masked = text
  if (MAY_BE_EMAIL.test(text)) masked = masked.replace(EMAIL, fill)
  if (MAY_BE_SECRET.test(text)) masked = masked.replace(SECRET, (_all, head: string, value: string) => head + fill(value))
  if (MANY_DIGITS.test(masked))
    masked = masked.replace(DIGIT_RUN, (digits) => (isCardNumber(digits) || isPhone(digits) ? fill(digits) : digits))
  return masked
}

const MASK = '*'

function fill(text: string): string {
  return MASK.repeat(text.length)
}

const MAY_BE_EMAIL = /@|%40/
const EMAIL = /[\w.!#$'*+/^`{|}~-]+(?:@|%40|%2540)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.[a-z]{2,}/gi
const MAY_BE_SECRET = /token|session|passw|pwd|secret|e-?mail|api_?key/i
const SECRET =
  /((?:[?&;]|%3F|%26)[\w.-]*(?:token|session_?id|sessionid|passw(?:or)?d|pwd|secret|e-?mail|api_?key)(?:=|%3D))((?:(?!%26|%23)[^&#;\s])+)/gi
const MANY_DIGITS = /\d[\d ().%-]{8,}\d/
const DIGIT_RUN = /\+?\d[\d ().-]{8,}\d/g

function isPhone(text: string): boolean {
  return /^\+/.test(text) && text.replace(/\D/g, '').length >= 9 && text.replace(/\D/g, '').length <= 15
}

/** 13 to 19 digits, blanks and hyphens between groups allowed, that pass the Luhn check and begin like a payment card. */
export function isCardNumber(text: string): boolean {
  if (!/^[\d -]+$/.test(text)) return false
  const digits = text.replace(/[ -]/g, '')
  if (digits.length < 13 || digits.length > 19 || !/^(?:3[0-9]|4|5[0-9]|6[0-9]|2[2-7])/.test(digits)) return false
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
