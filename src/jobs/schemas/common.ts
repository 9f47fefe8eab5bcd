import * as z from 'zod'

/** Pieces that the outputs of several commands share. */

export const count = z.int().min(0)
export const counts = z.record(z.string(), count)
export const severityCounts = z.strictObject({error: count, warning: count, info: count})

/** How every result begins. */
export const envelope = <Command extends string>(command: Command) => ({schemaVersion: z.literal(1), command: z.literal(command)})

/** What `--json` prints when there is no result. */
export const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.string().meta({description: 'stable, kebab-case'}),
    message: z.string(),
    where: z.string().nullable(),
    suggestions: z.array(z.string()),
  }),
})
