import {execFile} from 'node:child_process'
import {hostname, userInfo} from 'node:os'
import {promisify} from 'node:util'

/** Who makes a change: `Name <address>` as git would sign a commit in this folder, else the user of the operating system. */
export async function whoAmI(folder: string): Promise<string> {
  const [name, email] = await Promise.all([gitSetting('user.name', folder), gitSetting('user.email', folder)])
  if (name !== undefined || email !== undefined) return [name, email && `<${email}>`].filter((part) => part !== undefined).join(' ')
  return `${userName()}@${hostname()}`
}

async function gitSetting(key: string, folder: string): Promise<string | undefined> {
  try {
    const {stdout} = await promisify(execFile)('git', ['config', '--get', key], {cwd: folder, timeout: 2000})
    // One line of the log is one line.
    return stdout.replace(/\s+/g, ' ').trim() || undefined
  } catch {
    return undefined
  }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number without a name.
    return 'unknown'
  }
}
