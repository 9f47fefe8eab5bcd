/**
 * Who built a hit, read off the library segment of its path.
 * `appmeasurement`: `JS-2.26.0`, and H-code (`H.27.5`), which has the same variables. `mobile-sdk`: `OIP-…`, `JAVA-…` (SDK 4) and
 * the Experience Platform SDKs, which write the letters of the operating system, one of the wrapper, and versions (`IOSN030200030101`).
 */
export type LibraryFamily = 'appmeasurement' | 'mobile-sdk' | 'other'

export function libraryFamily(library: string | undefined): LibraryFamily {
  if (library === undefined) return 'other'
  if (library.startsWith('JS-') || library.startsWith('H.')) return 'appmeasurement'
  return MOBILE_SDK.test(library) ? 'mobile-sdk' : 'other'
}

const MOBILE_SDK = /^(?:OIP-|JAVA-|(?:IOS|AND|TOS|WOS)[A-Z]\d)/
