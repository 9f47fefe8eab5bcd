import {Flags} from '@oclif/core'
import {CARRIER_KINDS, EMPTY_FILE_HABITS, WEEKDAYS} from './mapping/integration.js'
import {COLLECTION_MODES} from './connectors/vocabulary.js'

/** What `dc add` and `dc configure` share: a flag for everything they ask. */

const several = {multiple: true, multipleNonGreedy: true} as const

export const SETUP_FLAGS = {
  suite: Flags.string({description: 'report suite of the integration', helpValue: 'RSID', helpGroup: 'SETTINGS'}),
  rollup: Flags.boolean({
    allowNo: true,
    description: 'whether the report suite is a rollup, where its name says so: there are no segments then',
    helpGroup: 'SETTINGS',
  }),
  name: Flags.string({description: 'name of the integration', helpGroup: 'SETTINGS'}),
  notify: Flags.string({...several, description: 'who is notified (repeatable; all of them)', helpValue: 'EMAIL', helpGroup: 'SETTINGS'}),
  description: Flags.string({description: 'what whoever comes after you should know', helpValue: 'TEXT', helpGroup: 'SETTINGS'}),
  'accept-fees': Flags.string({description: 'who accepts possible fees', helpValue: 'NAME', helpGroup: 'SETTINGS'}),
  'accept-terms': Flags.string({description: "who accepts the partner's terms", helpValue: 'NAME', helpGroup: 'SETTINGS'}),
  'accept-personal-data': Flags.string({description: 'who answers for the personal data', helpValue: 'NAME', helpGroup: 'SETTINGS'}),
  'partner-confirmed': Flags.string({
    description: 'who confirmed that the partner has switched it on',
    helpValue: 'NAME',
    helpGroup: 'SETTINGS',
  }),
  input: Flags.string({
    ...several,
    description: 'something the partner needs; a secret by reference: env:NAME (repeatable; again for the items of a list)',
    helpValue: 'NAME=VALUE',
    helpGroup: 'SETTINGS',
  }),
  variable: Flags.string({...several, description: 'put a variable on a slot (repeatable)', helpValue: 'ROLE=SLOT', helpGroup: 'MAPPING'}),
  event: Flags.string({...several, description: 'put an event on a slot (repeatable)', helpValue: 'ROLE=SLOT', helpGroup: 'MAPPING'}),
  rename: Flags.string({
    ...several,
    description: 'name in Analytics of a role, classification column or calculated metric (repeatable)',
    helpValue: 'ROLE=NAME',
    helpGroup: 'MAPPING',
  }),
  allocation: Flags.string({
    ...several,
    description: 'allocation of a variable: most-recent, original or linear (repeatable)',
    helpValue: 'ROLE=WORD',
    helpGroup: 'MAPPING',
  }),
  expiration: Flags.string({
    ...several,
    description: 'expiration of a variable: never, visit, "30 days", purchase … (repeatable)',
    helpValue: 'ROLE=PERIOD',
    helpGroup: 'MAPPING',
  }),
  classification: Flags.string({
    ...several,
    description: 'classification column to create (repeatable; all of them, or none)',
    helpValue: 'COLUMN',
    helpGroup: 'DATA',
  }),
  metric: Flags.string({
    ...several,
    description: 'calculated metric to create (repeatable; all of them, or none)',
    helpValue: 'LABEL',
    helpGroup: 'DATA',
  }),
  segment: Flags.string({
    ...several,
    description: 'segment of the partner (repeatable; all of them, or none)',
    helpValue: 'ID',
    helpGroup: 'DATA',
  }),
  'own-segment': Flags.string({
    ...several,
    description: 'segment of your own by its name (repeatable; all of them, or none)',
    helpValue: 'NAME',
    helpGroup: 'DATA',
  }),
  access: Flags.string({...several, description: 'what the partner may read (repeatable)', helpValue: 'ELEMENT', helpGroup: 'DATA'}),
  deny: Flags.string({...several, description: 'what the partner may not read (repeatable)', helpValue: 'ELEMENT', helpGroup: 'DATA'}),
  collection: Flags.option({
    options: COLLECTION_MODES,
    description: 'how values get from the page into the variables',
    helpValue: 'MODE',
    helpGroup: 'DATA',
  })(),
  parameter: Flags.string({
    ...several,
    description: 'query parameter that carries a role (repeatable)',
    helpValue: 'ROLE=NAME',
    helpGroup: 'DATA',
  }),
  'landing-page': Flags.string({
    ...several,
    description: 'address of landing pages, * for any text (repeatable; all of them, or none)',
    helpValue: 'URL',
    helpGroup: 'DATA',
  }),
  report: Flags.string({...several, description: 'dashboard or bookmark wanted (repeatable)', helpValue: 'LABEL', helpGroup: 'DATA'}),
  carrier: Flags.option({
    options: CARRIER_KINDS,
    description: 'who produces the segment files today',
    helpValue: 'KIND',
    helpGroup: 'DELIVERY',
  })(),
  request: Flags.string({description: 'name of the Data Warehouse request', helpGroup: 'DELIVERY', helpValue: 'NAME'}),
  location: Flags.string({
    description: 'where files arrive: sftp://user@host/folder, ftps://, ftp:// or file:PATH',
    helpValue: 'URL',
    helpGroup: 'DELIVERY',
  }),
  credential: Flags.string({description: 'where its password or key is kept', helpValue: 'env:NAME', helpGroup: 'DELIVERY'}),
  'segment-file': Flags.string({
    ...several,
    description: 'names of the files of a segment (repeatable)',
    helpValue: 'ID=PATTERN',
    helpGroup: 'DELIVERY',
  }),
  from: Flags.string({description: 'first day that is delivered', helpValue: 'DATE', helpGroup: 'DELIVERY'}),
  until: Flags.string({description: 'last day that is delivered', helpValue: 'DATE', helpGroup: 'DELIVERY'}),
  'expected-by': Flags.string({
    description: 'when a file is there at the latest, on the day after',
    helpValue: 'HH:MM',
    helpGroup: 'DELIVERY',
  }),
  'time-zone': Flags.string({description: 'time zone of days and times', helpValue: 'ZONE', helpGroup: 'DELIVERY'}),
  days: Flags.option({
    options: WEEKDAYS,
    ...several,
    description: 'day on which a file is made (repeatable; default: every day)',
    helpValue: 'DAY',
    helpGroup: 'DELIVERY',
  })(),
  'empty-file': Flags.option({
    options: EMPTY_FILE_HABITS,
    description: 'what comes for a day without rows',
    helpValue: 'HABIT',
    helpGroup: 'DELIVERY',
  })(),
  'dry-run': Flags.boolean({description: 'show what would be written, and write nothing'}),
  'no-input': Flags.boolean({description: 'ask nothing, even on a terminal'}),
}

