/** Columns of `dc list`, in the order of `--json`. */
export const INTEGRATION_COLUMNS = [
  'id',
  'name',
  'partner',
  'suite',
  'status',
  'mapping',
  'validated',
  'file',
  'next',
  'workspace',
] as const
export type IntegrationColumn = (typeof INTEGRATION_COLUMNS)[number]

/** What `--sort` takes: a column, or `-column` for the other way round. */
export const INTEGRATION_ORDERS = INTEGRATION_COLUMNS.flatMap((column) => [column, `-${column}`] as const)

export const DEFAULT_INTEGRATION_COLUMNS: readonly IntegrationColumn[] = [
  'id',
  'partner',
  'suite',
  'status',
  'mapping',
  'validated',
  'file',
  'next',
]
