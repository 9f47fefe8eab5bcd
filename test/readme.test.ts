import {describe, expect, test} from 'vitest'
import {examplesOf, readReadme, renderReadme, runExample, shownPart} from './support/readme.js'

const readme = readReadme()

describe('README', () => {
  test('shows at least one example for every role', () => {
    expect(examplesOf(readme).length).toBeGreaterThanOrEqual(3)
  })

  test.each(examplesOf(readme))('$command prints what the README shows', async ({command, output}) => {
    const real = await runExample(command)
    expect(shownPart(output, real.output)).toBe(output)
    expect(real.exitCode).not.toBe(70)
  })

  test('its tables are those of the code', async () => {
    expect(await renderReadme(readme)).toBe(readme)
  })
})
