import {TOPICS} from '../../hits/variables.js'
import type {HitRule} from '../rule.js'

/** Blocks beside context data: customer ids, client hints, Audience Manager. */
const OTHER_BLOCKS: ReadonlySet<string> = new Set(['cid.', 'h.', 'd.'])

export default {
  id: 'context-unbalanced',
  shape: 'hit',
  severity: 'warning',
  triggers: ['every-hit'],
  requires: ['body', 'whole'],
  summary: 'Block of context data not closed, or closed without being opened',
  why: 'Between `c.` and `.c` every parameter is part of a key. Where a marker is missing, what follows is read as context data, and variables such as `pageName` are lost.',
  fix: 'Leave the markers to the library. A sender of one’s own writes flat keys (`c.cart.id=9`), which need none.',
  source:
    'Adobe Analytics implementation guide, "Data collection query parameters", rows `c.` and `.c` (unverified: how Adobe reads a block that is not closed)',
  examples: {
    passes: ['c.&x=1&.c&pageName=a', 'c.&cart.&id=9&.cart&.c', 'c.x=1&c.cart.id=9', 'cid.&crm.&id=7&.crm&.cid&c.x=1'],
    fails: ['c.&x=1&pageName=a', 'x=1&.c&pageName=a', 'c.&cart.&id=9&.c', 'cid.&crm.&id=7&.cid'],
    notApplied: ['pageName=a', {hits: ['c.&x=1&cart.&id=9'], mayBeCut: true}],
  },
  applies(hit) {
    if (hit.blockFaults.length === 0) return (hit.topics & TOPICS.contextData) !== 0
    // A recorder that cuts requests cuts the closing markers with the rest.
    const mayBeCut = hit.request.mayBeCut === true && hit.truncation !== 'no'
    return !mayBeCut || hit.blockFaults.some(({kind}) => kind === 'unopened')
  },
  check(hit, report) {
    // What comes after the first fault is its consequence.
    const [fault] = hit.blockFaults
    if (fault === undefined) return
    const name = fault.marker.startsWith('.') ? `${fault.marker.slice(1)}.` : fault.marker
    report({
      param: OTHER_BLOCKS.has(name) ? name : 'contextData',
      value: fault.marker,
      message: fault.kind === 'unclosed' ? 'a block is opened and never closed' : 'a block is closed that was never opened',
    })
  },
} satisfies HitRule