/** The flags as parsed; undefined where one was not given. */
export interface SetupFlags {
  readonly suite?: string | undefined
  readonly rollup?: boolean | undefined
  readonly name?: string | undefined
  readonly id?: string | undefined
  readonly notify?: readonly string[] | undefined
  readonly description?: string | undefined
  readonly 'accept-fees'?: string | undefined
  readonly 'accept-terms'?: string | undefined
  readonly 'accept-personal-data'?: string | undefined
  readonly 'partner-confirmed'?: string | undefined
  readonly input?: readonly string[] | undefined
  readonly variable?: readonly string[] | undefined
  readonly event?: readonly string[] | undefined
  readonly rename?: readonly string[] | undefined
  readonly allocation?: readonly string[] | undefined
  readonly expiration?: readonly string[] | undefined
  readonly classification?: readonly string[] | undefined
  readonly metric?: readonly string[] | undefined
  readonly segment?: readonly string[] | undefined
  readonly 'own-segment'?: readonly string[] | undefined
  readonly access?: readonly string[] | undefined
  readonly deny?: readonly string[] | undefined
  readonly collection?: string | undefined
  readonly parameter?: readonly string[] | undefined
  readonly 'landing-page'?: readonly string[] | undefined
  readonly report?: readonly string[] | undefined
  readonly carrier?: string | undefined
  readonly request?: string | undefined
  readonly location?: string | undefined
  readonly credential?: string | undefined
  readonly 'segment-file'?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly 'expected-by'?: string | undefined
  readonly 'time-zone'?: string | undefined
  readonly days?: readonly string[] | undefined
  readonly 'empty-file'?: string | undefined
}
