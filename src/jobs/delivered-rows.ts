import type {Integration} from '../mapping/integration.js'
import type {SegmentRow} from '../segments/segment-file.js'
import {integrationSchema} from '../workspace/integration-schema.js'
import type {PreviewSettings} from './preview-settings.js'
import {readSegmentRows} from './read-segment-file.js'

type Columns = Record<'recipient' | 'message' | 'product' | 'date', string | null>

/** The rows of a delivered file, its columns known before the first. `pins`: `ROLE=HEADER`. */
export class Delivered {
  columns: Columns = {recipient: null, message: null, product: null, date: null}
  readonly damaged: {record: number | null; reason: string}[] = []
  damagedCount = 0
  readonly #rows: AsyncGenerator<SegmentRow[]>
  #first: IteratorResult<SegmentRow[]> | undefined

  constructor(
    readonly path: string,
    settings: PreviewSettings,
    pins: readonly string[],
    cwd: string,
  ) {
    this.#rows = readSegmentRows(path, {
      cwd,
      integration: mappingOf(settings),
      ...(settings.snapshot !== undefined && {suite: settings.snapshot}),
      columns: Object.fromEntries(pins.map((pair) => splitPair(pair))),
      onColumns: (columns) => (this.columns = columns),
      onDamage: (damage) => {
        this.damagedCount++
        if (this.damaged.length < MOST_DAMAGE_NAMED) this.damaged.push(damage)
      },
    })
  }

  async open(): Promise<void> {
    this.#first = await this.#rows.next()
  }

  /** Known once it is open. */
  get hasRows(): boolean {
    return this.#first?.done === false && this.#first.value.length > 0
  }

  async *batches(): AsyncGenerator<SegmentRow[]> {
    for (let batch = this.#first ?? (await this.#rows.next()); !batch.done; batch = await this.#rows.next()) yield batch.value
  }
}

const MOST_DAMAGE_NAMED = 3

function splitPair(pair: string): [string, string] {
  const equals = pair.indexOf('=')
  return [pair.slice(0, Math.max(0, equals)), pair.slice(equals + 1)]
}

/** The mapping by which columns are recognised: that of the integration, with the variables that flags name instead. */
function mappingOf({integration, recipient, message}: PreviewSettings): Integration {
  const base = integration ?? integrationSchema.parse({version: 1, id: 'flags', name: 'flags', partner: 'flags', status: 'in-progress'})
  const others = base.variables.filter(({variable}) => variable !== recipient.variable && variable !== message?.variable)
  return {
    ...base,
    variables: [
      {role: 'recipientId', variable: recipient.variable, name: recipient.label},
      ...(message === undefined ? [] : [{role: 'messageId', variable: message.variable, name: message.label} as const]),
      ...others.filter(({role}) => role !== 'recipientId' && role !== 'messageId'),
    ],
  }
}
