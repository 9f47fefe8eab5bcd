import {libraryFamily} from '../../hits/library.js'
import type {HitRule} from '../rule.js'

export default {
  id: 'purchase-missing-id',
  shape: 'hit',
  severity: 'warning',
  triggers: ['purchase'],
  requires: ['body', 'whole'],
  summary: 'Purchase sent without a purchase ID',
  why:
    'With `purchaseID` Adobe drops a purchase that is sent again (a reload, a bookmark). Without it Adobe makes up a temporary ID from the hit ' +
    'and remembers only the last five per visitor, so repeated confirmation pages can count orders and revenue twice.',
  fix: 'Set `s.purchaseID` to the order number (letters and digits, at most 20 bytes) on the hit that carries `purchase`.',
  source: 'Adobe Analytics implementation guide, "Purchase event", "Purchase event de-duplication", and "purchaseID"',
  examples: {
    passes: ['events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1', 'events=purchase&products=%3Ba%3B1%3B5&purchaseID=D%3Dorderid-cookie'],
    fails: ['events=purchase&products=%3Ba%3B1%3B5', 'events=event5%2Cpurchase&products=%3Ba%3B1%3B5&purchaseID='],
    notApplied: ['events=scView&products=%3Ba', 'events=purchase%3AA1&products=%3Ba%3B1%3B5'],
  },
  // A serialised purchase (`purchase:A1`) has an ID in the wrong place, which is the finding of purchase-serialized.
  applies: ({events}) => events.has('purchase') && !events.tokens.some(({name, serial}) => name === 'purchase' && serial),
  check(hit, report) {
    if (hit.value('purchaseID') !== undefined) return
    const isLink = hit.kind === 'link' && libraryFamily(hit.library) === 'appmeasurement'
    report({
      param: 'purchaseID',
      message: 'purchase is sent without a purchase ID',
      ...(isLink && {
        fix: 'Add `purchaseID` to `s.linkTrackVars` and set it before `s.tl()`: a link call sends only the variables listed there.',
      }),
    })
  },
} satisfies HitRule
