import {namedDays, of} from '../case.js'
import type {Issue} from '../issue.js'
import eventWithoutProducts from './event-without-products.js'

export default {
  id: 'no-product-ids',
  symptom: 'The segment file is there, but the product column is empty or missing',
  known:
    'Adobe names one cause: the right event fires, but no products variable is on the same image request. Event and products belong on the ' +
    'same page and into the same call.',
  source: 'Getting Started with Analytics data connectors, "Common Issues"',
  present({daysWith, days, filesOf, files}) {
    const without = daysWith('no-product-ids')
    const [first] = without
    if (first !== undefined) {
      const [path = first.segment] = first.files
      return {present: true, because: [of(path, `no row of ${namedDays(without)} has a product`)]}
    }
    const partly = files.filter(({kind, rows, rowsWithProduct}) => kind !== 'data-warehouse' && rowsWithProduct < rows * FILLED)
    const columned = partly.filter(({columns}) => columns.some(({role}) => role === 'product'))
    if (columned.length > 0) {
      return {
        present: true,
        because: columned
          .slice(0, 3)
          .map(({path, rows, rowsWithProduct}) => of(path, `${rows - rowsWithProduct} of ${rows} rows have no product`)),
      }
    }
    const read = days.filter((day) => filesOf(day).some(({kind, rows}) => kind !== 'data-warehouse' && rows > 0))
    if (read.length === 0) return {present: 'unknown', because: []}
    return {present: false, because: [of(read[0]?.files[0] ?? '', `the rows of ${namedDays(read)} have products`)]}
  },
  causes: [eventWithoutProducts],
} satisfies Issue

/** Fewer rows with a product than this are too few. */
const FILLED = 0.95
