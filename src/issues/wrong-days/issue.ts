import {of} from '../case.js'
import {deliveredTwice, frozenFiles, overlaps, shiftSigns} from '../signs/day-signs.js'
import {filesWithRows} from '../signs/delivered-ids.js'
import type {Issue} from '../issue.js'
import wrongFile from '../no-product-ids/wrong-file.js'
import dateRangeFrozen from './date-range-frozen.js'
import deliveredTwiceCause from './delivered-twice.js'
import rangeLongerThanSchedule from './range-longer-than-schedule.js'
import timeZoneShift from './time-zone-shift.js'

export default {
  id: 'wrong-days',
  symptom: 'The rows are of other days: the same days again, a file twice, or one day off',
  known: null,
  source: 'Getting Started with Analytics data connectors, "Remarketing segments in data connectors" (separate daily files)',
  present(about) {
    const because = [
      ...frozenFiles(about).flatMap((files) =>
        files.slice(-1).map(({path}) => of(path, `the newest ${files.length} files have the same rows`)),
      ),
      ...deliveredTwice(about).map(({file, original}) => of(file.path, `it has the rows of ${original.path}, and the same day`)),
      ...overlaps(about).flatMap(({files: [first, second]}) =>
        first === undefined || second === undefined ? [] : [of(second.path, `it shares days with ${first.path}`)],
      ),
      ...shiftSigns(about),
      ...about.days.flatMap(({day, content, files: [path = day]}) =>
        content.some((each) => each.startsWith('duplicate-of:')) ? [of(path, `the rows of ${day} are those of another file`)] : [],
      ),
    ]
    if (because.length > 0) return {present: true, because}
    const dated = filesWithRows(about).filter(({day}) => day !== null)
    const [first] = dated
    return first === undefined
      ? {present: 'unknown', because: []}
      : {present: false, because: [of(first.path, `each of ${dated.length} files has rows and a day of its own`)]}
  },
  causes: [dateRangeFrozen, rangeLongerThanSchedule, deliveredTwiceCause, timeZoneShift, wrongFile],
} satisfies Issue
