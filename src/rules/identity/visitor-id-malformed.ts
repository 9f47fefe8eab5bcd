import {byteLength, fittingLength} from '../../hits/decode-text.js'
import type {HitRule, Report} from '../rule.js'
import type {Hit} from '../../hits/hit.js'

const ECID = /^\d{38}$/
const PLACEHOLDER = /^(?:0+|-1|null|undefined|nan|none|\(null\)|\[object \w+\])$/i
const VISITOR_ID_BYTES = 100

export default {
  id: 'visitor-id-malformed',
  shape: 'hit',
  severity: 'warning',
  triggers: ['every-hit'],
  summary: 'Visitor ID that merges or splits visitors',
  why:
    'Adobe counts visitors by these IDs. A placeholder such as `0` makes one visitor of everybody who gets it; an ID that is cut or made up ' +
    'makes a new visitor of an old one.',
  fix: 'Leave the ID to the Experience Cloud ID service; set `s.visitorID` only to a value that is one person’s own, and not at all where there is none.',
  source:
    'Adobe Analytics implementation guide, "visitorID"; Experience Cloud ID service, "Cookies and the Experience Cloud Identity Service" (38 digits)',
  examples: {
    passes: ['mid=12345678901234567890123456789012345678', 'vid=4711a', 'aid=2BEC18C1850307FB-6000118AC0000C3A&v1=x', 'fid=A-B'],
    fails: [
      'mid=123',
      'mid=1234567890123456789012345678901234567a',
      'vid=0',
      'vid=NULL',
      `vid=${'a'.repeat(101)}`,
      '/b/ss/shopprod/1/JS-2.26.0/s1?v1=x',
    ],
    notApplied: ['/b/ss/shopprod/1/H.27.5/s1?v1=x', '/b/ss/shopprod/1/s123'],
  },
  applies: (hit) => hit.visitor !== undefined || isBare(hit),
  check(hit, report) {
    checkVisitorId(hit, report)
    const mid = hit.value('mid')
    if (mid !== undefined && !ECID.test(mid) && !hit.isDynamic(mid) && !hit.isCut('mid')) {
      report({
        param: 'mid',
        at: [0, mid.length],
        message: 'an Experience Cloud ID has 38 digits, this has another form',
        fix: 'Take the ID from the ID service as it is; numbers lose digits when a script treats them as numbers.',
      })
    }
    if (isBare(hit)) {
      report({
        param: 'mid',
        severity: 'info',
        message: 'no visitor ID on the hit: without a cookie of the collection host, address and browser stand for the visitor',
        fix: 'Load the Experience Cloud ID service before the first hit.',
      })
    }
  },
} satisfies HitRule

function checkVisitorId(hit: Hit, report: Report): void {
  const id = hit.value('visitorID')
  if (id === undefined || hit.isDynamic(id)) return
  if (PLACEHOLDER.test(id.trim())) {
    report({param: 'visitorID', at: [0, id.length], message: 'a placeholder stands in place of the visitor ID, so its visitors become one'})
  } else if (byteLength(id) > VISITOR_ID_BYTES) {
    report({param: 'visitorID', at: [fittingLength(id, VISITOR_ID_BYTES), id.length], message: 'longer than 100 bytes, the rest is cut'})
  }
}

/** H-code keeps its ID in a cookie alone, and so did the images of its `<noscript>` tags; what a cut hit lacks proves nothing, nor one with a block left open. */
function isBare(hit: Hit): boolean {
  return (
    hit.visitor === undefined &&
    hit.paramCount > 0 &&
    hit.blockFaults.length === 0 &&
    hit.library?.startsWith('H.') !== true &&
    hit.truncation !== 'yes'
  )
}
