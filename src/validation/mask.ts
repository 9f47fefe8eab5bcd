import {MAY_BE_EMAIL, MAY_BE_SECRET, passesLuhn, SECRET_PARAMETER} from '../hits/personal-data.js'

/**
 * Hides what looks personal behind asterisks and keeps the length, so that spans still point at the right place. Works on decoded values
 * and on URLs as sent (`a%40b.example`). More generous than the rules: what is hidden by mistake is no harm.
 */
export function maskPersonal(text: string): string {
  let masked = text
  if (MAY_BE_EMAIL.test(text)) masked = masked.replace(EMAIL, fill)
  if (MAY_BE_SECRET.test(text)) masked = masked.replace(SECRET_PARAMETER, (_all, head: string, value: string) => head + fill(value))
  if (MANY_DIGITS.test(masked)) masked = masked.replace(NUMBER, (number) => (isPersonal(number) ? fill(number) : number))
  return masked
}

function fill(text: string): string {
  return '*'.repeat(text.length)
}

// Every repetition has an upper end: an open one costs the square of the length.
const EMAIL = /[\w.!#$'*+/^`{|}~-]{1,64}(?:@|%40|%2540)[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,24}/gi
const MANY_DIGITS = /\d[\d ()%+-]{7}/
/** Digits with the signs people group them by, as such or escaped; not the tail of a word. */
const NUMBER = /(?:(?<!\w)|(?<=%[\da-f]{2}))(?:\+|%2B)?(?:\(|%28)?\d(?:%2[089BD]|[ ()/+-]|\d){6,40}\d/gi

function isPersonal(number: string): boolean {
  const text = number.replace(/^%2B/i, '+').replace(/%2[089BD]/gi, ' ')
  const digits = text.replace(/\D/g, '')
  if (text.startsWith('+') && digits.length >= 9 && digits.length <= 15) return true
  return NORTH_AMERICAN.test(text) || (CARD_LIKE.test(digits) && passesLuhn(digits))
}

const NORTH_AMERICAN = /^[( ]?[2-9]\d\d[) -]{1,2}\d{3}[ -]\d{4}$/
/** Thirteen to nineteen digits that begin like a payment card, whatever the grouping. */
const CARD_LIKE = /^(?:[3456]|2[2-7])\d{12,18}$/
