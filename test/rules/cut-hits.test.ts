import {expect, test} from 'vitest'
import {RULES} from '../../src/rules/index.js'
import {judgeRequests, requestsOf} from '../support/judge-example.js'

const FRAME = 'AQB=1&ndh=1&pf=1&t=4%2F8%2F2026%2010%3A3%3A9%205%20-120'
const END = 's=1920x1080&c=24&j=1.6&v=N&k=Y&bw=1420&bh=630&mcorgid=A1B2%40AdobeOrg&AQE=1'
const MID = 'mid=12345678901234567890123456789012345678'

/** Healthy hits whose parts lean on each other: copies before their source, names that begin alike, blocks, and the link type near the end. */
const HITS = [
  `${FRAME}&ts=2026-09-04T10%3A03%3A09%2B02%3A00&${MID}&ce=UTF-8&D=D%3D&pageName=caf%C3%A9&g=https%3A%2F%2Fwww.shop.example%2F%3Fq%3Dx%2520y&-g=%20z` +
    `&c.&cart.&id=9&size=2&.cart&author=Kim%20Lee&.c&cc=EUR&ch=shoes&purchaseID=20260000123&v0=nl_042&events=event10%3D4.5%3Aab1%2Cpurchase%2Cevent1` +
    `&products=Shoes%3B12345%3B2%3B99.80%3Bevent1%3D2%3BeVar20%3Dred%7CeVar2%3Dx%2C%3BGIFT%3B1%3B5&c1=D%3Dv1&v1=a&c2=D%3Dv20&v2=b&c12=D%3DpageName&v20=c&c25=x&v250=y&${END}`,
  `${FRAME}&fid=0EE10F1DE7BC5EFE-229AB97ADA08D75A&ce=ISO-8859-1&pageName=caf%E9&g=https%3A%2F%2Fwww.shop.example%2F&events=scOpen%2CscAdd` +
    `&products=%3B12345&v5=gr%FCn%20blau&c50=D%3Dv5&pe=lnk_o&pev2=add%20to%20cart&c.&a.&activitymap.&page=home&link=buy&region=main&.activitymap&.a&.c&pid=home&pidt=1&oid=buy&ot=A&${END}`,
]

/** Rules about one hit: the cuts of one hit are no visit. */
const rules = RULES.filter(({shape}) => shape !== 'session')

// Wherever a request is cut, what is left cannot be at fault for what is missing.
test.each(HITS)('a cut hit is at fault for nothing but the cut: %s', (hit) => {
  const ends = Array.from({length: hit.lastIndexOf('&AQE')}, (_, end) => end).slice('AQB=1&'.length)
  expect(findingsOf([hit])).toEqual([])
  expect(findingsOf(ends.map((end) => hit.slice(0, end)))).toEqual(['request-truncated AQE'])
})

/** What is found in any of them, each once. */
function findingsOf(queries: readonly string[]): string[] {
  const hits = queries.map((query) => `/b/ss/shopprod/1/JS-2.26.0/s21234567890123?${query}`)
  const {findings} = judgeRequests(requestsOf({hits, gapMs: 10_000}), rules)
  return [...new Set(findings.map(({ruleId, param}) => `${ruleId} ${param}`))]
}
