/** What looks personal in a text, for the rules that report it and the masking that hides it. What is found here must hold. */

// Every repetition has an upper end: captures are hostile, and an open one costs the square of the length.
const EMAIL = /[\w.+~-]{1,64}(?:@|%40|%2540)[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,24}(?![\w-])/gi

/** Cheap: false means there is no e-mail address, decoded or escaped. */
export const MAY_BE_EMAIL = /@|%40|%2540/

/** Ends of file names such as `logo@2x.png` and `jquery@3.4.1.min.js`; none of them is a top-level domain. */
const FILE_END = /\.(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|tiff?|css|m?js|json|html?|xml|pdf|docx?|xlsx?|mp[34]|woff2?|ttf|php|aspx?)$/i

/** The first e-mail address in `text`, decoded or with its `@` still escaped: first and one past last UTF-16 unit. `from` is where to begin. */
export function findEmail(text: string, from = 0): readonly [start: number, end: number] | undefined {
  if (!MAY_BE_EMAIL.test(text)) return undefined
  for (const match of text.slice(from).matchAll(EMAIL)) {
    if (FILE_END.test(match[0])) continue
    const start = from + match.index
    // `%3Djane%40shop.example`: the escape before the name is none of it.
    return [text[start - 1] === '%' && /^[\da-f]{2}/i.test(match[0]) ? start + 2 : start, start + match[0].length]
  }
  return undefined
}

const SECRET_NAME = String.raw`[\w.-]{0,64}(?:token|session(?:_?id)?|passw(?:or)?d|pwd|secret|api_?key|e-?mail(?:_?addr(?:ess)?)?)`

/** URL parameters named like a secret, as such or escaped: what stands up to the value, then the value. */
export const SECRET_PARAMETER = new RegExp(String.raw`((?:[?&;#]|%3F|%26|%23)${SECRET_NAME}(?:=|%3D))((?:(?!%26|%23)[^&#;\s])+)`, 'gi')

/** Cheap: false means that no parameter has such a name. */
export const MAY_BE_SECRET = /token|session|passw|pwd|secret|e-?mail|api_?key/i
const EMAIL_NAME = /e-?mail(?:_?addr(?:ess)?)?(?:=|%3D)$/i
const SESSION_NAME = /session(?:=|%3D)$/i
/** Places in a list, no keys to anything. */
const CURSOR_NAME = /(?:page|next|continuation|sync)[_.-]?token(?:=|%3D)$/i
/** What a site puts there itself instead of the secret. */
const REDACTED = /^[*xX.#-]*$|redact|remov|mask|hidden|filter|anonym|undefined|null|^(?:%5B|\[|\{|%7B)/i

/**
 * The first value in `text` of a URL parameter named like a secret (`token`, `session`, `password`): first and one past last UTF-16 unit.
 * An e-mail parameter is none: its value shows whether it holds an address (see `findEmail`). Nor is `session=morning`: an id has digits.
 */
export function findSecret(text: string): readonly [start: number, end: number] | undefined {
  if (!MAY_BE_SECRET.test(text)) return undefined
  for (const match of text.matchAll(SECRET_PARAMETER)) {
    const [, head = '', value = ''] = match
    if (REDACTED.test(value) || EMAIL_NAME.test(head) || CURSOR_NAME.test(head)) continue
    if (SESSION_NAME.test(head) && (value.length < 6 || !/\d/.test(value))) continue
    const start = match.index + head.length
    return [start, start + value.length]
  }
  return undefined
}

const PHONES = [
  // International, with the signs people group digits by: never a point, which coordinates have.
  /(?<![\w+.-])\+[1-9](?:[ ()/-]{0,2}\d){8,14}(?![\w-]|\.\d)/,
  // North American, with the area code in brackets.
  /(?<![\w+.-])\([2-9]\d\d\) ?\d{3}[ -]\d{4}(?![\w-]|\.\d)/,
  // With hyphens it must be the whole value: order numbers look like that too.
  /^\s*[2-9]\d\d-\d{3}-\d{4}\s*$/,
] as const

/** The first phone number in a decoded text. Bare digits are none: most of them are ids. */
export function findPhone(text: string): readonly [start: number, end: number] | undefined {
  for (const pattern of PHONES) {
    const match = pattern.exec(text)
    if (match !== null) return [match.index, match.index + match[0].length]
  }
  return undefined
}

/** Digits without a break, or in the groups printed on a card. Neither the fraction of a number nor a piece of a longer id. */
const CARD = /(?<![\w.+-])(?:\d{14,16}|\d{13}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1?\d{1,3})?|3\d{3}([ -])\d{6}\2\d{4,5})(?![\w-]|\.\d)/g

/** Numbers by which the card schemes begin, with the lengths they issue. */
const SCHEMES =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|4[4-9]\d|5\d\d)\d{12}|62\d{14,17}|(?:50|5[6-9]|6\d)\d{14})$/

/**
 * The first payment card number in a decoded text: a scheme's own prefix and length, and the Luhn check. Seventeen digits and more only in
 * groups, for without them they are ids; a valid article number (GTIN, SSCC) is no card.
 */
export function findCardNumber(text: string): readonly [start: number, end: number] | undefined {
  for (const match of text.matchAll(CARD)) {
    const digits = match[0].replace(/\D/g, '')
    if (SCHEMES.test(digits) && passesLuhn(digits) && !isArticleNumber(digits)) return [match.index, match.index + match[0].length]
  }
  return undefined
}

/** The check digit of payment cards. `digits` are digits alone. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** GTIN-13, GTIN-14 and SSCC-18 share one check digit: weights 3 and 1 from the right. */
function isArticleNumber(digits: string): boolean {
  if (digits.length !== 13 && digits.length !== 14 && digits.length !== 18) return false
  let sum = 0
  for (let at = 0; at < digits.length; at++) sum += Number(digits[digits.length - 1 - at]) * (at % 2 === 1 ? 3 : 1)
  return sum % 10 === 0
}
