import type {Rule} from './rule.js'
import cartAddWithoutProducts from './commerce/cart-add-without-products.js'

/** Every rule, sorted by id. A test holds it equal to the folder. */
export const RULES: readonly Rule[] = [cartAddWithoutProducts]
