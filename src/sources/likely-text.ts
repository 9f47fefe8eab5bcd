/** Whether `text` stands in the bytes from `start` on, one byte a sign. */
export function standsAt(text: string, bytes: Uint8Array, start: number): boolean {
  for (let at = 0; at < text.length; at++) if (bytes[start + at] !== text.charCodeAt(at)) return false
  return true
}
