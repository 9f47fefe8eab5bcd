import {existsSync} from 'node:fs'
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {findConnector} from '../../src/connectors/connectors.js'
import type {Integration} from '../../src/mapping/integration.js'
import {writeIntegration} from '../../src/workspace/integration-schema.js'
import {sampleIntegration} from '../support/integration.js'
import {KEYS, Terminal, type TerminalOptions} from '../support/pty.js'
import {answerAll, pressAnswer, type Answered} from '../support/wizard.js'

/** How the wizard behaves under the fingers: forward, back, away and on again. */

let root: string
let places = 0
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dc-flow-'))
})
afterAll(async () => rm(root, {recursive: true}))

async function emptyFolder(): Promise<string> {
  const folder = join(root, String(places++))
  await mkdir(folder)
  return folder
}

/** Runs `dc` in a terminal and ends it, whatever happens. */
async function inTerminal(args: string[], options: TerminalOptions, work: (terminal: Terminal) => Promise<void>): Promise<void> {
  const terminal = new Terminal(args, options)
  try {
    await work(terminal)
  } finally {
    terminal.close()
  }
}

function stepsOf(partner: string): Answered[] {
  const connector = findConnector(partner)
  if (connector === undefined) throw new Error(`no partner ${partner}`)
  return answerAll(connector).steps
}

const until = (steps: readonly Answered[], key: string) =>
  steps.slice(
    0,
    steps.findIndex(({question}) => question.key === key),
  )

async function readSaved(cwd: string, id: string): Promise<Integration> {
  return JSON.parse(await readFile(join(cwd, 'dc', 'integrations', `${id}.json`), 'utf8')) as Integration
}

const answeredIn = (text: string) => text.split('✔').length

/** Below what is answered, something waits for an answer. */
function isAsking(text: string): boolean {
  const open = text.slice(Math.max(0, text.lastIndexOf('✔')))
  // Every question says so above its label.
  if (!open.replace(/\s+/g, ' ').includes('Esc: back')) return false
  return /^❯/m.test(open) || /[:?](?: \(.*\))?$/.test(open)
}

test('the partner is searched by any of its names, and what was discontinued is said before the first question', async () => {
  const cwd = await emptyFolder()
  await inTerminal(['add'], {cwd}, async (terminal) => {
    await terminal.see(/^❯ /m)
    terminal.press('cm360')
    await terminal.see(/Partner: cm360\n❯ DoubleClick for Advertisers \(DFA\) \(today Campaign Manager 360\), display-ads, discontinued/)
    terminal.press(KEYS.enter)
    await terminal.see(/^Who accepts possible fees\?/m)
    const {text} = terminal.screen
    expect(text.indexOf('is discontinued')).toBeGreaterThan(-1)
    expect(text.indexOf('is discontinued')).toBeLessThan(text.indexOf('Who accepts possible fees?'))
    expect(text).toMatch(/Checklist\n.*fees/)
    // Esc at the first question leads back to the partner.
    terminal.press(KEYS.escape)
    await terminal.see((shown) => /\n❯ .*(?:\n.*)*$/.test(shown.slice(shown.lastIndexOf('Partner:'))))
    terminal.press(KEYS.ctrlC)
    expect(await terminal.exit()).toBe(130)
  })
  expect(existsSync(join(cwd, 'dc'))).toBe(false)
})

