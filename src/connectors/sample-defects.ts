import type {Source} from './fact.js'

/** A defect of the page code that partner pages printed and customers pasted. */
export interface SampleDefect {
  readonly id: string
  readonly defect: string
  readonly effect: string
  /** How it is known: by running the code, by reading it, or by conclusion. */
  readonly known: 'run' | 'read' | 'inferred'
  readonly source: Source
}

const aprimo = 'aprimo-overview/aprimo-sitecatalyst-code.md'
const dreammail = 'dreammail-overview/dreammail-analytics-code.md'
const neolane = 'neolane-overview/neolane-plugin-code.md'
const silverpop = 'silverpop-overview/silverpop-analytics-code.md'
const lyris = 'lyris-overview/lyris-deploy-integration.md'
const selligent = 'selligent-overview/selligent-plugin-code.md'
const optivo = 'optivo-overview/optivo-plugin-code.md'

export const SAMPLE_DEFECTS: readonly SampleDefect[] = [
  {
    id: 'to-lower-case',
    defect: 'toLowerCase has lost its first letter inside the text of the function.',
    effect: 'The first call throws a TypeError and no id is captured at all.',
    known: 'run',
    source: [aprimo, dreammail, neolane, silverpop],
  },
  {
    id: 'recipient-id-commented-out',
    defect: 'The second assignment stands behind a // comment on the same line.',
    effect: 'The message ID is captured, the recipient ID never.',
    known: 'read',
    source: [aprimo, dreammail, neolane, silverpop, lyris, selligent],
  },
  {
    id: 'both-in-one-variable',
    defect: 'Both assignments name eVarN.',
    effect: 'With one number in both places the second overwrites the first.',
    known: 'read',
    source: [lyris, selligent],
  },
  {
    id: 'remark-in-code',
    defect: "An author's remark stands in the middle of the code.",
    effect: 'The script does not parse.',
    known: 'run',
    source: optivo,
  },
  {
    id: 'constant-post-click',
    defect: 'The post-click values are constants.',
    effect: 'Every hit carries the same time, product and action.',
    known: 'read',
    source: optivo,
  },
  {
    id: 'shared-template',
    defect: 'ET_CID and ET_RID stand in the samples of four unrelated partners: probably one template for ExactTarget.',
    effect: "The parameter names may not be this partner's.",
    known: 'inferred',
    source: [aprimo, dreammail, neolane, silverpop],
  },
]
