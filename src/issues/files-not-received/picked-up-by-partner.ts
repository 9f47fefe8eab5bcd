import {said} from '../signs/awaited-days.js'
import {of, type Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {ALL_FILES, NO_FILES} from '../examples/delivery-examples.js'
import type {DeliveryEvidence, Fact} from '../evidence.js'
import {exampleEvidence} from '../examples/examples.js'

export default {
  id: 'picked-up-by-partner',
  summary: 'The files came, and somebody took them away',
  why:
    'Adobe puts segment files on an account from which the partner fetches them; many programs delete or move what they have fetched. The account is ' +
    'empty then although every file came.',
  owner: 'partner',
  needs: [['files', 'account', 'told']],
  source: 'Getting Started with Analytics data connectors, "Remarketing segments in data connectors"',
  next: [
    'Ask the partner for the files, or for its pick-up log, by name and day of the file',
    'Have copies kept, or look before the partner does: dc segments inspect remembers every file it has seen',
    'dc diagnose --ticket partner',
  ],
  judge(the): Judgement {
    const gone = takenAway(the)
    const told = the.told('partner-has-files')?.value
    const has = told === 'yes' ? said(the, 'partner-has-files', 'the partner has the files') : []
    const hasNot = told === 'no' ? said(the, 'partner-has-files', 'the partner does not have the files') : []
    const isAnythingLacking = the.daysWithoutFile.length > 0 || the.days.length === 0 || gone.length > 0
    if (gone.length > 0 && has.length > 0) return {outcome: 'matched', confidence: 'certain', because: [...gone, ...has], isFault: false}
    if (has.length > 0 && isAnythingLacking) return {outcome: 'matched', confidence: 'likely', because: has, isFault: false}
    if (gone.length > 0) {
      if (the.daysWithoutFile.length > 0)
        return {
          outcome: 'not-checked',
          reason: 'other days have brought no file as far as is known',
          because: gone,
          against: hasNot,
          missing: ['told'],
        }
      return {outcome: 'matched', confidence: 'likely', because: gone, against: hasNot, isFault: false}
    }
    if (hasNot.length > 0) return {outcome: 'ruled-out', against: hasNot}
    const here = the.days.filter(({files}) => files.length > 0)
    const isAllHere = here.length > 0 && here.length === the.days.filter(({arrival}) => arrival !== 'not-expected').length
    if (isAllHere) return {outcome: 'ruled-out', against: [of(here[0]?.files[0] ?? '--files', 'every file is still there')]}
    return {
      outcome: 'not-checked',
      reason: 'whether files were there and were taken away is not known (--fact partner-has-files=yes or no)',
      missing: ['told'],
    }
  },
  examples: {
    matched: [
      {about: 'the files that were seen are gone', evidence: exampleEvidence({deliveries: gone(ALL_FILES)}), confidence: 'likely'},
      {
        about: 'they are gone, and the partner has them',
        evidence: exampleEvidence({deliveries: gone(ALL_FILES), told: {'partner-has-files': 'yes'}}),
        confidence: 'certain',
      },
      {
        about: 'nothing was ever seen, and the partner has the files',
        evidence: exampleEvidence({deliveries: NO_FILES, told: {'partner-has-files': 'yes'}}),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {about: 'the partner looked, and has none', evidence: exampleEvidence({deliveries: NO_FILES, told: {'partner-has-files': 'no'}})},
      {about: 'every file is still there', evidence: exampleEvidence({deliveries: ALL_FILES})},
    ],
    notChecked: [{about: 'an empty account: nobody knows whether there were files', evidence: exampleEvidence({deliveries: NO_FILES})}],
  },
} satisfies Cause

/** Days whose file was here and is not, and was not replaced by another of the same name. */
function takenAway({days, files}: Case): Fact[] {
  const here = new Set(files.map(({path}) => path.slice(path.lastIndexOf('/') + 1)))
  return days
    .filter(
      ({files: own, gone: lost}) =>
        own.length === 0 && lost.length > 0 && lost.every((path) => !here.has(path.slice(path.lastIndexOf('/') + 1))),
    )
    .slice(-3)
    .map(({segment, day, gone: lost}) => of(lost[0] ?? segment, `the ${segment} file of ${day} was here, and is no longer`))
}

function gone(deliveries: DeliveryEvidence): DeliveryEvidence {
  return {...deliveries, files: [], seriesFiles: deliveries.seriesFiles.map((file) => ({...file, isHere: false}))}
}