test('Esc goes back one question in a text, a search, a choice and ticks, and the answer can be changed', async () => {
  const cwd = await emptyFolder()
  const steps = stepsOf('kampyle')
  await inTerminal(['add', 'kampyle'], {cwd, columns: 160}, async (terminal) => {
    for (const step of until(steps, 'description')) await pressAnswer(terminal, step)
    // A text.
    await terminal.see(/^Description:/m)
    terminal.press(KEYS.escape)
    await terminal.see(/^E-mail addresses for notifications: \(ops@shop\.example, web@shop\.example\)/m)
    terminal.press('other@shop.example', KEYS.enter)
    // A search, and before it a text again.
    const rest = steps.slice(until(steps, 'description').length)
    for (const step of until(rest, 'variables.feedbackId')) await pressAnswer(terminal, step)
    await terminal.see(/^❯ eVar1/m)
    terminal.press(KEYS.escape)
    await terminal.see(/^Tracking Server Secure: \(a4711\)/m)
    terminal.press(KEYS.enter)
    // Ticks.
    const later = rest.slice(until(rest, 'variables.feedbackId').length)
    for (const step of until(later, 'classifications')) await pressAnswer(terminal, step)
    await terminal.see(/^Classification columns to create:/m)
    terminal.press(KEYS.escape)
    await terminal.see(/^New name of event1 .*\(A better name\)/m)
    terminal.press(KEYS.enter)
    const last = later.slice(until(later, 'classifications').length)
    for (const step of last) await pressAnswer(terminal, step)
    // The choice at the end.
    await terminal.see(/^❯ Activate now/m)
    terminal.press(KEYS.escape)
    await terminal.see(/^Dashboards and bookmarks:\n❯/m)
    terminal.press(KEYS.enter)
    await terminal.see(/^❯ Activate now/m)
    terminal.press(KEYS.enter)
    expect(await terminal.exit()).toBe(0)
  })
  expect(await readSaved(cwd, 'autumn')).toMatchObject({notify: ['other@shop.example'], status: 'active', description: 'Made by a test'})
})

describe('Ctrl-C', () => {
  test('keeps a draft, and --resume goes on with the next question', async () => {
    const cwd = await emptyFolder()
    const steps = stepsOf('kampyle')
    const before = until(steps, 'events.feedbackItems')
    await inTerminal(['add', 'kampyle'], {cwd, columns: 160}, async (terminal) => {
      for (const step of before) await pressAnswer(terminal, step)
      await terminal.see(/^Feedback Items/m)
      terminal.press(KEYS.ctrlC)
      await terminal.see(/^❯ Keep them as a draft/m)
      terminal.press(KEYS.enter)
      expect(await terminal.exit()).toBe(130)
      expect(terminal.screen.text).toContain('dc add --resume autumn')
    })
    const draft = await readSaved(cwd, 'autumn')
    expect(draft).toMatchObject({status: 'in-progress', events: [{role: 'feedbackGrade'}], classifications: []})
    await inTerminal(['add', '--resume'], {cwd, columns: 160}, async (terminal) => {
      await terminal.see(/^Feedback Items/m)
      expect(terminal.screen.text).not.toContain('Report suite ID')
      for (const step of steps
        .slice(before.length)
        .filter(({question}) => !question.key.endsWith('.rename') || question.key !== 'variables.rename'))
        await pressAnswer(terminal, step)
      await terminal.see(/^❯ Activate now/m)
      terminal.press(KEYS.enter)
      expect(await terminal.exit()).toBe(0)
    })
    expect(await readSaved(cwd, 'autumn')).toMatchObject({status: 'active', events: [{}, {role: 'feedbackItems'}, {}]})
  })

  test('may be taken back; a second one throws everything away', async () => {
    const cwd = await emptyFolder()
    await inTerminal(['add', 'kampyle'], {cwd}, async (terminal) => {
      for (const step of until(stepsOf('kampyle'), 'notify')) await pressAnswer(terminal, step)
      await terminal.see(/^E-mail addresses/m)
      terminal.press(KEYS.ctrlC)
      await terminal.see(/^❯ Keep/m)
      terminal.press(KEYS.down)
      await terminal.see(/^❯ Go on/m)
      terminal.press(KEYS.enter)
      await terminal.see(/^E-mail addresses/m)
      terminal.press(KEYS.ctrlC)
      await terminal.see(/^❯ Keep/m)
      terminal.press(KEYS.ctrlC)
      expect(await terminal.exit()).toBe(130)
      expect(terminal.screen.text).toContain('cancelled; nothing was written')
    })
    expect(existsSync(join(cwd, 'dc'))).toBe(false)
  })

  test('and Ctrl-D is the same', async () => {
    const cwd = await emptyFolder()
    await inTerminal(['add', 'silverpop'], {cwd}, async (terminal) => {
      for (const step of until(stepsOf('silverpop'), 'name')) await pressAnswer(terminal, step)
      await terminal.see(/^Name of the integration/m)
      terminal.press(KEYS.ctrlD)
      await terminal.see(/^❯ Keep/m)
      terminal.press(KEYS.enter)
      expect(await terminal.exit()).toBe(130)
    })
    expect(await readSaved(cwd, 'silverpop')).toMatchObject({status: 'in-progress', reportSuite: 'shopprod'})
  })

  test('before the first answer there is nothing to keep', async () => {
    const cwd = await emptyFolder()
    await inTerminal(['add', 'silverpop'], {cwd}, async (terminal) => {
      await terminal.see(/^Who accepts/m)
      terminal.press(KEYS.ctrlC)
      expect(await terminal.exit()).toBe(130)
    })
    expect(existsSync(join(cwd, 'dc'))).toBe(false)
  })
})

