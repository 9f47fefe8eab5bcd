import {Flags} from '@oclif/core'
import {SCOPES} from './segments/remarketing.js'

/** Flags that `dc segments preview` and `dc segments reconcile` share: which hits, which variables, which definition. */
export const PREVIEW_FLAGS = {
  'allow-empty': Flags.boolean({description: 'exit 0 instead of 3 when there was nothing to compute from'}),
  allocation: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: 'which value an event is credited to: last (default), first or linear',
    helpValue: 'recipient=first',
  }),
  day: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: 'a day in the time zone of the suite (default: every day of the capture)',
    helpValue: 'DATE',
  }),
  exclude: Flags.option({
    options: ['cart'] as const,
    multiple: true,
    multipleNonGreedy: true,
    description: 'leave products out of Product Views that were added to the cart, too',
  })(),
  expiration: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: 'when a variable loses its value: never, visit, hit, 30d, month, purchase, event12 …',
    helpValue: 'message=30d',
  }),
  'input-format': Flags.string({description: 'read the captures as this format instead of detecting it', helpValue: 'FORMAT'}),
  integration: Flags.string({description: 'id or name of an integration: its suite, variables and parameters', helpValue: 'ID'}),
  message: Flags.string({description: 'variable that carries the message id', helpValue: 'campaign'}),
  parameter: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: 'page-URL parameter that a processing rule copies into the variable (automated mode)',
    helpValue: 'recipient=RID',
  }),
  recipient: Flags.string({description: 'variable that carries the recipient id', helpValue: 'eVar12'}),
  scope: Flags.option({
    options: SCOPES,
    default: 'product' as const,
    description: 'what a purchase excludes: that product, all of the visit, or all of the visitor that day',
  })(),
  'show-values': Flags.boolean({description: 'print values that look personal instead of masking them'}),
  suite: Flags.string({description: 'report suite whose hits count', helpValue: 'RSID'}),
  'time-zone': Flags.string({description: 'time zone of the report suite, which cuts the days', helpValue: 'Europe/Berlin'}),
}
