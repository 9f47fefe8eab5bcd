import {join} from 'node:path'
import Conf from 'conf'
import {DcError} from '../errors.js'

/**
 * What belongs to a person and not to a client: which workspaces there are on this machine, which of them may run commands to get a
 * secret, and what the wizard offers as an answer. No secret and no name of one's client's data is kept here; the file is for its owner alone.
 */

export interface Preferences {
  /** Who acknowledges fees and personal data: the answer the wizard offers. */
  name?: string
  /** Addresses the wizard offers for notifications. */
  notify?: string[]
}

interface SettingsFile extends Record<string, unknown> {
  version: 1
  /** Absolute paths of folders with a `workspace.json`, in the order in which they became known. */
  workspaces: string[]
  /** Those whose `file:` and `cmd:` secrets may be read. */
  trusted: string[]
  preferences: Preferences
}

const folders = {type: 'array', items: {type: 'string'}, default: []} as const

export class UserSettings {
  readonly #conf: Conf<SettingsFile>

  /**
   * @param folder where the file is, default the place for settings of this system; `DC_SETTINGS` overrides it
   * @throws DcError `invalid-settings`, and leaves the file as it is
   */
  constructor(folder: string | undefined = process.env['DC_SETTINGS'] || undefined) {
    try {
      this.#conf = new Conf<SettingsFile>({
        projectName: 'data-connectors',
        projectSuffix: '',
        configName: 'settings',
        ...(folder !== undefined && {cwd: folder}),
        configFileMode: 0o600,
        clearInvalidConfig: false,
        schema: {
          version: {type: 'number', const: 1, default: 1},
          workspaces: folders,
          trusted: folders,
          preferences: {
            type: 'object',
            properties: {name: {type: 'string'}, notify: {type: 'array', items: {type: 'string'}}},
            default: {},
          },
        },
      })
      // A file that is no JSON is noticed by reading it.
      void this.#conf.store
    } catch (error) {
      throw new DcError(`your settings cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
        code: 'invalid-settings',
        where: folder === undefined ? 'settings.json' : join(folder, 'settings.json'),
        suggestions: ['correct the file, or remove it: it holds no integration'],
        cause: error,
      })
    }
  }

  /** The file, for messages. */
  get path(): string {
    return this.#conf.path
  }

  get workspaces(): readonly string[] {
    return this.#conf.get('workspaces')
  }

  /** Notes that this folder is a workspace. Writes only what is new. */
  rememberWorkspace(folder: string): void {
    this.#add('workspaces', folder)
  }

  forgetWorkspace(folder: string): void {
    if (!this.workspaces.includes(folder)) return
    this.#conf.set(
      'workspaces',
      this.workspaces.filter((each) => each !== folder),
    )
  }

  isTrusted(folder: string): boolean {
    return this.#conf.get('trusted').includes(folder)
  }

  /** From now on `file:` and `cmd:` secrets of this workspace may be read: whoever can change its files can run commands as this user. */
  trustWorkspace(folder: string): void {
    this.#add('trusted', folder)
  }

  get preferences(): Preferences {
    return this.#conf.get('preferences')
  }

  set preferences(preferences: Preferences) {
    this.#conf.set('preferences', preferences)
  }

  #add(list: 'workspaces' | 'trusted', folder: string): void {
    const known = this.#conf.get(list)
    if (!known.includes(folder)) this.#conf.set(list, [...known, folder])
  }
}
