import {execFileSync} from 'node:child_process'

/** Tests of commands run the built `dc`: build it once, so that none of them runs yesterday's. */
export default function setup(): void {
  if (process.env['DC_TEST_NO_BUILD']) return
  execFileSync('npm', ['run', '--silent', 'build'], {stdio: ['ignore', 'ignore', 'inherit']})
}