describe('the review', () => {
  test('saves for later, changes one answer, and cancels a draft for good', async () => {
    const cwd = await emptyFolder()
    await inTerminal(['add', 'kampyle'], {cwd, columns: 160}, async (terminal) => {
      for (const step of stepsOf('kampyle')) await pressAnswer(terminal, step)
      await terminal.see(/^❯ Activate now/m)
      terminal.press(KEYS.down, KEYS.down)
      await terminal.see(/^❯ Change an answer/m)
      terminal.press(KEYS.enter)
      await terminal.see(/^Which one\?/m)
      terminal.press('descr')
      await terminal.see(/^❯ Description: Made by a test/m)
      terminal.press(KEYS.enter)
      await terminal.see(/^Description: \(Made by a test\)/m)
      terminal.press('Changed', KEYS.enter)
      await terminal.see(/^✔ Description: Changed\n[\s\S]*^❯ Activate now/m)
      terminal.press(KEYS.down)
      await terminal.see(/^❯ Save and finish later/m)
      terminal.press(KEYS.enter)
      expect(await terminal.exit()).toBe(0)
    })
    expect(await readSaved(cwd, 'autumn')).toMatchObject({status: 'in-progress', description: 'Changed'})
    await inTerminal(['add', '--resume', 'autumn'], {cwd, columns: 160}, async (terminal) => {
      // What was left empty is asked again.
      for (;;) {
        await terminal.see(isAsking)
        await terminal.settle()
        if (/^❯ Activate now/m.test(terminal.screen.text)) break
        const shown = terminal.screen.text
        terminal.press(KEYS.enter)
        await terminal.see((text) => answeredIn(text) > answeredIn(shown))
      }
      await terminal.see(/^❯ Activate now/m)
      terminal.press(KEYS.down, KEYS.down, KEYS.down)
      await terminal.see(/^❯ Cancel and delete/m)
      terminal.press(KEYS.enter)
      expect(await terminal.exit()).toBe(0)
      expect(terminal.screen.text).toContain('The draft autumn was deleted')
    })
    expect(existsSync(join(cwd, 'dc', 'integrations', 'autumn.json'))).toBe(false)
    expect(await readFile(join(cwd, 'dc', 'activity.ndjson'), 'utf8')).toContain('"action":"purged"')
  })
})

