/** What landing-page code is written for and where it runs; the words of `dc code`. */

/** `tags`: custom code of a Set Variables action of the Adobe Analytics extension. */
export const LIBRARIES = ['appmeasurement', 'web-sdk', 'tags'] as const

/** `landing` copies the ids; the others set the event that a remarketing segment lives on. */
export const PAGES = ['landing', 'product', 'cart', 'purchase'] as const

/** How the Web SDK is told: `data.__adobe.analytics`, or XDM with the fields of the Analytics ExperienceEvent group. */
export const OBJECTS = ['data', 'xdm'] as const

export type Library = (typeof LIBRARIES)[number]
export type Page = (typeof PAGES)[number]
export type WebSdkObject = (typeof OBJECTS)[number]

/** What is to be written. */
export interface CodeChoice {
  readonly library: Library
  readonly page: Page
  /** Counts for the Web SDK alone. */
  readonly object: WebSdkObject
  /** Path of a global function or value that is true once ids may be read: `shop.consent.analytics`. */
  readonly consent?: string | undefined
}
