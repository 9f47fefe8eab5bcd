import {closest} from '../did-you-mean.js'
import {DcError} from '../errors.js'
import {isDay} from '../segments/suite-time.js'
import {TOLD_FACTS, type ToldFact} from './evidence.js'

/**
 * What the user told: `NAME=VALUE`, each name once, values in the spelling of `TOLD_FACTS`.
 * @throws DcError `usage`, which names every fault
 */
export function parseTold(values: readonly string[]): Partial<Record<ToldFact, string>> {
  const told: Partial<Record<ToldFact, string>> = {}
  const faults: {message: string; suggestion: string}[] = []
  for (const pair of values) {
    const [, given = '', raw] = /^\s*([^=\s]*)\s*(?:=(.*))?$/su.exec(pair) ?? []
    const name = nameOf(given)
    if (name === undefined) {
      const near = closest(given.toLowerCase(), NAMES)
      const meant = NAMES.find((each) => each === near)
      const list = meant === undefined ? `; there are ${NAMES.join(', ')}` : `, did you mean ${meant}?`
      const value = meant === undefined || raw === undefined ? undefined : accept(meant, raw.trim())
      const suggestion = meant === undefined || value === undefined ? exampleOf(meant ?? 'request-status') : `${meant}=${value}`
      faults.push({message: `there is no fact ${JSON.stringify(given)}${list}`, suggestion: `--fact ${suggestion}`})
      continue
    }
    const accepted = raw === undefined ? undefined : accept(name, raw.trim())
    if (accepted === undefined) {
      const found = raw === undefined ? 'has no value' : `does not take ${JSON.stringify(raw.trim())}`
      faults.push({message: `${name} ${found}; it takes ${describe(name)}`, suggestion: `--fact ${suggest(name, raw?.trim() ?? '')}`})
    } else if (told[name] !== undefined && told[name] !== accepted) {
      faults.push({message: `${name} is told twice, ${told[name]} and ${accepted}`, suggestion: `--fact ${name}=${accepted}`})
    } else told[name] = accepted
  }
  if (faults.length === 0) return told
  throw new DcError(faults.map(({message}) => `--fact: ${message}`).join('\n'), {
    code: 'usage',
    where: '--fact',
    suggestions: [...new Set(faults.map(({suggestion}) => suggestion))],
  })
}

const NAMES = Object.keys(TOLD_FACTS) as ToldFact[]

function nameOf(given: string): ToldFact | undefined {
  const folded = given.toLowerCase().replace(/_/g, '-')
  return NAMES.find((name) => name === folded)
}

const WORDS: Readonly<Record<string, string>> = {
  true: 'yes',
  y: 'yes',
  '1': 'yes',
  on: 'yes',
  false: 'no',
  n: 'no',
  '0': 'no',
  off: 'no',
  cancelled: 'canceled',
  failed: 'error',
}

/** The value as causes compare it; undefined for one that is not taken. */
function accept(name: ToldFact, value: string): string | undefined {
  const {values} = TOLD_FACTS[name]
  if (value === '' || value.length > 500 || /\p{Cc}/u.test(value)) return undefined
  switch (values) {
    case 'number':
      return /^\d{1,12}$/.test(value.replace(/[,_' ]/g, '')) ? String(Number(value.replace(/[,_' ]/g, ''))) : undefined
    case 'day':
      return isDay(value) ? value : undefined
    case 'text':
      return name === 'request-zone' ? zoneOf(value) : value
    default: {
      const word = value.toLowerCase().replace(/[\s_-]+/g, '-')
      const known = WORDS[word] ?? word
      return values.find((each) => each === word) ?? values.find((each) => each === known)
    }
  }
}

/** In the spelling of the list of time zones: `europe/berlin` is `Europe/Berlin`. */
function zoneOf(value: string): string | undefined {
  if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(value)) return undefined
  try {
    const {timeZone} = new Intl.DateTimeFormat('en', {timeZone: value}).resolvedOptions()
    return timeZone.toLowerCase() === value.toLowerCase() ? timeZone : value
  } catch {
    return undefined
  }
}

function describe(name: ToldFact): string {
  const {values} = TOLD_FACTS[name]
  if (values === 'number') return 'a number'
  if (values === 'day') return 'a day, such as 2026-11-23'
  if (values === 'text') return name === 'request-zone' ? 'an IANA time zone, such as Europe/Berlin' : 'a text'
  return values.join(', ')
}

function suggest(name: ToldFact, value: string): string {
  const {values} = TOLD_FACTS[name]
  const meant = typeof values === 'string' ? undefined : closest(value.toLowerCase(), values)
  return meant === undefined ? exampleOf(name) : `${name}=${meant}`
}

function exampleOf(name: ToldFact): string {
  const {values} = TOLD_FACTS[name]
  const texts: Readonly<Record<string, string>> = {'sends-to': 'sftp://files.example/out', 'report-suite': 'shopprod'}
  if (values === 'number') return `${name}=50000`
  if (values === 'day') return `${name}=2026-11-23`
  if (values === 'text') return `${name}=${texts[name] ?? 'Europe/Berlin'}`
  return `${name}=${values[0]}`
}
