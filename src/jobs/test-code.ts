import {readFile} from 'node:fs/promises'
import {resolve} from 'node:path'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import type {CapturedRequest} from '../hits/captured-request.js'
import {readEdgeEvents} from '../hits/edge-event.js'
import {decodeHit, type Hit} from '../hits/hit.js'
import {COMMERCE_STEPS} from '../landing/commerce-code.js'
import {generateCode} from '../landing/generate-code.js'
import {judgeCommerce, judgeLanding, STEPS, type RunHits, type Step} from '../landing/judge-run.js'
import {PAGES, type CodeChoice, type Library, type WebSdkObject} from '../landing/library.js'
import type {Copy, LandingPlan} from '../landing/plan.js'
import {sampleCases, urlCase, type SampleCase} from '../landing/sample-urls.js'
import {commerceScripts, landingScripts, laterPageScripts, type Subject} from '../landing/test-script.js'
import type {Integration} from '../mapping/integration.js'
import {renderCodeTest} from '../report/code-test.js'
import {styleFor} from '../report/style.js'
import {openLandingPlan, requireConsentPath, requireCopies} from './open-landing-plan.js'
import {runPageScripts, type PageRun, type SentRequest} from './run-page-scripts.js'

export interface CodeTestFlags {
  readonly library: Library
  readonly object: WebSdkObject
  readonly url?: readonly string[] | undefined
  readonly consent?: string | undefined
  /** File of a Web SDK build. */
  readonly alloy?: string | undefined
  readonly workspace?: string | undefined
  readonly 'no-color'?: boolean | undefined
}

/** One hit of a run, as it would be sent. */
export interface TestedHit {
  step: Step
  kind: string
  /** Request as sent; body of a Web SDK call beside it. */
  url: string
  body: string | null
  values: Record<string, string>
}

export interface TestedCase {
  id: string
  about: string
  url: string
  outcome: 'pass' | 'fail'
  faults: readonly string[]
  expected: Record<string, string>
  hits: readonly TestedHit[]
}

/** What `dc code test --json` prints. */
export interface CodeTestResult {
  schemaVersion: 1
  command: 'code test'
  integration: string
  library: Library
  object: WebSdkObject | null
  /** `recorder`: what dc puts in the place of the library. */
  ranAgainst: 'recorder' | 'alloy'
  copies: readonly Pick<Copy, 'role' | 'parameter' | 'variable' | 'key'>[]
  hash: string
  cases: readonly TestedCase[]
  notes: readonly string[]
}

/**
 * The work of `dc code test`: the generated code is run in a context of its own, and what it sends is decoded like any other hit.
 * Exit code 1 when a case fails.
 */
export async function testCode(
  idOrName: string,
  flags: CodeTestFlags,
  cwd: string,
): Promise<{result: CodeTestResult; text: string; notes: readonly string[]; exitCode: ExitCode}> {
  requireConsentPath(flags.consent)
  const {integration, plan, notes} = await openLandingPlan(idOrName, flags.workspace, cwd)
  requireCopies(plan)
  const {library, object, consent} = flags
  const choice: CodeChoice = {library, object, page: 'landing', consent}
  const subject: Subject = {plan, choice, code: generateCode(plan, choice), alloy: await readAlloy(flags, cwd)}
  const given = flags.url?.map((url) => urlCase(plan, 'url', 'as given', requireUrl(url)))
  const cases = given?.map((sample) => judgeGiven(testLanding(subject, sample), plan)) ?? [
    ...sampleCases(plan, integration.collection.landingPages).map((sample) => testLanding(subject, sample)),
    ...testCommerce(subject, integration),
  ]
  const result: CodeTestResult = {
    schemaVersion: 1,
    command: 'code test',
    integration: integration.id,
    library,
    object: library === 'web-sdk' ? object : null,
    ranAgainst: subject.alloy === undefined ? 'recorder' : 'alloy',
    copies: plan.copies.map(({role, parameter, variable, key}) => ({role, parameter, variable, key})),
    hash: /[0-9a-f]{14}/.exec(subject.code)?.[0] ?? '',
    cases,
    notes,
  }
  return {
    result,
    text: renderCodeTest(result, styleFor(process.stdout, {env: process.env, noColor: flags['no-color'] ?? false})),
    notes,
    exitCode: cases.some(({outcome}) => outcome === 'fail') ? EXIT.findings : EXIT.ok,
  }
}

