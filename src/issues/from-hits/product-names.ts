import {fittingLength} from '../../hits/decode-text.js'
import {parseAmount, type ProductItem} from '../../hits/products.js'

/** Source: Analytics, implementation guide, "products", Product. */
const PRODUCT_BYTES = 100

/** What stands out about the products of a hit. */
export interface ProductFacets {
  /** A products string is there, and no entry of it has a name. */
  readonly nameless: boolean
  /** Some name was broken by a comma or semicolon of its own. */
  readonly odd: boolean
  /** Some name is longer than what is kept of it. */
  readonly long: boolean
}

/**
 * Delimiters cannot be escaped, so a name that holds one falls into pieces, and shows by fields that stand one place off. A pipe in a name
 * breaks nothing and is left alone, and so is whatever may be meant as it stands. Source: implementation guide, "products".
 */
export function facetsOf(items: readonly ProductItem[]): ProductFacets {
  return {
    nameless: items.length > 0 && items.every(({name}) => name === ''),
    odd: items.some((item) => item.fault === 'comma-in-name' || isCutBySemicolon(item)),
    long: items.some(({name}) => fittingLength(name, PRODUCT_BYTES) < name.length),
  }
}

/** `;Red; large;1;20`: words for a quantity, and numbers in the places of price and events. */
function isCutBySemicolon({name, quantity, price, fields}: ProductItem): boolean {
  return name !== '' && isWords(quantity) && isAmount(price) && isAmount(fields[4]?.text ?? '')
}

const isAmount = (text: string) => typeof parseAmount(text) === 'number'
/** Not what a script writes for a number it does not have. */
const isWords = (text: string) => /\p{L}{2}/u.test(text) && !/^(?:undefined|null|nan|none|infinity|\[object object\])$/i.test(text)
