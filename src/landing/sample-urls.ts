import type {LandingPlan} from './plan.js'
import {readParameter} from './read-parameters.js'

/** One run of generated code: a landing page, and what must come of it. */
export interface SampleCase {
  readonly id: string
  /** What is special about it. */
  readonly about: string
  readonly url: string
  /** Value by variable; variables that must not be set are left out. */
  readonly expected: ReadonlyMap<string, string>
  /** What the page's own consent says. */
  readonly consent: boolean
}

/** Without a landing page that is known. */
const SOMEWHERE = 'https://www.example.com/landing'

/** Cases made of the integration's own parameters; `landingPages` are its patterns. */
export function sampleCases(plan: LandingPlan, landingPages: readonly string[]): SampleCase[] {
  const base = baseUrl(landingPages)
  const names = plan.copies.map(({parameter}) => encodeURIComponent(parameter))
  const query = (write: (name: string, index: number) => string) => `${base}?${names.map(write).join('&')}`
  const id = (index: number) => `${index === 0 ? 'M' : 'R'}-10${index + 1}`
  const urls: [string, string, string][] = [
    ['clean', 'as the partner sends it', query((name, index) => `${name}=${id(index)}`)],
    [
      'other-parameters',
      'among other parameters',
      `${query((name, index) => `${name}=${id(index)}`).replace('?', '?utm_source=mail&')}&x=1`,
    ],
    ['upper-case', 'names in another case', query((name, index) => `${swapCase(name)}=${id(index)}`)],
    ['fragment', 'with a fragment', `${query((name, index) => `${name}=${id(index)}`)}#top?${names[0] ?? ''}=wrong`],
    ['repeated', 'each parameter twice: the first counts', query((name, index) => `${name}=${id(index)}&${name}=second`)],
    ['empty-first', 'empty, then filled', query((name, index) => `${name}=&${name}=${id(index)}`)],
    ['empty', 'parameters without a value', query((name) => `${name}=`)],
    ['encoded', 'escapes, decoded once: an id that holds "%41" stays', query((name, index) => `${name}=%C3%A9%2B${index}%2541`)],
    ['plus', 'a raw + is a blank', query((name, index) => `${name}=a+${index}`)],
    ['damaged', 'escapes that are none', query((name, index) => `${name}=%zz%E9${index}%`)],
    ['html', 'links written with &amp;', query((name, index) => `${name}=${id(index)}`).replaceAll('&', '&amp;')],
    ['command', 'values that Adobe would read as a command', query((name) => `${name}=D%3DUser-Agent`)],
    ['none', 'no parameter at all', base],
  ]
  const cases = urls.map(([name, about, url]) => urlCase(plan, name, about, url))
  const clean = query((name, index) => `${name}=${id(index)}`)
  return [...cases, {id: 'no-consent', about: 'consent not given', url: clean, expected: new Map(), consent: false}]
}

/** A case of an address that the user gave. */
export function urlCase(plan: LandingPlan, id: string, about: string, url: string): SampleCase {
  const read = plan.copies.map(({parameter, variable}) => [variable, readParameter(url, parameter)] as const)
  return {id, about, url, expected: new Map(read.filter(([, value]) => value !== '')), consent: true}
}

/** The first landing page as an address: what stands for any text is left out. */
function baseUrl(landingPages: readonly string[]): string {
  for (const pattern of landingPages) {
    const url = pattern
      .replace(/^\*:/, 'https:')
      .replace(/\*\.?/g, '')
      .replace(/[?#].*$/, '')
    if (URL.canParse(url) && new URL(url).hostname.includes('.')) return new URL(url).href
  }
  return SOMEWHERE
}

const swapCase = (text: string) =>
  text.replace(/%[0-9a-f]{2}|[a-z]+|[A-Z]+/gi, (part) =>
    part.startsWith('%') ? part : part === part.toLowerCase() ? part.toUpperCase() : part.toLowerCase(),
  )
