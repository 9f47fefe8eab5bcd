import {realpath} from 'node:fs/promises'
import {DcError} from '../errors.js'
import type {Workspace} from '../workspace/workspace.js'

/**
 * Notes a workspace in the user's settings, so that `dc list --all` finds it. A convenience: where the settings cannot be read or written
 * (a build server without a home), the work that was asked for is done all the same.
 */
export async function rememberWorkspace({folder}: Workspace): Promise<void> {
  try {
    const {UserSettings} = await import('../settings/user-settings.js')
    new UserSettings().rememberWorkspace(await realpath(folder))
  } catch (error) {
    if (!(error instanceof DcError) && (error as NodeJS.ErrnoException).code === undefined) throw error
  }
}
