import type {Hook} from '@oclif/core'
import {unknownCommand} from '../help.js'

/** A mistyped command: what was meant, and exit 2 like every usage error. */
const hook: Hook<'command_not_found'> = async ({id, config}) => {
  throw unknownCommand(
    id.replaceAll(':', ' '),
    config.commandIDs.map((known) => known.replaceAll(':', ' ')),
  )
}

export default hook
