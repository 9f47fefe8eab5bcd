import type {AccountSpace} from '../../issues/account-evidence.js'
import type {FtpControl} from './ftp-control.js'

const UNIT = {bytes: 1, b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3}

/** What an FTP server tells about room: the quota of the account, else what is available. Null where it tells neither. */
export async function ftpSpace(control: FtpControl, features: ReadonlySet<string>): Promise<AccountSpace | null> {
  const quota = await control.tryAsk('SITE QUOTA')
  const told = quota.code < 300 ? readQuota(quota.text) : null
  if (told !== null || !features.has('AVBL')) return told
  // Source: draft-peterson-streamlined-ftp-command-extensions, section 4: `213 <bytes>`.
  const free = /^213[ -](\d{1,15})\s*$/m.exec((await control.tryAsk('AVBL')).text)?.[1]
  return free === undefined ? null : {freeBytes: Number(free), totalBytes: null, freeFiles: null, told: 'AVBL'}
}

/** The reply of mod_quotatab of ProFTPD: `Uploaded Mb: 1.20/50.00`, `Uploaded files: 3/63`. */
export function readQuota(text: string): AccountSpace | null {
  const bytes = /^\s*Uploaded (bytes|b|kb|mb|gb):\s*([\d.]+)\/([\d.]+)\s*$/im.exec(text)
  const files = /^\s*Uploaded files:\s*(\d+)\/(\d+)\s*$/im.exec(text)
  if (!bytes && !files) return null
  const unit = UNIT[(bytes?.[1] ?? 'b').toLowerCase() as keyof typeof UNIT]
  const total = bytes ? Math.round(Number(bytes[3]) * unit) : null
  return {
    freeBytes: bytes && total !== null ? Math.max(0, total - Math.round(Number(bytes[2]) * unit)) : null,
    totalBytes: total,
    freeFiles: files ? Math.max(0, Number(files[2]) - Number(files[1])) : null,
    told: 'SITE QUOTA',
  }
}
