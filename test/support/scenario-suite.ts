import {describe, expect, test} from 'vitest'
import type {Diagnosis} from '../../src/diagnosis/diagnosis.js'
import {NOW, type Scenario} from './scenario.js'
import {diagnoseJson} from './scenario-run.js'
import {realWorld, type RealWorld} from './scenario-world.js'

/** Runs scenarios as tests: each one is built, judged, and compared with its truth. */

export function testScenarios(scenarios: readonly Scenario[]): void {
  describe.each(scenarios)('$name', (scenario) => {
    test('comes out right', async () => {
      await inWorld(scenario, async (real) => expectTruth(await judge(scenario, real), scenario))
    })
  })
}

export interface Judged {
  readonly exitCode: number
  readonly diagnosis: Diagnosis
}

export async function inWorld(scenario: Scenario, use: (real: RealWorld) => Promise<void>): Promise<void> {
  const real = await realWorld(scenario.world)
  try {
    for (const now of scenario.world.before ?? []) await diagnoseJson(real.args, {cwd: real.folder, env: real.env, now})
    if (scenario.world.isEmptied === true) real.empty()
    real.goWrong()
    await use(real)
  } finally {
    await real.remove()
  }
}

export function judge({world: {now = NOW}}: Scenario, {args, folder, env}: RealWorld, more: readonly string[] = []): Promise<Judged> {
  return diagnoseJson([...args, ...more], {cwd: folder, env, now})
}

/** Ids of causes with this outcome, and who must act; sorted. */
export function causesOf({issues}: Diagnosis, outcome: 'matched' | 'ruled-out' | 'not-checked'): Record<string, string> {
  const found = issues.flatMap(({causes}) => causes.filter((cause) => cause.outcome === outcome))
  return Object.fromEntries(found.map(({id, owner}) => [id, owner]).toSorted())
}

export function expectTruth({exitCode, diagnosis}: Judged, {expected}: Scenario): void {
  const {verdict, matched, ruledOut = [], primary = Object.keys(matched)[0] ?? null, also} = expected
  expect({
    verdict: diagnosis.verdict,
    exitCode,
    matched: causesOf(diagnosis, 'matched'),
    primary: diagnosis.primary,
    ruledOut: ruledOut.filter((id) => id in causesOf(diagnosis, 'ruled-out')),
  }).toEqual({verdict, exitCode: expected.exitCode, matched, primary, ruledOut})
  also?.(diagnosis)
}
