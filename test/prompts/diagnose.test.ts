import {describe, expect, test} from 'vitest'
import {KEYS, Terminal} from '../support/pty.js'

/** The questions of `dc diagnose` in a real terminal. */

const PROGRAM = ['--import', 'tsx', 'test/support/ask-diagnose.ts']

async function asking(args: readonly string[], work: (terminal: Terminal) => Promise<void>, columns = 100): Promise<string> {
  const terminal = new Terminal(args, {cwd: process.cwd(), program: PROGRAM, columns})
  try {
    await work(terminal)
    await terminal.exit()
    return terminal.screen.text
  } finally {
    terminal.close()
  }
}

function answersIn(text: string): unknown {
  return JSON.parse(/answers: (.*)/s.exec(text.replaceAll('\n', ''))?.[1] ?? 'null')
}

const enter = async (terminal: Terminal, label: string, ...keys: string[]): Promise<void> => {
  await terminal.see(new RegExp(`^${label.replace('?', String.raw`\?`)}`, 'm'))
  terminal.press(...keys, KEYS.enter)
  await terminal.see(new RegExp(`^✔ ${label.replace('?', String.raw`\?`)}`, 'm'))
}

describe('asked from the first question to the last', () => {
  test('the answers are those of the flags', async () => {
    const text = await asking(['diagnose'], async (terminal) => {
      await terminal.see('❯ The product column is empty')
      await enter(terminal, 'What do you see?', KEYS.down)
      await enter(terminal, 'Which integration is it about?', KEYS.down)
      await enter(terminal, 'Where are the delivered files?', 'out')
      await enter(terminal, 'Are there captured hits of the days in question?', 'hits.har')
      await enter(terminal, 'Which segment is it about?', KEYS.down)
      await enter(terminal, 'Since which day?', '2026-10-05')
    })
    expect(answersIn(text)).toEqual({
      answers: {
        issue: 'files-not-received',
        integration: 'autumn',
        files: ['out'],
        hits: ['hits.har'],
        segment: 'cart-abandonment',
        since: '2026-10-05',
      },
    })
  })

  test('Enter alone leaves open what nobody knows, and takes the place of the integration', async () => {
    const text = await asking(['diagnose'], async (terminal) => {
      await terminal.see('❯ The product column is empty')
      await enter(terminal, 'What do you see?', KEYS.down, KEYS.down)
      await enter(terminal, 'Which integration is it about?')
      await terminal.see('sftp://files.example/out')
      await enter(terminal, 'Where are the delivered files?')
      await enter(terminal, 'Are there captured hits of the days in question?')
      await terminal.see('vip')
      await enter(terminal, 'Which segment is it about?')
      await enter(terminal, 'Since which day?')
    })
    expect(answersIn(text)).toEqual({answers: {integration: 'spring'}})
  })
})

test('what flags said is not asked again', async () => {
  const given = {issue: 'no-product-ids', integration: 'spring', files: ['out'], segment: 'vip', since: '2026-10-05'}
  const text = await asking(['diagnose', JSON.stringify({given})], async (terminal) => {
    await enter(terminal, 'Are there captured hits of the days in question?', 'hits.har')
  })
  expect(answersIn(text)).toEqual({answers: {hits: ['hits.har']}})
})

test('Esc goes back to the question before and takes its answer back', async () => {
  const given = {integration: 'spring', files: ['out'], hits: ['hits.har'], segment: 'vip'}
  const text = await asking(['diagnose', JSON.stringify({given})], async (terminal) => {
    await terminal.see('❯ The product column is empty')
    await enter(terminal, 'What do you see?')
    await terminal.see(/^Since which day\?/m)
    terminal.press(KEYS.escape)
    await terminal.see(/^❯ The product column is empty[\s\S]*don't know/m)
    terminal.press(KEYS.down, KEYS.down, KEYS.enter)
    await terminal.see(/^✔ What do you see\? I don't know/m)
    await enter(terminal, 'Since which day?', '=2026-10-05')
  })
  expect(answersIn(text)).toEqual({answers: {day: '2026-10-05'}})
})

test('an answer that cannot be right is asked for again, with the reason', async () => {
  const given = {issue: 'no-product-ids', integration: 'spring', segment: 'vip', hits: ['hits.har']}
  const text = await asking(['diagnose', JSON.stringify({given})], async (terminal) => {
    await terminal.see(/^Where are the delivered files\?/m)
    terminal.press('nowhere', KEYS.enter)
    await terminal.see('there is no nowhere')
    terminal.press(...Array.from({length: 7}, () => KEYS.backspace))
    await enter(terminal, 'Where are the delivered files?', 'out')
    await terminal.see(/^Since which day\?/m)
    terminal.press('5 October', KEYS.enter)
    await terminal.see('5 October is no day')
    terminal.press(...Array.from({length: 9}, () => KEYS.backspace))
    await enter(terminal, 'Since which day?', '2026-10-05')
  })
  expect(answersIn(text)).toEqual({answers: {files: ['out'], since: '2026-10-05'}})
})

test('Ctrl-C ends it', async () => {
  const text = await asking(['diagnose'], async (terminal) => {
    await terminal.see('❯ The product column is empty')
    terminal.press(KEYS.ctrlC)
    await terminal.see('answers:')
  })
  expect(answersIn(text)).toEqual({end: 'interrupt'})
})

test('at 60 columns no line is longer', async () => {
  const terminal = new Terminal(['diagnose'], {cwd: process.cwd(), program: PROGRAM, columns: 60})
  try {
    await terminal.see('❯ The product column is empty')
    expect(terminal.screen.columns).toBeLessThanOrEqual(60)
    await enter(terminal, 'What do you see?')
    await enter(terminal, 'Which integration is it about?')
    await terminal.see(/^Where are the delivered files\?/m)
    expect(terminal.screen.columns).toBeLessThanOrEqual(60)
  } finally {
    terminal.close()
  }
})

describe('the key of a host nobody vouched for', () => {
  test.each([
    ['Enter alone', [KEYS.enter], false],
    ['no', ['n', KEYS.enter], false],
    ['yes', ['y', KEYS.enter], true],
  ])('%s', async (_name, keys, trusted) => {
    const text = await asking(['host-key'], async (terminal) => {
      await terminal.see('Is that the right key?')
      terminal.press(...keys)
    })
    expect(text).toContain('The server at files.example:22 shows a key that is not known here:')
    expect(text).toContain('ssh-ed25519?[2J SHA256:abc')
    expect(text).toContain(`trusted: ${String(trusted)}`)
  })
})
