import {change, type Edit} from '../../src/workspace/store.js'
import {createWorkspace} from '../../src/workspace/workspace.js'
import {sampleIntegration} from '../support/integration.js'

/**
 * A process that writes to a workspace, for tests that run many of them, or kill one.
 * `add FOLDER ID`: adds one integration. `hold FOLDER`: takes the lock and keeps it. `count FOLDER`: changes two for ever, their descriptions counting the changes.
 */
const [job, folder = '', id = ''] = process.argv.slice(2)
const workspace = await createWorkspace(folder, folder)
const options = {who: 'a test'}
if (job === 'add') {
  await change(workspace, () => ({action: 'added', put: [sampleIntegration({id})]}), options)
} else if (job === 'hold') {
  await change(
    workspace,
    async () => {
      process.stdout.write('ready\n')
      await new Promise((resolve) => setTimeout(resolve, 60_000))
      return {action: 'configured'}
    },
    options,
  )
} else {
  process.stdout.write('ready\n')
  for (;;) {
    await change(
      workspace,
      ({integrations}): Edit => {
        const description = String(Number(integrations[0]?.description ?? 0) + 1)
        return {action: 'configured', put: ['one', 'two'].map((each) => sampleIntegration({id: each, description}))}
      },
      options,
    )
  }
}
