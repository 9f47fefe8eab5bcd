/** The sign between two parameters. */
export const AMPERSAND = 0x26

/** Every UTF-16 unit beyond ASCII is this byte: what it is never matters to the structure. */
export const BEYOND_ASCII = 0x80
