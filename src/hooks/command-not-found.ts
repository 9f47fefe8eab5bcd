import type {Hook} from '@oclif/core'
import {DcError} from '../errors.js'
import {unknownCommand} from '../help.js'

/** A mistyped command: what was meant, and exit 2 like every usage error. */
const hook: Hook<'command_not_found'> = async ({id, config}) => {
  // oclif takes arguments for further words of the command: only what could name one is quoted.
  const [first = '', ...rest] = id.split(':')
  if (first.startsWith('-')) throw flagAlone(first)
  if (first === 'version') throw flagAlone(first, 'there is no command "version"')
  const words = config.findTopic(first) === undefined ? [first] : [first, ...rest.slice(0, 1)]
  throw unknownCommand(
    words.join(' '),
    config.commandIDs.map((known) => known.replaceAll(':', ' ')),
  )
}

/** `dc -v`, `dc --json`, `dc version`: what a flag without a command was meant to do. */
function flagAlone(typed: string, message = `${typed} stands where a command should`): DcError {
  const isVersion = /^-*v(?:er(?:sion)?)?$/i.test(typed)
  return new DcError(message, {
    code: 'unknown-command',
    where: typed,
    suggestions: [isVersion ? 'dc --version' : `dc COMMAND ${typed}`, 'dc help'],
  })
}

export default hook
