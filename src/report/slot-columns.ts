/** Columns of `dc suites show`, in the order of `--json`. */
export const SLOT_COLUMNS = ['slot', 'name', 'enabled', 'type', 'allocation', 'expiration', 'used-by'] as const
export type SlotColumn = (typeof SLOT_COLUMNS)[number]

/** What `--sort` takes: a column, or `-column` for the other way round. */
export const SLOT_ORDERS = SLOT_COLUMNS.flatMap((column) => [column, `-${column}`] as const)
