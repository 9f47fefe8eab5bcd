/**
 * Words a file puts where there is no value. Which of them a file shows is documented nowhere.
 * Source: technical notes, "Unspecified"; Data Warehouse, "Data Warehouse overview" (`::unspecified::`).
 */
export const NO_VALUE_WORDS: readonly string[] = ['none', 'unspecified', '::unspecified::']
const NO_VALUES = new Set(['', ...NO_VALUE_WORDS])

export const isNoValue = (text: string): boolean => NO_VALUES.has(text.trim().toLowerCase())

/** The text, or null where it stands for no value. */
export function valueOf(text: string): string | null {
  return isNoValue(text) ? null : text
}

/** The field of a mailing itself instead of what it stands for, as e-mail services write them. */
const MERGE_TAG =
  /%%[^%\s]+%%|\{\{.+?\}\}|\$\{.+?\}|\[\[.+?\]\]|\*\|[^|\s]+\|\*|<%=?.+?%>|##[^#\s]+##|\$[A-Z][A-Z0-9_]{2,40}\$|^\{[A-Za-z_. ]{2,40}\}$/s

/** One of these at least is in every one of them. */
export const TAG_CHARACTERS = '%{}$[]*|<>#'

export const isMergeTag = (text: string): boolean => MERGE_TAG.test(text)

const TEST_WORD =
  /^(?:(?:test|tester|testing|demo|dummy|sample|example|foo|bar|xxx+)[-_. ]?(?:user|mail|email|id|recipient|customer|contact|message|mailing)?[-_. ]?\d{0,6}|undefined|null|nan|\[object object\]|n\/a|true|false|0+|1{3,}|9{3,}|x{2,}|123(?:4(?:5(?:6(?:7(?:8(?:9\d?)?)?)?)?)?)?|abc(?:123)?)$/i

/** What nobody's id looks like: `test`, `demo_user1`, `undefined`, `0000`, `12345`. */
export const isTestId = (text: string): boolean => text.length <= 40 && TEST_WORD.test(text)

/** Cheap: false means that `isTestId` is false for a cell that begins with these bytes. Without the third, whatever it may be. */
export function mayBeTestId(first: number, second: number, third?: number): boolean {
  if (first >= 0x30 && first <= 0x39)
    return (
      (first === second && (third ?? second) === second) ||
      (first === 0x31 && second === 0x32 && (third ?? 0x33) === 0x33) ||
      first === 0x30
    )
  return STARTS.has(((first | 0x20) << 8) | second | 0x20)
}

/** How the words of `TEST_WORD` begin, in small letters. */
const STARTS = new Set(
  'te de du sa ex fo ba xx un nu na n/ tr fa ab {o'.split(' ').map((pair) => (pair.charCodeAt(0) << 8) | pair.charCodeAt(1)),
)
