import {RUN_REASONS} from '../help-topics.js'
import {NOT_A_HIT} from '../hits/recognise.js'
import {SKIP_REASONS} from '../sources/skip-reasons.js'

/** Every reason for which a request or record is counted and not judged, in words: the keys of `inputs[].skipped`. */
export const NOT_JUDGED: Readonly<Record<string, string>> = {...SKIP_REASONS, ...NOT_A_HIT, ...RUN_REASONS}
