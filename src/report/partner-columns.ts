/** Columns of `dc partners`, in the order of `--json`. `product` is the name a customer knows today. */
export const PARTNER_COLUMNS = ['id', 'product', 'category', 'status', 'name', 'today', 'flows', 'segments', 'inputs', 'origin'] as const
export type PartnerColumn = (typeof PARTNER_COLUMNS)[number]

/** What `--sort` takes: a column, or `-column` for the other way round. */
export const PARTNER_ORDERS = PARTNER_COLUMNS.flatMap((column) => [column, `-${column}`] as const)

export const DEFAULT_PARTNER_COLUMNS: readonly PartnerColumn[] = ['id', 'product', 'category', 'status']
