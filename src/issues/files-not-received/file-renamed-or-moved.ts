import type {Cause, Judgement} from '../cause.js'
import {FILES_UNTIL_4TH, NO_FILES} from '../examples/delivery-examples.js'
import {exampleAccount, exampleListing} from '../examples/account-examples.js'
import {exampleDeliveries, exampleEvidence, exampleFile} from '../examples/examples.js'
import {strayFiles} from '../signs/stray-files.js'

const MOVED = exampleAccount({
  listing: exampleListing({elsewhere: [{directory: '/outgoing', files: 4, example: 'cart_20261008.csv'}]}),
})

export default {
  id: 'file-renamed-or-moved',
  rows: ['NR-30'],
  summary: 'The file is there, under another name or in another directory',
  why:
    'Whoever waits for a file waits for a name in a directory. When the request is renamed or sends to another directory, or somebody moves files, ' +
    'the file lies beside the place where it is looked for.',
  owner: 'you',
  needs: [['files', 'account']],
  source: 'Data Warehouse, "Report options" (file name); Data Warehouse, "Configure a report destination"',
  next: [
    'Look at the file that was found: dc segments inspect FILE',
    "Correct the segment's file pattern, or the directory, in the integration: dc configure INTEGRATION",
  ],
  judge(the): Judgement {
    if (the.daysWithoutFile.length === 0) return {outcome: 'not-checked', reason: 'no day is known to lack its file', missing: ['files']}
    const strays = strayFiles(the)
    const telling = strays.filter(({isTelling}) => isTelling)
    if (strays.length > 0) {
      const confidence = telling.length > 0 ? 'likely' : 'possible'
      return {outcome: 'matched', confidence, because: strays.slice(0, 5).map(({fact}) => fact)}
    }
    return {
      outcome: 'not-checked',
      reason: 'no file that could be the one in question was found where it was looked for',
      missing: ['account'],
    }
  },
  examples: {
    matched: [
      {
        about: 'a directory beside it holds the file of the 8th',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, accounts: [MOVED]}),
        confidence: 'likely',
      },
      {
        about: 'a file of the 5th lies there whose name tells no segment',
        evidence: exampleEvidence({
          deliveries: {
            ...FILES_UNTIL_4TH,
            files: [...FILES_UNTIL_4TH.files, exampleFile('2026-10-05', {path: 'out/r_20261005.csv', segment: null})],
          },
        }),
        confidence: 'likely',
      },
      {
        about: 'from the 5th on the files have another word in their names',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({
            days: {
              '2026-10-03': {series: 'spring'},
              '2026-10-04': {series: 'spring'},
              '2026-10-05': {series: 'autumn', path: 'out/cart_autumn_20261005.csv'},
              '2026-10-06': {series: 'autumn', path: 'out/cart_autumn_20261006.csv'},
            },
          }),
        }),
        confidence: 'likely',
      },
    ],
    ruledOut: [],
    notChecked: [
      {about: 'there is nothing anywhere', evidence: exampleEvidence({deliveries: NO_FILES})},
      {
        about: 'an archive beside it holds old files only',
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          accounts: [
            exampleAccount({listing: exampleListing({elsewhere: [{directory: '/archive', files: 90, example: 'cart_20260901.csv'}]})}),
          ],
        }),
      },
    ],
  },
} satisfies Cause
