/**
 * The two loops that all of a large table waits for, as WebAssembly with vector instructions: `cell-kernel.wat` and `key-kernel.wat`, assembled
 * below. A loop in JavaScript that looks at each byte takes four times as long.
 */
import type {RowKernel} from './row-kernel.js'

/** `cell-kernel.wat`, in base64. */
export const CELL_KERNEL =
  'AGFzbQEAAAABEwJgA397ewF+YAd/f39/f39/AX8CPwQFc3BhY2UGbWVtb3J5AgABBXNwYWNlBnN0YXJ0cwN/AAVzcGFjZQRlbmRzA38ABXNwYWNlBmZpbGxlZAN/AAMDAgABBw' +
  'kBBXBsYWluAAEK2gQCZQEBeyAA/QAEACEDIAMgAf0jIAP9DAoKCgoKCgoKCgoKCgoKCgr9I/1QIAMgAv0jIAP9DA0NDQ0NDQ0NDQ0NDQ0NDQ39I/1Q/VAgA/0MXFxcXFxcXFxc' +
  'XFxcXFxcXP0j/VD9ZK0L8QMEAnsBfwF+DH8gBf0PIQcgBiAFIAZBAE4b/Q8hCCMAIAJBAnRqIRQjACADQQJ0aiEWIwEjAGshFSAAIQ0gACEPIAQhDkF/IRJBfyETIABBwABrIQ' +
  'kjAiACNgIAAkAgAiADTw0AA0ACQANAIApCAFINASAJQcAAaiEJIAkgAU8NAyAJIAcgCBAAIAlBEGogByAIEABCEIaEIAlBIGogByAIEABCIIYgCUEwaiAHIAgQAEIwhoSEIQoM' +
  'AAsLIAkgCnqnaiELIAogCkIBfYMhCiALIAFPDQEgCy0AACEMAkAgDCAFRg0AIAxBCkYNACAMIAZGBEAgCyAPRgRAQQEhEQUgEQRAQQAhESALIRIFIBJBAE4NBQsLDAILIAxB3A' +
  'BGDQIgDEENRgRAIBENAyATQQBODQMgCyETCwwBCyARBEAgDEEKRg0CDAELIAshECATQQBOBEAgE0EBaiALRw0CIBMhEEF/IRMLIBJBAE4EQCASQQFqIBBHDQIgD0EBaiEPIBIh' +
  'EEF/IRILIBQgDzYCACAUIBVqIBA2AgAgFEEEaiEUIA5BAWshDiALQQFqIQ8gDCAFRgRAIA5FDQIMAQsgDg0BIARBAUYgDyANa0ECTXENASAPIQ0gBCEOIwIgFCMAa0ECdjYCAC' +
  'AUIBZJDQALCyANCw=='

