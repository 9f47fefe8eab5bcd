import {defineConfig} from 'vitest/config'

const results = process.env['DC_TEST_RESULTS']

export default defineConfig({
  test: {
    dir: 'test',
    include: ['**/*.test.ts'],
    globalSetup: ['test/support/build.ts'],
    disableConsoleIntercept: true,
    // Most tests wait for processes of their own: a worker for each processor, and patience where all are busy.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // CI adds up what ran; people read the default report.
    reporters: results === undefined ? ['default'] : ['default', ['json', {outputFile: results}]],
  },
})
