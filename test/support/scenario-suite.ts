import {mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {Diagnosis} from '../../src/diagnosis/diagnosis.js'
import {diagnoseJson} from './scenario-run.js'
import {RECIPIENT_PREFIX} from './scenario-shop.js'
import {PASSWORD, PERSON, realWorld, type RealWorld} from './scenario-world.js'
import {NOW, type Scenario} from './scenario.js'

/** Runs scenarios as tests: each is built, judged and compared with its truth; then judged again elsewhere, from its bundle. */

interface Judged {
  readonly exitCode: number
  readonly diagnosis: Diagnosis
}

/** What nobody who gets a bundle may read in it. */
const SECRET = new RegExp([RECIPIENT_PREFIX, PASSWORD, PERSON, 'jane@shop'].join('|'), 'i')

export function testScenarios(scenarios: readonly Scenario[]): void {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    const {judged, bundle, again} = await judgeTwice(scenario)
    expectTruth(judged, scenario)
    expect(bundle).not.toMatch(SECRET)
    expect(again).toEqual(judged)
  })
}

/** Judges, saves a bundle, and judges that in another working directory once everything it was made of is gone. */
async function judgeTwice(scenario: Scenario): Promise<{judged: Judged; bundle: string; again: Judged}> {
  const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'dc-elsewhere-')))
  try {
    const folder = join(elsewhere, 'bundle')
    const judged = await inWorld(scenario, (real) => judge(scenario, real, [`--save-evidence=${folder}`]))
    const env = {DC_SETTINGS: join(elsewhere, '.settings')}
    const again = await diagnoseJson(['--evidence=bundle'], {cwd: elsewhere, env, now: scenario.world.now ?? NOW})
    const bundle = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    return {judged, bundle: bundle.join('\n'), again}
  } finally {
    rmSync(elsewhere, {recursive: true, force: true})
  }
}

/** Builds the world, lets pass what happened before, and takes it away in the end. */
async function inWorld<Result>(scenario: Scenario, use: (real: RealWorld) => Promise<Result>): Promise<Result> {
  const real = await realWorld(scenario.world)
  try {
    for (const now of scenario.world.before ?? []) await diagnoseJson(real.args, {cwd: real.folder, env: real.env, now})
    if (scenario.world.isEmptied === true) real.empty()
    real.goWrong()
    return await use(real)
  } finally {
    await real.remove()
  }
}

function judge({world: {now = NOW}}: Scenario, {args, folder, env}: RealWorld, more: readonly string[] = []): Promise<Judged> {
  return diagnoseJson([...args, ...more], {cwd: folder, env, now})
}

/** Ids of causes with this outcome, and who must act. */
export function causesOf({issues}: Diagnosis, outcome: 'matched' | 'ruled-out' | 'not-checked'): Record<string, string> {
  return Object.fromEntries(
    issues.flatMap(({causes}) => causes.filter((cause) => cause.outcome === outcome).map(({id, owner}) => [id, owner] as const)),
  )
}

function expectTruth({exitCode, diagnosis}: Judged, {expected}: Scenario): void {
  const {verdict, matched, ruledOut = [], primary = Object.keys(matched)[0] ?? null, also} = expected
  const ruled = causesOf(diagnosis, 'ruled-out')
  const isExplained = ({causes}: Diagnosis['issues'][number]) => causes.some(({outcome}) => outcome === 'matched')
  const shown = diagnosis.issues.filter((issue) => issue.present === true && !isExplained(issue)).map(({id}) => id)
  expect({
    verdict: diagnosis.verdict,
    exitCode,
    matched: causesOf(diagnosis, 'matched'),
    primary: diagnosis.primary,
    ruledOut: ruledOut.filter((id) => id in ruled),
    // A symptom that shows is a fault, or a question that is left open.
    falseAlarms: diagnosis.verdict === 'no-fault-found' ? shown : [],
  }).toEqual({verdict, exitCode: expected.exitCode, matched, primary, ruledOut, falseAlarms: []})
  also?.(diagnosis)
}
