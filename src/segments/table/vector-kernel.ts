/**
 * The two loops that all of a large table waits for, as WebAssembly with vector instructions: `cell-kernel.wat` and `key-kernel.wat`, assembled
 * below. A loop in JavaScript that looks at each byte takes four times as long.
 */
import type {RowKernel} from './row-kernel.js'

/** `cell-kernel.wat`, in base64. */
export const CELL_KERNEL =
  'AGFzbQEAAAABDAFgB39/f39/f38BfwI/BAVzcGFjZQZtZW1vcnkCAAEFc3BhY2UGc3RhcnRzA38ABXNwYWNlBGVuZHMDfwAFc3BhY2UGZmlsbGVkA38AAwIBAAcJAQVwbGFpbg' +
  'AACpsEAZgEBgJ7AX8BfgF/AXsMfyAF/Q8hByAGIAUgBkEAThv9DyEIIwAgAkECdGohFiMAIANBAnRqIRgjASMAayEXIAAhDyAAIREgBCEQQX8hFEF/IRUgAEHAAGshCSMCIAI2' +
  'AgACQCACIANPDQADQAJAA0AgCkIAUg0BIAlBwABqIQkgCSABTw0DQQAhCwNAIAkgC2r9AAQAIQwgCiAMIAf9IyAMQQr9D/0j/VAgDCAI/SMgDEEN/Q/9I/1Q/VAgDEHcAP0P/S' +
  'P9UP1krSALrYaEIQogC0EQaiELIAtBwABJDQALDAALCyAJIAp6p2ohDSAKIApCAX2DIQogDSABTw0BIA0tAAAhDgJAIA4gBUYNACAOQQpGDQAgDiAGRgRAIA0gEUYEQEEBIRMF' +
  'IBMEQEEAIRMgDSEUBSAUQQBODQULCwwCCyAOQdwARg0CIA5BDUYEQCATDQMgFUEATg0DIA0hFQsMAQsgEwRAIA5BCkYNAgwBCyANIRIgFUEATgRAIBVBAWogDUcNAiAVIRJBfy' +
  'EVCyAUQQBOBEAgFEEBaiASRw0CIBFBAWohESAUIRJBfyEUCyAWIBE2AgAgFiAXaiASNgIAIBZBBGohFiAQQQFrIRAgDUEBaiERIA4gBUYEQCAQRQ0CDAELIBANASAEQQFGIBEg' +
  'D2tBAk1xDQEgESEPIAQhECMCIBYjAGtBAnY2AgAgFiAYSQ0ACwsgDws='

