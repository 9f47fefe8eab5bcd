import type {Connector} from '../connectors/connector.js'
import type {RemarketingSegment} from '../connectors/remarketing-segments.js'
import type {SampleDefect} from '../connectors/sample-defects.js'
import type {CollectionMode} from '../connectors/vocabulary.js'
import type {Footnotes} from './footnotes.js'
import type {Page} from './page.js'

/** What a page about a partner needs besides the connector: facts that hold for all of them. */
export interface PartnerFacts {
  segments: readonly RemarketingSegment[]
  defects: readonly SampleDefect[]
  modes: readonly CollectionMode[]
  /** The name the product carries today, where it is another one. */
  today: string | undefined
  retiredOn: string
  permissions: readonly string[]
  steps: readonly string[]
  elements: Readonly<Record<string, string>>
  sourceRoots: Readonly<Record<string, string>>
  /** The file of a connector of one's own. */
  file: string | undefined
}

/** What the parts of the page write on and number their doubts with. */
export interface PartnerContext {
  connector: Connector
  facts: PartnerFacts
  page: Page
  notes: Footnotes
}

/** `?` stands for: no page says. Explained at the end of the page. */
export function needed(required: boolean | undefined): string {
  return required === undefined ? '?' : required ? 'required' : 'optional'
}
