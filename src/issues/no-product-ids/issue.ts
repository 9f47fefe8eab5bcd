import {namedDays, of} from '../case.js'
import {deliveredIds, firstFacts, lackOf} from '../signs/delivered-ids.js'
import type {Issue} from '../issue.js'
import eventWithoutProducts from './event-without-products.js'
import linkCallWithoutProducts from './link-call-without-products.js'
import productAccessNotGranted from './product-access-not-granted.js'
import productColumnMissing from './product-column-missing.js'
import productNameMissing from './product-name-missing.js'
import productsOnNeighbouringHit from './products-on-neighbouring-hit.js'
import webSdkItemsWithoutName from './web-sdk-items-without-name.js'
import wrongFile from './wrong-file.js'

export default {
  id: 'no-product-ids',
  symptom: 'The segment file is there, but the product column is empty or missing',
  known:
    'Adobe names one cause: the right event fires, but no products variable is on the same image request. Event and products belong on the ' +
    'same page and into the same call.',
  source: 'Getting Started with Analytics data connectors, "Common Issues"',
  present(about) {
    const {lacking, filled, open} = deliveredIds(about, 'product')
    if (lacking.length > 0) {
      const because = firstFacts(
        lacking,
        (file) => lackOf(about, file, 'product'),
        (count) => `rows of ${count} more files lack products, too`,
      )
      return {present: true, because}
    }
    const inPlace = about.daysWith('wrong-kind')
    if (inPlace.length > 0) {
      const because = firstFacts(
        inPlace,
        ({day, segment, files: [path = segment]}) => of(path, `what lies in the place of the ${segment} file of ${day} is a report`),
        (count) => `so it is on ${count} more days`,
      )
      return {present: true, because}
    }
    const [first] = filled
    if (first === undefined || open.length > 0) return {present: 'unknown', because: []}
    const days = filled.flatMap(({day}) => day ?? [])
    const fact = `the rows ${days.length === 0 ? '' : `of ${namedDays(days)} `}have products`
    return {present: false, because: [of(first.path, fact)]}
  },
  causes: [
    eventWithoutProducts,
    productsOnNeighbouringHit,
    linkCallWithoutProducts,
    productNameMissing,
    webSdkItemsWithoutName,
    productAccessNotGranted,
    productColumnMissing,
    wrongFile,
  ],
} satisfies Issue
