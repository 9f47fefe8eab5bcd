import type {Source} from './fact.js'
import type {SegmentId} from './vocabulary.js'

/** A standard remarketing segment, the same for every partner that offers it. */
export interface RemarketingSegment {
  readonly id: SegmentId
  readonly name: string
  /** Other names in use: partner pages, the console, delivered files. */
  readonly aka: readonly string[]
  /** Success event a hit must carry; absent where the connector's own events decide. */
  readonly event?: 'scAdd' | 'purchase' | 'prodView'
  /** The products variable must be in the same image request. */
  readonly needsProducts: boolean
  readonly recommended?: string
  readonly qualifies: string
  readonly source: Source
}

const seed = 'getting-started-data-connectors.md'
const campaignPage = 'campaign:platform/using/adobe-analytics-data-connector-legacy.md'
const silverpop = 'silverpop-overview/silverpop-overview.md'

export const REMARKETING_SEGMENTS: readonly RemarketingSegment[] = [
  {
    id: 'cart-abandonment',
    name: 'Cart Abandonment',
    aka: ['Cart Abandonment Profile', 'Genesis Remarketing - Cart Abandonment'],
    event: 'scAdd',
    needsProducts: true,
    qualifies: 'a product was added to the cart and not bought',
    source: [seed, campaignPage],
  },
  {
    id: 'purchases',
    name: 'Purchases',
    aka: ['Purchase Profiles', 'Purchases Profile', 'Genesis Remarketing - Product Purchases'],
    event: 'purchase',
    needsProducts: true,
    recommended: 'purchaseID',
    qualifies: 'a recipient bought, by message ID and product',
    source: [seed, campaignPage],
  },
  {
    id: 'product-views',
    name: 'Product Views',
    aka: ['Product/Content View Behavioral Profile', 'Genesis Remarketing - Product Views'],
    event: 'prodView',
    needsProducts: true,
    qualifies: 'a product was viewed and not bought; products without any event count as a view',
    source: [seed, campaignPage, 'analytics:components/metrics/product-views.md'],
  },
  {
    id: 'form-abandonment',
    name: 'Form Abandonment',
    aka: ['Form Abandonment Profile'],
    needsProducts: false,
    qualifies: 'a form was started and not completed',
    source: silverpop,
  },
  {
    id: 'file-download',
    name: 'File Download',
    aka: ['File Download Profile'],
    needsProducts: false,
    qualifies: 'a file was downloaded',
    source: silverpop,
  },
  {
    id: 'custom',
    name: 'Own segments',
    aka: ['[Data Warehouse] <segment name>', 'Custom remarketing segments'],
    needsProducts: false,
    qualifies: "segments of the report suite that were ticked under 'Your Segments'",
    source: [silverpop, campaignPage],
  },
]
