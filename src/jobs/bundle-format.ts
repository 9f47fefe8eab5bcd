import * as z from 'zod'

/**
 * A bundle: the evidence of one case in a folder or a zip archive of three files, to be judged elsewhere (`dc diagnose --evidence`). Nothing in it
 * is executed or followed: paths and references in it are words.
 */

export const BUNDLE_KIND = 'dc-evidence'
export const MEMBERS = {evidence: 'evidence.json', readme: 'README.txt', manifest: 'manifest.json'} as const

/** Loose: a newer dc may say more. */
export const manifestSchema = z.looseObject({
  kind: z.literal(BUNDLE_KIND),
  version: z.literal(1),
  /** Version of the dc that wrote it. */
  dc: z.string(),
  collectedAt: z.iso.datetime({offset: true}),
  isRedacted: z.boolean(),
  files: z.array(z.strictObject({name: z.string(), bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/)})),
})

export type BundleManifest = z.infer<typeof manifestSchema>
