import {Writable} from 'node:stream'
import type {WriteStream} from 'node:tty'
import {setTimeout} from 'node:timers/promises'
import {expect, test} from 'vitest'
import {Progress} from '../../src/progress.js'
import {displayWidth} from '../../src/report/visible.js'

function terminal(columns: number): {stream: WriteStream; written: () => string} {
  let text = ''
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString()
      done()
    },
  })
  return {stream: Object.assign(stream, {isTTY: true, columns}) as unknown as WriteStream, written: () => text}
}

test('progress is one line that fits and steers nothing, after a second', async () => {
  const {stream, written} = terminal(20)
  const progress = new Progress(stream)
  progress.show(() => '商品\u001B]0;title\u0007 ページ漢字漢字漢字漢字')
  expect(written()).toBe('')
  await setTimeout(1200)
  const line = written().replace('\r\u001B[2K', '')
  expect(line).toContain('商品␛]0;title␇')
  expect(displayWidth(line)).toBeLessThan(20)
  progress.end()
})
