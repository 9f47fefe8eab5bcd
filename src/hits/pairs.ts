/**
 * Splitting a query string into parameters. Every byte of every hit is looked at here, which in JavaScript takes more than twice as long as in
 * WebAssembly: `pairs.wat`, assembled below.
 */
import {AT, memory, numberAt, reserveText, VIEW} from './pair-memory.js'
import {AMPERSAND, BEYOND_ASCII} from './raw-bytes.js'
import {boundTokens, lookUp, take} from './tokens.js'

/** `pairs.wat`, in base64. */
export const ASSEMBLED =
  'AGFzbQEAAAABFgNgBX9/f39/AX9gAn9/AX9gA39/fwACLQMFcGFpcnMGbWVtb3J5AgABBXBhaXJzBmxvb2tVcAAABXBhaXJzBHRha2UAAQMDAgECBwkBBXNwbGl0AAMKywgCawEDfyAAKQAAIAEpAw' +
  'iDIAEpAwBSBEBBAA8LIAEoAhQhAkEIIQMCQANAIAMgAk8NASAAIANqLQAAIAEoAhAgA2otAABHBEBBAA8LIANBAWohAwwACwsgACACai0AACEEIARBPUYgBEEmRnIL3AcBFn8gACEDQYAIIQRBgOoJ' +
  'IRdBwKIMIRhBmAYoAgAhDwJAA0AgAyABTw0BIAMtAAAhBSAFQSZGBEAgA0EBaiEDDAELIARBgOoJRg0BIAMhCAJAIA8oAjAhECAQQQBHIBAoAhggEUZxBEAgAyAQEAIEQCADIBAoAhRqIQMgECEPDA' +
  'ILC0EAIQZBACEHAkADQCAFQT1GIAVBJkZyDQEgBkEfbCAFaiEGIAcgBXIhByADQQFqIQMgAy0AACEFDAALCyAIIAMgBiAHIBEQACEQIBAoAhAEQCAPIBA2AjALIBAhDwsgAyADLQAAQT1GaiEDIAMh' +
  'CEEAIQpBACELQQAhDEEAIQ0CQANAIAMtAAAtAAAhCSAJQQFNBEAgCiAJaiEKIANBAWohAwwBCyAJQQdGDQEgCUECRgRAIAMtAAEsAIACIQVBfyEOIAVBAE4EQCADLQACLACAAiEOCyAOQQBIBEAgDU' +
  'HAAHIhDSALQQFqIQsgA0EBaiEDDAILIANBA2ohAyAFQQR0IA5qIQUgBUGAAU8gBUElRnIEQCANQcAAciENCyAFQYABTyAFQStGcg0BIAUtAAAhCQUgA0EBaiEDCyAJQQFGBEAgCkEBaiEKCyAJQQJG' +
  'IAlBA0ZyBEAgC0EBaiELCyAJQQRGBEAgDUECciENCyAJQQVGBEAgDUEEciENCyAJQQZGBEAgDUHAAHIhDSAMQQFqIQwLDAALCyAPKAIgIRIgAyAIRgRAIBJBAXEEQCAPKAIcIRAgEEEASARAIA8gER' +
  'ABIRALIBAhEQwCCyAVIBJBwAFxciEVIBJBEHEEQCAWIA8oAiRyIRYLBSAVIBJyIRUgFiAPKAIkciEWIBJBAnEEQEEAIQ0FIA0gCkEJT0EDdCALQQJPQQV0cnIhDSAILQAALQCABEEBcQRAIA1BgAJy' +
  'IQ0LIANBA2stAABBJUYgA0EBay0AAC0AgARBAnFyBEAgDUGABHIhDQsgAyAIayAMQQF0aiAPKAIoSwRAIA1BAXIhDQsLCyAEIA8oAjQ2AgAgBCAIIABrNgIEIAQgAyAAazYCCCAEIA02AgwgBEGACG' +
  'tBBHYhEyAEQRBqIQQgDQRAIBcgEzYCACAXQQRqIRcLIA8oAiRBgMAAcQRAIBggEzYCACAYQQRqIRgLIA8oAiwhFCAUKAIAIAJGBEAgFkGAgCByIRYFIBQgAjYCACAUIBM2AgQLDAALC0GABiAEQYAI' +
  'a0EEdjYCAEGEBiAVNgIAQYgGIBY2AgBBjAYgF0GA6glrQQJ2NgIAQZAGIBhBwKIMa0ECdjYCAEGUBiARNgIAQZgGIA82AgAL'

const imports = {pairs: {memory, lookUp: lookUpHere, take}}
const {split} = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(ASSEMBLED, 'base64')), imports).exports as {
  split: (text: number, end: number, reading: number) => void
}
const ENCODER = new TextEncoder()
/** Room for the text. */
let room = VIEW.bytes.subarray(AT.text)

/** The text that was split last. One memory for all: whoever reads it is done before the next. */
export const PAIRS = {
  text: '',
  /** Number of this splitting; that of its places. */
  reading: 0,
  /** Every byte is the character itself. */
  isAscii: true,
  /** A byte for each UTF-16 unit, `BEYOND_ASCII` or above for every one that is not ASCII, and an ampersand behind the last. */
  bytes: VIEW.bytes,
}

/**
 * Splits `text` from `from` on: its records, lists and places then stand in the memory, with positions that count from there. Pairs end at `&`,
 * names at the first `=`; empty pairs are left out.
 */
export function splitPairs(text: string, from: number): void {
  boundTokens()
  const {length} = text
  reserveText(length)
  if (room.buffer !== memory.buffer) room = VIEW.bytes.subarray(AT.text)
  const start = AT.text + from
  const end = AT.text + length
  if (PAIRS.bytes.byteOffset !== start || PAIRS.bytes.buffer !== memory.buffer) PAIRS.bytes = room.subarray(from)
  const {read, written} = ENCODER.encodeInto(text, room)
  PAIRS.isAscii = read === length && written === length
  if (!PAIRS.isAscii) {
    for (let at = 0; at < length; at++) VIEW.bytes[AT.text + at] = Math.min(text.charCodeAt(at), BEYOND_ASCII)
  }
  VIEW.bytes[end] = AMPERSAND
  PAIRS.text = text
  PAIRS.reading++
  split(start, end, PAIRS.reading)
}

/** What was found of all parameters, by `FOUND`. */
export function foundInPairs(what: number): number {
  return VIEW.numbers[numberAt(AT.found) + what] ?? 0
}

function lookUpHere(start: number, end: number, hash: number, high: number, blockId: number): number {
  return lookUp(start, end, hash, high, blockId, nameText)
}

function nameText(start: number, end: number): string {
  return PAIRS.text.slice(start - AT.text, end - AT.text)
}
