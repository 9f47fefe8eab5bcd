import {Flags} from '@oclif/core'
import {LIBRARIES, OBJECTS} from './landing/library.js'

/** What `dc code` and `dc code test` share. */
export const CODE_FLAGS = {
  library: Flags.option({options: LIBRARIES, default: 'appmeasurement', description: 'what sends the hits of the site'})(),
  object: Flags.option({
    options: OBJECTS,
    default: 'data',
    description: 'for the Web SDK: the data object (`data.__adobe.analytics`) or XDM',
  })(),
  consent: Flags.string({
    description: "a global function or value of the site that is true once ids may be read (Adobe's opt-in service is asked in any case)",
    helpValue: 'shop.consent.analytics',
  }),
}
