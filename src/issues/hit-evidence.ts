import type {Origin} from './origin.js'

/** What captured hits say about segment files: counted by day and segment, with examples. Days are those of the suite's time zone. */
export interface HitEvidence {
  readonly captures: readonly {readonly path: string; readonly format: string; readonly requests: number; readonly hits: number}[]
  /** The user says that every hit of the days is in the capture: only then does what is not there mean something. */
  readonly isComplete: boolean
  /** Some capture was damaged or could not be read to its end. */
  readonly isDamaged: boolean
  /** The suite that was looked for; null: none was known, and all hits count. */
  readonly suite: string | null
  /** Hits of the suite that count. */
  readonly hits: number
  readonly firstAt: string | null
  readonly lastAt: string | null
  /** Hits by report suite, the most first, at most 50. */
  readonly suites: readonly {readonly suite: string; readonly hits: number}[]
  /** Segment events that other suites got, by suite. */
  readonly eventsElsewhere: readonly {readonly suite: string; readonly event: string; readonly hits: number; readonly example: HitExample}[]
  /** Why hits of the suite do not count, by the keys of `LEFT_OUT`. */
  readonly leftOut: Readonly<Record<string, number>>
  readonly recipient: VariableEvidence | null
  readonly message: VariableEvidence | null
  readonly days: readonly HitDay[]
  /** Rows and days without product ids, joined to the hits that made them. */
  readonly proofs: readonly RowProof[]
  readonly notes: readonly string[]
}

/** One mapped variable in the capture. */
export interface VariableEvidence {
  /** `eVar12`. */
  readonly variable: string
  /** Hits that set it. */
  readonly hits: number
  /** Landing pages whose URL carries the mapped parameter, and of these, those whose hit sets the variable. */
  readonly parameter: string | null
  readonly landings: number
  readonly landingsThatSet: number
  readonly example: HitExample | null
  /** A landing that carries the parameter and does not set the variable. */
  readonly lost: HitExample | null
  /** When the value goes, in the words of an integration; null: not known. */
  readonly expiration: string | null
  readonly allocation: string
  /** Hits whose value has the most bytes a variable can hold, or more. Absent here and below: it was not looked for. */
  readonly cut?: number
  /** Values that differ from another value of the capture in nothing but capital letters. */
  readonly caseVariants?: number
  /** Landings that set the variable to what the URL gives for the other id (the recipient's to the message), and the first. */
  readonly swappedLandings?: number
  readonly swapped?: HitExample | null
}

export interface HitDay {
  readonly day: string
  readonly hits: number
  readonly segments: readonly DaySegmentHits[]
}

/** What the hits of a day hold for one segment. A hit that several suites get counts once. */
export interface DaySegmentHits {
  /** `cart-abandonment`, `purchases`, `product-views`. */
  readonly segment: string
  /** `scAdd`, `purchase`, `prodView`. */
  readonly event: string
  /** Hits that fire the event (or, of Product Views, show products without any event). Purchases that count as duplicates are not among them. */
  readonly events: number
  readonly withProducts: number
  readonly withoutProducts: number
  /** Of those without products: link calls. */
  readonly linkCalls: number
  /** Of those without products: a neighbouring hit of the visitor (same page, or within 30 seconds) has products and not the event. */
  readonly neighbours: number
  /** Of those without products: a products string is there, but no item of it has a name (`;;1;50`). */
  readonly nameless: number
  /** A product name was broken by a `,` or `;` of its own, as far as that can be told. */
  readonly oddNames: number
  /** Longer than 100 bytes. */
  readonly longNames: number
  /** Events of whose visitor it is known that there is no recipient (`unattributed`), and those of which the capture does not tell. */
  readonly withoutRecipient: number
  readonly recipientUnknown: number
  /** A recipient was set earlier and had expired by then. */
  readonly recipientExpired: number
  /** Purchases whose ID was used before, and those that equal one of the visitor's last five. */
  readonly duplicates: number
  readonly presumedDuplicates: number
  /** Products with custom events only: whether they are views is not certain. */
  readonly uncertain: number
  /** Of Product Views: products without any event, which count as views by themselves. Absent: not looked for. */
  readonly implicit?: number
  /** Rows that the day's file should hold, without a doubt, and of these, those without a product. */
  readonly rows: number
  readonly rowsWithoutProduct: number
  /**
   * Rows that it may hold as well: their recipient is not known (all rows, where nobody said which variable carries it), or the row depends
   * on what the capture does not show. Only a day with neither has no row. Absent: not looked for.
   */
  readonly rowsInDoubt?: number
  readonly examples: Readonly<Partial<Record<HitExampleKind, readonly HitExample[]>>>
}

/** At most 20 examples of each. `neighbour` examples name the hit that has the products in `other`. */
export type HitExampleKind =
  | 'withoutProducts'
  | 'linkCalls'
  | 'neighbours'
  | 'nameless'
  | 'oddNames'
  | 'longNames'
  | 'withoutRecipient'
  | 'recipientExpired'
  | 'duplicates'
  | 'withProducts'

export interface HitExample {
  readonly origin: Origin
  readonly at: string
  /** Masked unless values are shown. */
  readonly page: string | null
  /** Page name, or name of the link. */
  readonly name: string | null
  readonly library: string | null
  readonly kind: string
  /** `gapMs`: how far apart they are, whichever came first. */
  readonly other?: {readonly origin: Origin; readonly name: string | null; readonly gapMs: number}
}

/** Rows of one delivered file that lack a product, and the hits that explain them. */
export interface RowProof {
  readonly file: string
  readonly segment: string
  readonly day: string
  /** Rows of the file without a product; physical lines of the first. */
  readonly rows: number
  readonly lines: readonly number[]
  /** Of these, rows whose recipient (and message, where both are known) fired the event without products on that day. */
  readonly joined: number
  /** Of these, rows whose recipient fired the event WITH products only: the hits do not explain the gap. */
  readonly contradicted: number
  /** Hits that stand behind the joined rows: how many, and the first. */
  readonly hits: number
  readonly examples: readonly {readonly line: number; readonly hit: HitExample}[]
}
