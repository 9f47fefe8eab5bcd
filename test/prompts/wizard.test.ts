import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {CONNECTORS} from '../../src/connectors/connectors.js'
import {KEYS, Terminal} from '../support/pty.js'
import {runDc} from '../support/run-dc.js'
import {answerAll, pressAnswer} from '../support/wizard.js'

import {isMappable} from '../../src/mapping/needed-roles.js'

/** The wizard in a real terminal, for every partner of Adobe's catalogue and the generic ones. */

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dc-wizard-'))
})
afterAll(async () => rm(folder, {recursive: true}))

const rolesOf = (list: readonly unknown[]) => list.map((each) => (each as {role: string}).role)

async function place(name: string): Promise<string> {
  const path = join(folder, name)
  await rm(path, {recursive: true, force: true})
  await mkdir(path, {recursive: true})
  return path
}

describe.concurrent('by key presses and from an answers file the same bytes', () => {
  test.each(CONNECTORS.map((connector) => [connector.id, connector] as const))(
    '%s',
    // Keys typed into a terminal of a busy machine may be lost between two prompts: the same keys get a second chance.
    {timeout: 120_000, retry: 2},
    async (id, connector) => {
      const {steps, integration} = answerAll(connector)
      const typed = await place(`${id}-typed`)
      const terminal = new Terminal(['add', id], {cwd: typed, columns: 200})
      try {
        for (const step of steps) await pressAnswer(terminal, step)
        await terminal.see(/^❯ Activate now/m)
        terminal.press(KEYS.enter)
        expect(await terminal.exit()).toBe(0)
      } finally {
        terminal.close()
      }
      const written = await readFile(join(typed, 'dc', 'integrations', 'autumn.json'), 'utf8')
      const filed = await place(`${id}-filed`)
      const {version: _version, status: _status, acknowledged, ...answers} = integration
      const names = Object.fromEntries(Object.entries(acknowledged).map(([what, {by}]) => [what, by]))
      await writeFile(join(filed, 'answers.json'), JSON.stringify({...answers, acknowledged: names}))
      const run = await runDc(['add', '--answers', 'answers.json'], {cwd: filed})
      expect(run).toMatchObject({exitCode: 0, stderr: ''})
      expect(await readFile(join(filed, 'dc', 'integrations', 'autumn.json'), 'utf8')).toBe(written)
      const saved = JSON.parse(written) as {partner: string; status: string; variables: unknown[]; events: unknown[]}
      expect(saved).toMatchObject({partner: id, status: 'active'})
      // Everything that can be mapped was asked for.
      expect(new Set(rolesOf(saved.variables))).toEqual(new Set(rolesOf(connector.variables.filter(isMappable))))
      expect(new Set(rolesOf(saved.events))).toEqual(new Set(rolesOf(connector.events.filter(isMappable))))
    },
  )
})
