import type {Hook} from '@oclif/core'
import {unknownCommand} from '../help.js'

/** A mistyped command: what was meant, and exit 2 like every usage error. */
const hook: Hook<'command_not_found'> = async ({id, config}) => {
  // oclif takes arguments for further words of the command: only what could name one is quoted.
  const [first = '', ...rest] = id.split(':')
  const words = config.findTopic(first) === undefined ? [first] : [first, ...rest.slice(0, 1)]
  throw unknownCommand(
    words.join(' '),
    config.commandIDs.map((known) => known.replaceAll(':', ' ')),
  )
}

export default hook
