/** What is used of WebAssembly: the types of Node 20 do not have it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports?: Record<string, Record<string, unknown>>) => {readonly exports: unknown}
  readonly Memory: new (size: {initial: number; maximum?: number}) => WebAssembly.Memory
}

declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
}
