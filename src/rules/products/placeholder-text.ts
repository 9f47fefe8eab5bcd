/** The text of a value that was never there, once or several times over: `undefined`, `null|null`, `NaN`. */
const MISSING = /^(?:undefined|null|NaN)(?:[\s:_|/-]+(?:undefined|null|NaN))*$/

/** A template that nobody filled, or an object turned into text, anywhere in the value. */
const TEMPLATE = /\[object \w+\]|\{\{[^{}]*\}\}|\$\{[^{}]*\}|%%[\w.-]+%%/

/** True when `text` is what a broken data layer leaves behind. Exact case: `NAN` and `Null` are names of brands. */
export function isPlaceholder(text: string): boolean {
  if (text.length < 3) return false
  const trimmed = text.trim()
  return MISSING.test(trimmed) || TEMPLATE.test(trimmed)
}
