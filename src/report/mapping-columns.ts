/** Columns of `dc map variables` and `dc map events`, in the order of `--json`. */
export const MAPPING_COLUMNS = ['role', 'label', 'slot', 'name', 'type', 'required', 'suite-name', 'used-by', 'state'] as const
export type MappingColumn = (typeof MAPPING_COLUMNS)[number]

/** What `--sort` takes: a column, or `-column` for the other way round. */
export const MAPPING_ORDERS = MAPPING_COLUMNS.flatMap((column) => [column, `-${column}`] as const)

export const DEFAULT_MAPPING_COLUMNS: readonly MappingColumn[] = ['role', 'label', 'slot', 'name', 'type', 'used-by', 'state']
