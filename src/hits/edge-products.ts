/**
 * The products string that Analytics makes of XDM items: `category;name;quantity;price`. Only `priceTotal` is a price: `price` is mapped
 * to nothing.
 * Source: Experience Platform Edge, "Analytics variable mapping in Adobe Experience Edge", productListItems.
 */
export function edgeProducts(items: readonly Readonly<Record<string, unknown>>[]): string {
  return items
    .map((item) => {
      const categories = item['productCategories']
      const first: unknown = Array.isArray(categories) ? categories[0] : undefined
      const category = typeof first === 'object' && first !== null ? (first as Record<string, unknown>)['categoryID'] : undefined
      const fields = [item['lineItemId'] ?? category, item['SKU'] ?? item['name'], item['quantity'], item['priceTotal']]
      return fields
        .map((field) => (typeof field === 'string' || typeof field === 'number' ? String(field) : ''))
        .join(';')
        .replace(/;{1,2}$/, '')
    })
    .join(',')
}
