import {isMembers, membersOf, textOf, type Members, type Projected} from './json-shape.js'

/** Beyond so many pages the oldest are forgotten: their requests then carry the page id. */
const MAX_PAGES = 10_000
const URL_TITLE = /^https?:\/\/\S+$/i
const HTML = /^\s*(?:text\/html|application\/xhtml\+xml)/i

interface PageState {
  /** URL of the last document loaded in the page's main frame. */
  documentUrl: string | undefined
  /** Playwright: the frame that document was loaded in. */
  frame: string | undefined
  /** Nothing but redirects so far: the next document is the page's own. */
  isOpening: boolean
}

/** What an entry tells about its place in a page. */
export interface PageClues {
  pageref: string | undefined
  url: string
  /** The answer was a redirect. */
  isRedirect: boolean
  /** `_resourceType` of Chrome and Playwright. */
  resourceType: string | undefined
  mimeType: string | undefined
  /** `Sec-Fetch-Dest` header: `document` for a page, `iframe` for a frame. */
  fetchDestination: string | undefined
  frame: string | undefined
}

/**
 * Knows the pages of a HAR: their URLs, and which requests load one. Chrome and WebPageTest write the URL of a page into `log.pages`, other
 * producers its title, so that the URL must be learnt from the documents. Playwright has one page per tab, in which documents follow each
 * other; Chrome has one per navigation, in which later documents are frames.
 */
export class PageBook {
  readonly #urls = new Map<string, string>()
  readonly #states = new Map<string, PageState>()

  /** An item of `log.pages`. Whatever stands after the entries comes too late for them. */
  add(page: Projected): void {
    const id = textOf(membersOf(page)['id'])
    const url = isMembers(page) ? pageUrl(page) : undefined
    if (id === undefined || url === undefined) return
    this.#urls.set(id, url)
    forgetOldest(this.#urls)
  }

  /** To be called for the entries in their order. `page` is the URL of the page, else its id. */
  place(clues: PageClues): {page: string | undefined; isDocument: boolean} {
    const {pageref} = clues
    if (pageref === undefined || pageref === '') return {page: undefined, isDocument: isDocumentByItself(clues)}
    const state = this.#stateOf(pageref)
    const isDocument = isDocumentOf(state, clues)
    if (isDocument && !clues.isRedirect) {
      state.documentUrl = clues.url
      state.frame = clues.frame
    }
    if (!clues.isRedirect) state.isOpening = false
    return {page: this.#urls.get(pageref) ?? state.documentUrl ?? (isDocument ? clues.url : pageref), isDocument}
  }

  #stateOf(pageref: string): PageState {
    const known = this.#states.get(pageref)
    if (known) return known
    const state = {documentUrl: undefined, frame: undefined, isOpening: true}
    this.#states.set(pageref, state)
    forgetOldest(this.#states)
    return state
  }
}

function pageUrl(page: Members): string | undefined {
  return [page['_URL'], page['_url'], page['title']].map(textOf).find((text) => text !== undefined && URL_TITLE.test(text))
}

function isDocumentByItself(clues: PageClues): boolean {
  if (clues.fetchDestination !== undefined) return clues.fetchDestination === 'document'
  return clues.resourceType === 'document'
}

function isDocumentOf(state: PageState, clues: PageClues): boolean {
  if (clues.fetchDestination !== undefined) return clues.fetchDestination === 'document'
  if (clues.resourceType !== undefined) {
    if (clues.resourceType !== 'document') return false
    return state.documentUrl === undefined || (clues.frame !== undefined && clues.frame === state.frame)
  }
  // An HTML answer later in a page is a frame or a fragment.
  return state.isOpening && (clues.isRedirect || HTML.test(clues.mimeType ?? ''))
}

function forgetOldest(map: Map<string, unknown>): void {
  if (map.size <= MAX_PAGES) return
  for (const oldest of map.keys()) {
    map.delete(oldest)
    return
  }
}
