/**
 * The two loops that all of a large table waits for, as WebAssembly with vector instructions: `cell-kernel.wat` and `key-kernel.wat`.
 * A loop in JavaScript that looks at each byte takes four times as long.
 */
import {CELL_KERNEL_WASM} from './cell-kernel-wasm.js'
import {KEY_KERNEL_WASM} from './key-kernel-wasm.js'
import type {RowKernel} from './row-kernel.js'

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
  if (modules === undefined) {
    try {
      modules = [CELL_KERNEL_WASM, KEY_KERNEL_WASM].map((text) => new WebAssembly.Module(Buffer.from(text, 'base64')))
    } catch {
      modules = null
    }
  }
  if (modules === null) return null
  const pages = Math.ceil(size / PAGE_BYTES)
  const memory = new WebAssembly.Memory({initial: pages, maximum: pages})
  const [cells, keys] = modules.map((module) => new WebAssembly.Instance(module, {space: {...imports, memory}}).exports as RowKernel)
  return cells === undefined || keys === undefined ? null : {buffer: memory.buffer, kernel: {plain: cells.plain, keys: keys.keys}}
}