test('what another integration fills is refused as it is typed, with its name', async () => {
  const cwd = await emptyFolder()
  await mkdir(join(cwd, 'dc', 'integrations'), {recursive: true})
  await writeFile(join(cwd, 'dc', 'workspace.json'), '{"version": 1}\n')
  await writeFile(join(cwd, 'dc', 'integrations', 'spring-email.json'), writeIntegration(sampleIntegration()))
  await inTerminal(['add', 'emarsys'], {cwd, columns: 160}, async (terminal) => {
    await terminal.see(/^Who accepts/m)
    terminal.press(KEYS.enter)
    // The suite that is known is offered.
    await terminal.see(/^❯ shopprod/m)
    terminal.press('vrs_shop')
    await terminal.see(/^- vrs_shop \(a virtual report suite holds no variables of its own/m)
    terminal.press(KEYS.backspace.repeat(8))
    await terminal.see(/^❯ shopprod/m)
    terminal.press(KEYS.enter)
    const steps = stepsOf('emarsys')
    const first = steps.findIndex(({question}) => question.key === 'name')
    const end = steps.findIndex(({question}) => question.key === 'variables.messageId')
    for (const step of steps.slice(first, end)) await pressAnswer(terminal, step)
    // The tracking code is taken: an eVar is offered first.
    await terminal.see(/^❯ eVar13/m)
    terminal.press('campaign')
    // A reason longer than its line goes on below, and is cut between words.
    await terminal.see(/^- campaign \([^]*which\s+"Spring e-mail"\s+\(spring-email,\s+active\)\s+uses\s+for\s+messageId/m)
    terminal.press(KEYS.ctrlC, KEYS.ctrlC)
    await terminal.see(/^❯ Keep/m)
    terminal.press(KEYS.ctrlC)
    expect(await terminal.exit()).toBe(130)
  })
})

test('what somebody else did meanwhile does not cost the answers', async () => {
  const cwd = await emptyFolder()
  await inTerminal(['add', 'kampyle'], {cwd, columns: 160}, async (terminal) => {
    for (const step of stepsOf('kampyle')) await pressAnswer(terminal, step)
    await terminal.see(/^❯ Activate now/m)
    await mkdir(join(cwd, 'dc', 'integrations'), {recursive: true})
    await writeFile(join(cwd, 'dc', 'workspace.json'), '{"version": 1}\n')
    const other = sampleIntegration({
      variables: [
        {role: 'messageId', variable: 'eVar1'},
        {role: 'recipientId', variable: 'eVar2'},
      ],
    })
    await writeFile(join(cwd, 'dc', 'integrations', 'spring-email.json'), writeIntegration(other))
    terminal.press(KEYS.enter)
    await terminal.see(/error: autumn cannot be active like this[\s\S]*eVar1, which "Spring e-mail"/)
    await terminal.see(/^- Activate now \(.*eVar1[\s\S]*^❯ Save and finish later/m)
    terminal.press(KEYS.enter)
    expect(await terminal.exit()).toBe(0)
  })
  expect(await readSaved(cwd, 'autumn')).toMatchObject({status: 'in-progress', description: 'Made by a test'})
})

test('a window of 40 columns: no line is cut, and the end is reached', async () => {
  const cwd = await emptyFolder()
  await inTerminal(
    ['add', 'kampyle', '--suite', 'shopprod', '--name', 'Autumn', '--input', 'kampyleKey=env:KEY', '--input', 'trackingServer=a'],
    {cwd, columns: 40},
    async (terminal) => {
      for (;;) {
        await terminal.see(isAsking)
        await terminal.settle()
        if (/^❯ Activate now/m.test(terminal.screen.text)) break
        const shown = terminal.screen.text
        const asked = shown.slice(shown.lastIndexOf('✔'))
        terminal.press(asked.replace(/\s+/g, ' ').endsWith('notifications:') ? 'a@b.example' : '', KEYS.enter)
        await terminal.see((text) => answeredIn(text) > answeredIn(shown))
      }
      await terminal.see(/^❯ Activate now/m)
      expect(terminal.screen.columns).toBeLessThanOrEqual(40)
      // Words stay whole.
      expect(terminal.screen.text.replace(/\s+/g, ' ')).toContain('offers to keep what you have. Before you start:')
      terminal.press(KEYS.enter)
      expect(await terminal.exit()).toBe(0)
    },
  )
  expect(await readSaved(cwd, 'autumn')).toMatchObject({status: 'active'})
})

test.each([
  ['NO_COLOR', [], {NO_COLOR: '1'}],
  ['--no-color', ['--no-color'], {}],
])('%s: nothing is coloured', async (_name, flags, env) => {
  const cwd = await emptyFolder()
  await inTerminal(['add', 'silverpop', ...flags], {cwd, env}, async (terminal) => {
    for (const step of until(stepsOf('silverpop'), 'notify')) await pressAnswer(terminal, step)
    // eslint-disable-next-line no-control-regex
    expect(terminal.raw).not.toMatch(/\u001B\[\d+(?:;\d+)*m/)
  })
})

test('in colour by default', async () => {
  const cwd = await emptyFolder()
  await inTerminal(['add', 'silverpop'], {cwd}, async (terminal) => {
    await terminal.see(/^Who accepts/m)
    // eslint-disable-next-line no-control-regex
    expect(terminal.raw).toMatch(/\u001B\[\d+m/)
  })
})

test('--json asks nothing, even on a terminal', async () => {
  const cwd = await emptyFolder()
  await inTerminal(['add', 'silverpop', '--json'], {cwd}, async (terminal) => {
    expect(await terminal.exit()).toBe(2)
    expect(JSON.parse(terminal.screen.text.replaceAll(/\n(?! *["{}\]])/g, ''))).toMatchObject({error: {code: 'missing-answers'}})
  })
})
