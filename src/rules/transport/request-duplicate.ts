import type {HitRule} from '../rule.js'

export default {
  id: 'request-duplicate',
  shape: 'hit',
  severity: 'warning',
  triggers: ['every-hit'],
  summary: 'Same hit sent twice within two seconds',
  why: 'Two requests with the same parameters count twice: page views, events and, without a purchase ID, orders.',
  fix: 'Find the second call: two tags for one page view, a tag in a template and in the tag manager, or a listener bound twice.',
  source:
    'Adobe Analytics implementation guide, "t() method": each call sends one image request; cross-check by comparing parameters but for `t` and the cache buster',
  examples: {
    passes: [
      'pageName=home',
      {hits: ['pageName=home', 'pageName=next']},
      {hits: ['pageName=home', 'pageName=home'], gapMs: 5000},
      {
        hits: [
          '/b/ss/shopprod/1/JS-2.26.0/s21111111111?AQB=1&v5=x&AQE=1',
          '/b/ss/shopprod/1/JS-2.26.0/s21111111111?AQB=1&pccr=true&&v5=x&AQE=1',
        ],
      },
    ],
    fails: [{hits: ['pageName=home', 'pageName=home']}, {hits: ['t=1&pageName=home', 't=2&pageName=home'], gapMs: 500}],
    notApplied: ['/b/ss/shopprod/1/s123'],
  },
  applies: (hit) => hit.paramCount > 0,
  check(hit, report) {
    if (hit.repeatOf === undefined) return
    report({
      param: 'request',
      value: hit.request.url,
      message: `the same parameters as record ${hit.repeatOf.record}, sent once more within two seconds`,
    })
  },
} satisfies HitRule
