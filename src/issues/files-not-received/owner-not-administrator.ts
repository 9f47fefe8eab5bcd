import {judgeTold} from '../signs/awaited-days.js'
import type {Cause} from '../cause.js'
import {ALL_FILES, FILES_UNTIL_4TH} from '../examples/delivery-examples.js'
import {exampleEvidence} from '../examples/examples.js'

export default {
  id: 'owner-not-administrator',
  summary: 'The owner of the integration or request is no longer an administrator',
  why:
    'Integrations and requests belong to a person. When that person loses the rights or leaves, exports made in the name of that person stop; the ' +
    'console showed "The owner is not an administrator."',
  owner: 'you',
  needs: [['told', 'files', 'account']],
  source: 'Data Connectors console, "Configure" (Take Over); that files stop is inferred (unverified)',
  next: [
    'Have an administrator take the integration or request over; where that is not offered, schedule the request anew under an account of the organisation',
    'Then: dc diagnose INTEGRATION --fact owner-is-administrator=yes',
  ],
  judge: (the) =>
    judgeTold(the, {
      name: 'owner-is-administrator',
      bad: 'no',
      is: 'the owner is not an administrator',
      isNot: 'the owner is an administrator',
    }),
  examples: {
    matched: [
      {
        about: 'the owner has left',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, told: {'owner-is-administrator': 'no'}}),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {about: 'the owner is one', evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, told: {'owner-is-administrator': 'yes'}})},
      {about: 'files come all the same', evidence: exampleEvidence({deliveries: ALL_FILES, told: {'owner-is-administrator': 'no'}})},
    ],
    notChecked: [{about: 'nobody said', evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH})}],
  },
} satisfies Cause
