import * as z from 'zod'
import type {SetupResult} from '../../setup-job.js'
import {integrationSchema} from '../../workspace/integration-schema.js'

/** What `dc add` and `dc configure` print with `--json`. */
export const setupSchema: z.ZodType<SetupResult> = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.enum(['add', 'configure']),
  integration: integrationSchema,
  changed: z.boolean().meta({description: 'false: it was so already'}),
  dryRun: z.boolean(),
  written: z.array(z.string()).meta({description: 'files; none under --dry-run'}),
  change: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).meta({description: 'by path: old and new value, null for none'}),
  problems: z.array(
    z.strictObject({
      severity: z.enum(['error', 'warning', 'info']),
      code: z.string(),
      path: z.string(),
      message: z.string(),
      fix: z.string(),
      outcome: z.enum(['fail', 'unknown']),
    }),
  ),
  next: z.array(z.strictObject({what: z.string(), command: z.string().nullable()})),
})
