import {createHash, X509Certificate} from 'node:crypto'
import {generate} from 'selfsigned'

const DAY_MS = 86_400_000

/** A certificate that nobody vouches for, for 127.0.0.1 and localhost. */
export interface TestCertificate {
  readonly key: string
  readonly cert: string
  /** SHA-256 in hex. */
  readonly fingerprint: string
}

/** @param days from now to its end; negative: it has expired */
export async function newCertificate(name = 'localhost', days = 365): Promise<TestCertificate> {
  const made = await generate([{name: 'commonName', value: name}], {
    keySize: 2048,
    notBeforeDate: new Date(Date.now() + Math.min(0, days - 1) * DAY_MS),
    notAfterDate: new Date(Date.now() + days * DAY_MS),
    algorithm: 'sha256',
    extensions: [
      {name: 'basicConstraints', cA: true},
      {
        name: 'subjectAltName',
        altNames: [
          {type: 2, value: name},
          {type: 7, ip: '127.0.0.1'},
        ],
      },
    ],
  })
  const fingerprint = createHash('sha256').update(new X509Certificate(made.cert).raw).digest('hex')
  return {key: made.private, cert: made.cert, fingerprint}
}
