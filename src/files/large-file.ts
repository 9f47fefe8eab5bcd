/** Below this, starting threads costs more than they save. */
const WORTH_THREADS_BYTES = 32 * 1024 * 1024
/** A compressed log of this size is as large as that once unpacked, give or take. */
const USUAL_COMPRESSION = 8

/** True for a file that is worth threads: `sizeBytes` as it lies there, compressed when its name says so. */
export function isLargeFile(name: string, sizeBytes: number): boolean {
  return sizeBytes * (name.endsWith('.gz') ? USUAL_COMPRESSION : 1) >= WORTH_THREADS_BYTES
}
