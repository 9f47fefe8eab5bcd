import {libraryFamily} from '../../hits/library.js'
import type {HitRule} from '../rule.js'

const ILLEGAL = /[^\w.]/
const RESERVED = /^c\.a\./i

/** What Adobe's own libraries, modules and mobile SDKs write under `a.`; lower case, first part of the key. */
const ADOBE = new Set(
  (
    'activitymap media x assets action state internalaction deeplink push message loc beacon ltv referral acquisition launch adid appid ' +
    'appname osversion devicename resolution runmode carriername timesincelaunch launches dayofweek hourofday installdate installevent ' +
    'upgradeevent crashevent launchevent dailyenguserevent monthlyenguserevent dayssincefirstuse dayssincelastuse dayssincelastupgrade ' +
    'launchessinceupgrade prevsessionlength ignoredsessionlength locale systemlocale contenttype privacy target timed analytics'
  ).split(' '),
)

export default {
  id: 'context-key-invalid',
  shape: 'hit',
  severity: 'warning',
  triggers: ['contextData'],
  summary: 'Context data key that Adobe does not take',
  why: 'Keys may hold letters, digits, underscores and dots; a processing rule may never see another one. Everything under `a.` is kept for Adobe.',
  fix: 'Rename the key: letters, digits and underscores, with dots between the parts and not under `a.`.',
  source: 'Adobe Analytics implementation guide, "contextData", valid characters and reserved prefix',
  examples: {
    passes: [
      'c.&my_key=1&cart.&size2=2&.cart&.c',
      'c.author=Kim',
      'c.&a.&activitymap.&page=home&link=x&.activitymap&.a&x=1&.c',
      '/b/ss/shopapp/0/wechat-1.0.0/s1?c.&a.&PlatformVersion=7&.a&.c&pageName=a',
    ],
    fails: ['c.&my-key=1&.c', 'c.my%20key=1', 'c.&a.&color=red&.a&.c', 'c.gr%C3%B6%C3%9Fe=1'],
    notApplied: ['pageName=home', '/b/ss/shopapp/0/IOSN030200030101/s1?pageName=a'],
  },
  applies: () => true,
  check(hit, report) {
    // Adobe's SDKs for apps and devices all have keys of their own there, and new ones come with every version.
    const isOwnA = libraryFamily(hit.library) !== 'mobile-sdk' && hit.path.format !== '0'
    for (const param of hit.contextParams) {
      if (param.start === param.end) continue
      const illegal = param.name.search(ILLEGAL)
      if (illegal !== -1) {
        report({
          param,
          value: param.name.slice(2),
          at: [illegal - 2, illegal - 1],
          message: 'a sign other than a letter, digit, underscore or dot stands in the key',
        })
      } else if (isOwnA && RESERVED.test(param.name) && !ADOBE.has((param.name.split('.')[2] ?? '').toLowerCase())) {
        report({param, value: param.name.slice(2), at: [0, 2], message: 'a key of the site under the prefix that is kept for Adobe'})
      }
    }
  },
} satisfies HitRule
