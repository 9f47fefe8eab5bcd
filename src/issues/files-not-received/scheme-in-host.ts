import {fileSince} from '../signs/awaited-days.js'
import {of} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {exampleAccount, exampleFailure} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'

const SCHEME = /^\s*[a-z]+:\/\//i
const IS_SCHEME = /^(?:s?ftps?|https?)$|:\/\//i

export default {
  id: 'scheme-in-host',
  rows: ['NR-17'],
  summary: 'The host of the destination is given as a URL',
  why: 'The field for the host wants the bare name. With `ftp://` or `sftp://` before it no server is found, and no file is sent.',
  owner: 'you',
  needs: [['request', 'account']],
  source: 'Data Warehouse, "Configure a report destination"',
  next: [
    'Edit the location of the request: the host is the bare name, the directory has its own field',
    'Resend the deliveries that failed',
  ],
  judge(the): Judgement {
    const {request, remoteAccounts} = the
    const since = fileSince(the)
    if (since !== undefined) return {outcome: 'ruled-out', against: [since]}
    const host = request?.sendsTo?.host ?? null
    const ofRequest = (fact: string) => (request === undefined || host === null ? [] : [{fact, origin: request.origin}])
    const because = [
      ...(SCHEME.test(host ?? '') ? ofRequest('the host of the request begins with a scheme') : []),
      ...remoteAccounts
        .filter((account) => account.failure?.step === 'resolve' && IS_SCHEME.test(account.host ?? ''))
        .map(({location}) => of(location, 'what stands for the host of the account is a scheme')),
    ]
    if (because.length > 0) return {outcome: 'matched', confidence: 'certain', because}
    if (host !== null) return {outcome: 'ruled-out', against: ofRequest('the host of the request is a bare name')}
    return {outcome: 'not-checked', reason: 'the destination of the request is not known', missing: ['request']}
  },
  examples: {
    matched: [
      {
        about: 'somebody pasted the URL into the host field',
        evidence: exampleEvidence({
          warehouse: exampleWarehouse({
            requests: [
              exampleRequest({
                sendsTo: {kind: 'ftp', host: 'ftp://files.example', port: 21, user: 'dc', directory: '/out', id: null, isDeleted: null},
              }),
            ],
          }),
        }),
        confidence: 'certain',
      },
      {
        about: 'the account was typed with two schemes',
        evidence: exampleEvidence({accounts: [exampleFailure('resolve', 'host-unknown', {host: 'ftp'})]}),
        confidence: 'certain',
      },
    ],
    ruledOut: [{about: 'a bare host', evidence: exampleEvidence({warehouse: exampleWarehouse({requests: [exampleRequest()]})})}],
    notChecked: [{about: 'the request is not known', evidence: exampleEvidence({accounts: [exampleAccount({})]})}],
  },
} satisfies Cause
