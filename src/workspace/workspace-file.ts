import * as z from 'zod'
import {ENVIRONMENTS, TIMESTAMP_POLICIES} from '../mapping/suite-snapshot.js'

/** `dc/workspace.json`: what holds for every integration of a client (README, "The workspace"). */
export const workspaceSchema = z.strictObject({
  $schema: z.string().max(500).exactOptional(),
  version: z.literal(1),
  company: z.string().optional(),
  /** By report suite ID. */
  reportSuites: z
    .record(
      z.string(),
      z.strictObject({
        name: z.string().optional(),
        /** IANA name, `Europe/Berlin`. */
        timezone: z.string().optional(),
        /** ISO 4217. */
        currency: z.string().optional(),
        environment: z.enum(ENVIRONMENTS).optional(),
        /** Whether it takes hits with a timestamp of their own. */
        timestamps: z.enum(TIMESTAMP_POLICIES).optional(),
      }),
    )
    .default({}),
  /** Report suites by collection or page host. */
  hosts: z.record(z.string(), z.array(z.string())).default({}),
  /** ISO 4217 by page host: the currency of the prices on its pages, where it is not that of the report suite. */
  currencies: z.record(z.string(), z.string().regex(/^[A-Z]{3}$/, 'expected a currency code, such as EUR')).exactOptional(),
  /** Report suites by datastream ID of the Edge Network. */
  datastreams: z.record(z.string(), z.array(z.string())).default({}),
  /** Severity by rule id, or `off`. */
  rules: z.record(z.string(), z.enum(['error', 'warning', 'info', 'off'])).default({}),
})

export type WorkspaceFile = z.infer<typeof workspaceSchema>
export type WorkspaceInput = z.input<typeof workspaceSchema>

/** The bytes of the file. What a person wrote into it keeps its order; keys that are missing are added empty. */
export function writeWorkspaceFile(content: WorkspaceInput): string {
  return `${JSON.stringify(workspaceSchema.parse(content), null, 2)}\n`
}
