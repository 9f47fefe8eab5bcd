/** Steps that many causes share. */

/** Adobe looks into deliveries for supported users alone. Source: Getting Started with Analytics data connectors, "Common Issues". */
export const ASK_ADOBE = [
  'Have a supported user of your organisation contact Adobe Customer Care (ClientCare); the text to send:',
  'dc diagnose --ticket adobe',
] as const

/** Source: Manage Data Warehouse requests, "Resend" and "Rerun". */
export const RESEND = 'Resend the delivery in Analytics > Tools > Data Warehouse (for every day that lacks its file)'