/** `key-kernel.wat`, in base64. */
export const KEY_KERNEL =
  'AGFzbQEAAAABHQVgAX4BfmABfwF7YAN/f38Bf2ACf38Bf2ACf38AAsYBDAVzcGFjZQZtZW1vcnkCAAEFc3BhY2UGc3RhcnRzA38ABXNwYWNlBGVuZHMDfwAFc3BhY2UGaGFzaG' +
  'VzA38ABXNwYWNlBWZsYWdzA38ABXNwYWNlB2NvbHVtbnMDfwAFc3BhY2UEbWFzawN/AAVzcGFjZQZ0YWdMb3cDfwAFc3BhY2UHdGFnSGlnaAN/AAVzcGFjZQV3b3JkcwN/AAVz' +
  'cGFjZQt3b3JkTGVuZ3RocwN/AAVzcGFjZQpiZWdpbm5pbmdzA38AAwYFAAECAwQHCAEEa2V5cwAECpkJBSAAIAAgAEIgiIVC1aeJipHy3uGHf34hACAAIABCHYiFCxYAIwVBEG' +
  'ogAEEQIABBEEkba/0ABAALRAADQCACQQBMBEBBAQ8LIAD9AAQAIAH9AAQA/VEgAhAB/U79UwRAQQAPCyAAQRBqIQAgAUEQaiEBIAJBEGshAgwACwALjQEBAXtBwAD9DyECA0Ag' +
  'AEHAAGogAUwEQCAA/QAEACAC/SMgAP0ABBAgAv0j/VAgAP0ABCAgAv0jIAD9AAQwIAL9I/1Q/VD9UwRAQQEPCyAAQcAAaiEADAELCwNAIAAgAU4EQEEADwsgAP0ABAAgAv0jIA' +
  'EgAGsQAf1O/VMEQEEBDwsgAEEQaiEADAALAAuKBwMPfwF+AnsjASMAayEGIwAhBEF/IRACQCAARQ0AIwAoAgAjASAAIAFsQQFrQQJ0aigCABADIQIDQCADIABPDQEgBCABQQJ0' +
  'aiEFQQAhByAEIQgCQANAIAgoAgAhCyAIIAZqKAIAIAtrIQ0gDUEASg0BIAhBBGohCCAIIAVJDQALCyANQQBKIA1BEExxBEAjCiALLwEAai0AAEEBcSEHCyMEKAIMIQogCkEATg' +
  'RAIAQgCkECdGohCCAIKAIAIQsgCCAGaigCACALayENIA0gEEcEQCAHQQJyIQcFIAsgDyANEAJFBEAgB0ECciEHCwsgCyEPIA0hEAsgAgRAIAQoAgAgBUEEayAGaigCABADBEAg' +
  'B0EEciEHCwtClfip+pe33puefyERQQAhCQNAIwQgCUECdGooAgAhCiAKQQBOBEAgBCAKQQJ0aiEIIAgoAgAhCyAIIAZqKAIAIQwgByMKIAsvAQBqLQAAQQJxIAlBCGp0ciEHAk' +
  'ADQCALIAxODQEgCy0AAEEgSw0BIAtBAWohCwwACwsCQANAIAsgDE4NASAMQQFrLQAAQSBLDQEgDEEBayEMDAALCyAMIAtrQQAgDCALShshDSANIQ79DAAAAAAAAAAAAAAAAAAA' +
  'AAAhEwJAA0AgDkEATA0BIAv9AAQAIwVBEGogDkEQIA5BEEgba/0ABAD9TiESIBMjBv0ABAAgEkEP/Q/9Tv0OIwf9AAQAIBJBBP1t/Q79Tv1QIRMgEiASQcEA/Q/9cUEa/Q/9Jk' +
  'Eg/Q/9Tv1QIRIgESAS/R0AQtWniYqR8t7hh39+Qh+JQv+mlrqyqOv6zAB+hUIbiULNmdbq/vrrqH9+IREgDkEISgRAIBEgEv0dAULVp4mKkfLe4Yd/fkIfiUL/ppa6sqjr+swA' +
  'foVCG4lCzZnW6v7666h/fiERCyALQRBqIQsgDkEQayEODAALCyARIA2thUIbiULNmdbq/vrrqH9+IREgByAT/VMgCUEGanRyIQcgDQRAAkAgDUEQSSMJIA12QQFxcQRAIBIjCP' +
  '0ABAD9I/1jDQEgEiMI/QAEEP0j/WMNASASIwj9AAQg/SP9Yw0BCyAHQQggCXRyIQcLCwsgCUUEQCMCIANBBHRqIBEQADcDAAsgCUEBaiEJIAlBA0kNAAsjAiADQQR0aiAREAA3' +
  'AwgjAyADQQF0aiAHOwEAIAUhBCADQQFqIQMMAAsLCw=='

/** The types of Node 20 do not have it. */
interface WebAssemblyApi {
  readonly Memory: new (size: {initial: number; maximum: number}) => {readonly buffer: ArrayBuffer}
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => {readonly exports: RowKernel}
}

const PAGE_BYTES = 65_536

let modules: readonly object[] | null | undefined

/**
 * Memory of `size` bytes and the loops that work in it. `imports` are the addresses the assembled texts ask for. Null on processors without
 * vector instructions.
 */
export function createVectorKernel(
  size: number,
  imports: Readonly<Record<string, number>>,
): {buffer: ArrayBuffer; kernel: RowKernel} | null {
  const {Memory, Module, Instance} = (globalThis as unknown as {WebAssembly: WebAssemblyApi}).WebAssembly
  if (modules === undefined) {
    try {
      modules = [CELL_KERNEL, KEY_KERNEL].map((text) => new Module(Buffer.from(text, 'base64')))
    } catch {
      modules = null
    }
  }
  if (modules === null) return null
  const pages = Math.ceil(size / PAGE_BYTES)
  const memory = new Memory({initial: pages, maximum: pages})
  const [cells, keys] = modules.map((module) => new Instance(module, {space: {...imports, memory}}).exports)
  return cells === undefined || keys === undefined ? null : {buffer: memory.buffer, kernel: {plain: cells.plain, keys: keys.keys}}
}