function requireUrl(url: string): string {
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url
  throw new DcError(`--url ${url}: not the address of a page`, {
    code: 'usage',
    where: '--url',
    suggestions: ['--url "https://www.shop.example/?MID=1&RID=2"'],
  })
}

async function readAlloy({alloy, library}: CodeTestFlags, cwd: string): Promise<string | undefined> {
  if (alloy === undefined) return undefined
  if (library !== 'web-sdk') {
    throw new DcError('--alloy is for the Web SDK', {code: 'usage', where: '--alloy', suggestions: ['--library web-sdk']})
  }
  try {
    return await readFile(resolve(cwd, alloy), 'utf8')
  } catch (error) {
    throw new DcError(`${alloy} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`, {
      code: 'unreadable-file',
      where: alloy,
      suggestions: ['--alloy node_modules/@adobe/alloy/dist/alloy.js'],
      cause: error,
    })
  }
}

function testLanding(subject: Subject, sample: SampleCase): TestedCase {
  const consentPath = subject.choice.consent?.split('.') ?? []
  const {origin} = new URL(sample.url)
  const runs = [
    runPageScripts(landingScripts(subject), {url: sample.url, consent: sample.consent, consentPath}),
    runPageScripts(laterPageScripts(subject), {url: `${origin}/later`, consent: sample.consent, consentPath}),
  ]
  const sent = runs.flatMap(({requests}) => requests).flatMap(toHits)
  const hits = Object.fromEntries(STEPS.map((step) => [step, sent.find((each) => each.request.step === step)?.hit])) as RunHits
  return toCase(sample, runs, sent, judgeLanding(subject.plan, sample, hits))
}

/** An address that somebody names has to carry both ids: that is what it is tried for. */
function judgeGiven(tested: TestedCase, {copies}: LandingPlan): TestedCase {
  const missing = copies.filter(({key, variable}) => key !== null && tested.expected[variable] === undefined)
  if (missing.length === 0) return tested
  const faults = missing.map(({parameter, label}) => `the address carries no ${parameter}, so there is no ${label}`)
  return {...tested, outcome: 'fail', faults: [...faults, ...tested.faults]}
}

function testCommerce(subject: Subject, {segments}: Integration): TestedCase[] {
  return PAGES.flatMap((page) => {
    if (page === 'landing' || !segments.some(({id}) => id === COMMERCE_STEPS[page].segment)) return []
    const step = COMMERCE_STEPS[page]
    const code = generateCode(subject.plan, {...subject.choice, page})
    const url = 'https://www.example.com/shop'
    const run = runPageScripts(commerceScripts({...subject, code}, page), {url, consent: true, consentPath: []})
    const sent = run.requests.flatMap(toHits)
    const sample: SampleCase = {
      id: `${page}-page`,
      about: `${step.event} with products, for ${step.segment}`,
      url,
      expected: new Map(),
      consent: true,
    }
    return [toCase(sample, [run], sent, judgeCommerce(step, sent[0]?.hit))]
  })
}

interface SentHit {
  request: SentRequest
  hit: Hit
}

function toCase(
  {id, about, url, expected}: SampleCase,
  runs: readonly PageRun[],
  sent: readonly SentHit[],
  faults: readonly string[],
): TestedCase {
  const broken = runs.flatMap(({fault}) => (fault === undefined ? [] : [`the script fails: ${fault}`]))
  const all = [...new Set(broken), ...faults]
  return {
    id,
    about,
    url,
    outcome: all.length === 0 ? 'pass' : 'fail',
    faults: all,
    expected: Object.fromEntries(expected),
    hits: sent.map(({request, hit}) => ({
      step: request.step as Step,
      kind: hit.kind,
      url: request.url,
      body: request.body,
      values: Object.fromEntries(hit.params.filter(({name}) => SHOWN.test(name)).map((param) => [param.name, hit.text(param)])),
    })),
  }
}

const SHOWN = /^(?:pageName|pageURL|campaign|eVar\d+|prop\d+|list\d|events|products|purchaseID|linkType|linkName)$/

function toHits(request: SentRequest): SentHit[] {
  const captured: CapturedRequest = {
    url: request.url,
    method: request.body === null ? 'GET' : 'POST',
    bodyState: request.body === null ? 'none' : 'recorded',
    ...(request.body !== null && {body: request.body}),
    place: {file: 0, record: 0},
  }
  const image = decodeHit(captured)
  if (image !== undefined) return [{request, hit: image}]
  return (readEdgeEvents(captured) ?? []).flatMap(({hit}) => (hit === undefined ? [] : [{request, hit}]))
}
