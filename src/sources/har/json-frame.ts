import {KeyTable, type HeadersShape, type ItemsShape, type Members, type ObjectShape, type Projected, type Shape} from './json-shape.js'

export interface JsonListener {
  /** An item of an `items` shape, whole. */
  item(list: string, item: Projected, index: number): void
  /** A document, whole; several may follow each other in one stream. */
  document?(document: Projected): void
}

/** Why the bytes stopped being JSON. `at` counts bytes from the start of the stream. */
export interface JsonFault {
  at: number
  kind: 'unexpected' | 'cut' | 'empty'
  /** The unexpected byte. */
  byte?: number
}

/** One `{name, value}` of a header list. */
export const HEADER = {
  kind: 'header',
  members: new KeyTable<Shape>([
    ['name', {kind: 'value'}],
    ['value', {kind: 'value'}],
  ]),
} as const

/** A container that is being read. */
export interface Frame {
  shape: ObjectShape | ItemsShape | HeadersShape | typeof HEADER
  /** Wanted member that is being read. */
  key: string | undefined
  members: Members
  index: number
  /** Of one header: its lower-case name, once known. */
  header: string | undefined
  headerValue: string | undefined
}

const NO_MEMBERS: Members = Object.freeze({})

/** What is handed out with its members gets some of its own. */
const membersFor = ({kind}: Frame['shape']): Members => (kind === 'object' || kind === 'headers' ? {} : NO_MEMBERS)

export const startFrame = (shape: Frame['shape']): Frame => ({
  shape,
  key: undefined,
  members: membersFor(shape),
  index: 0,
  header: undefined,
  headerValue: undefined,
})

/** The same of a frame that is done with. */
export function restartFrame(frame: Frame, shape: Frame['shape']): void {
  frame.shape = shape
  frame.key = undefined
  frame.members = membersFor(shape)
  frame.index = 0
  frame.header = undefined
  frame.headerValue = undefined
}
