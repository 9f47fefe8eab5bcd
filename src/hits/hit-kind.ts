/**
 * `page`: page view; `link`: custom, download or exit link; `media`, `target`: not judged; `other`: an unknown `pe`.
 */
export type HitKind = 'page' | 'link' | 'media' | 'target' | 'other'

export type LinkType = 'custom' | 'download' | 'exit'

const LINK_TYPE = /^(?:lnk_)?([ode])$/

/** By the value of `pe`, the only difference on the wire. */
export function kindOf(pe: string | undefined): HitKind {
  if (pe === undefined) return 'page'
  if (LINK_TYPE.test(pe)) return 'link'
  if (pe === 'tnt') return 'target'
  return /^m(?:_|s_|sa_)/.test(pe) ? 'media' : 'other'
}

/** Undefined for everything but a link call. */
export function linkTypeOf(pe: string | undefined): LinkType | undefined {
  const letter = LINK_TYPE.exec(pe ?? '')?.[1]
  return letter === 'o' ? 'custom' : letter === 'd' ? 'download' : letter === 'e' ? 'exit' : undefined
}
