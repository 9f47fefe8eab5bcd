import {defineConfig} from 'vitest/config'

const results = process.env['DC_TEST_RESULTS']

export default defineConfig({
  test: {
    dir: 'test',
    include: ['**/*.test.ts'],
    globalSetup: ['test/support/build.ts'],
    disableConsoleIntercept: true,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // CI adds up what ran; people read the default report.
    reporters: results === undefined ? ['default'] : ['default', ['json', {outputFile: results}]],
  },
})