/** `key-kernel.wat`, in base64. */
export const KEY_KERNEL =
  'AGFzbQEAAAABHwVgAX4BfmABfwF7YAN/f38Bf2ACf38Bf2AEf39/fwACiwIQBXNwYWNlBm1lbW9yeQIAAQVzcGFjZQZzdGFydHMDfwAFc3BhY2UEZW5kcwN/AAVzcGFjZQZoYX' +
  'NoZXMDfwAFc3BhY2UFZmxhZ3MDfwAFc3BhY2UHbm90YWJsZQN/AAVzcGFjZQpyZWNpcGllbnRzA38ABXNwYWNlBnR1cGxlcwN/AAVzcGFjZQZsaXN0ZWQDfwAFc3BhY2UHY29s' +
  'dW1ucwN/AAVzcGFjZQRtYXNrA38ABXNwYWNlBnRhZ0xvdwN/AAVzcGFjZQd0YWdIaWdoA38ABXNwYWNlBXdvcmRzA38ABXNwYWNlC3dvcmRMZW5ndGhzA38ABXNwYWNlCmJlZ2' +
  'lubmluZ3MDfwADBgUAAQIDBAcIAQRrZXlzAAQKywoFIAAgACAAQiCIhULVp4mKkfLe4Yd/fiEAIAAgAEIdiIULFgAjCUEQaiAAQRAgAEEQSRtr/QAEAAtEAANAIAJBAEwEQEEB' +
  'DwsgAP0ABAAgAf0ABAD9USACEAH9Tv1TBEBBAA8LIABBEGohACABQRBqIQEgAkEQayECDAALAAuNAQEBe0HAAP0PIQIDQCAAQcAAaiABTARAIAD9AAQAIAL9IyAA/QAEECAC/S' +
  'P9UCAA/QAEICAC/SMgAP0ABDAgAv0j/VD9UP1TBEBBAQ8LIABBwABqIQAMAQsLA0AgACABTgRAQQAPCyAA/QAEACAC/SMgASAAaxAB/U79UwRAQQEPCyAAQRBqIQAMAAsAC7wI' +
  'BA9/An4CewV/IwEjAGshCCMAIQZBfyESAkAgAEUNACMAKAIAIwEgACABbEEBa0ECdGooAgAQAyEEA0AgFyMIIAtBAnRqKAIAQQBOIAtBA2p0ciEXIAtBAWohCyALQQNJDQALA0' +
  'AgBSAATw0BIAYgAUECdGohB0EAIQkgBiEKAkADQCAKKAIAIQ0gCiAIaigCACANayEPIA9BAEoNASAKQQRqIQogCiAHSQ0ACwsgD0EASiAPQRBMcQRAIw4gDS8BAGotAABBAXEh' +
  'CQsjCCgCDCEMIAxBAE4EQCAGIAxBAnRqIQogCigCACENIAogCGooAgAgDWshDyAPIBJHIBhBAXFyBEAgCUECciEJBSANIBEgDxACRQRAIAlBAnIhCQsLIA0hESAPIRILIAQEQC' +
  'AGKAIAIAdBBGsgCGooAgAQAwRAIAlBBHIhCQsLQpX4qfqXt96bnn8hE0EAIQsDQCMIIAtBAnRqKAIAIQwgDEEATgRAIAYgDEECdGohCiAKKAIAIQ0gCiAIaigCACEOIAkjDiAN' +
  'LwEAai0AAEECcSALQQhqdHIhCQJAA0AgDSAOTg0BIA0tAABBIEsNASANQQFqIQ0MAAsLAkADQCANIA5ODQEgDkEBay0AAEEgSw0BIA5BAWshDgwACwsgDiANa0EAIA4gDUobIQ' +
  '8gDyEQ/QwAAAAAAAAAAAAAAAAAAAAAIRYCQANAIBBBAEwNASAN/QAEACMJQRBqIBBBECAQQRBIG2v9AAQA/U4hFSAWIwr9AAQAIBVBD/0P/U79DiML/QAEACAVQQT9bf0O/U79' +
  'UCEWIBUgFUHBAP0P/XFBGv0P/SZBIP0P/U79UCEVIBMgFf0dAELVp4mKkfLe4Yd/fkIfiUL/ppa6sqjr+swAfoVCG4lCzZnW6v7666h/fiETIBBBCEoEQCATIBX9HQFC1aeJip' +
  'Hy3uGHf35CH4lC/6aWurKo6/rMAH6FQhuJQs2Z1ur++uuof34hEwsgDUEQaiENIBBBEGshEAwACwsgEyAPrYVCG4lCzZnW6v7666h/fiETIAkgFv1TIAtBBmp0ciEJIA8EQAJA' +
  'IA9BEEkjDSAPdkEBcXEEQCAVIwz9AAQA/SP9Yw0BIBUjDP0ABBD9I/1jDQEgFSMM/QAEIP0j/WMNAQsgCUEIIAt0ciEJCwsLIAtFBEAgExAAIRQjAiAFQQR0aiAUNwMACyALQQ' +
  'FqIQsgC0EDSQ0ACyATEAAhEyMCIAVBBHRqIBM3AwgjAyAFQQF0aiAJOwEAIAlBxw1xIAkgF3EgF3NyBEAjBCAZQQF0aiAFOwEAIBlBAWohGQUjBSAaQQF0aiAFOwEAIBogFEIg' +
  'iKcgAnFFaiEaIwYgG0EBdGogBTsBACAbIBNCIIinIANxRWohGwsgCSEYIAchBiAFQQFqIQUMAAsLIwcgGTYCACMHIBo2AgQjByAbNgIICw=='

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
