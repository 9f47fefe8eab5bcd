import {NOT_A_HIT} from '../hits/recognise.js'
import {SKIP_REASONS} from '../sources/skip-reasons.js'

/** Reasons that only a whole run can give. */
const RUN_REASONS = {
  'damaged-record': 'a record that cannot be read; named with its reason in the result',
  'other-suite': 'a hit of another report suite or collection host than --suite and --host ask for',
  'recorded-twice': 'the same request recorded a second time (service worker and page, proxy and browser)',
}

/** Every reason for which a record of a capture is not judged, with its meaning: the keys of `inputs[].skipped`. */
export const REASONS: Readonly<Record<string, string>> = {...SKIP_REASONS, ...NOT_A_HIT, ...RUN_REASONS}
