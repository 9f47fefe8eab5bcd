/**
 * What goes wrong with segment files and no evidence that `dc` reads decides, with the evidence that would. The rows are those of our own
 * catalogue of failures (`NR-01` to `NR-38`: not received; `RW-01` to `RW-40`: received, but wrong); every other row is one of a cause.
 */
export interface Undecidable {
  /** For tests and developers; never shown. */
  readonly row: string
  /** What goes wrong, in one sentence without a full stop. */
  readonly failure: string
  /** What would tell. */
  readonly wouldTell: string
  /** The Adobe page and section. */
  readonly source: string
}

export const UNDECIDABLE: readonly Undecidable[] = [
  {
    row: 'NR-14',
    failure: 'The export account belongs to somebody who left, or an administrator edited the request and had to choose another account',
    wouldTell:
      'Who made the export account, and when the request was last edited and by whom (Analytics > Components > Locations; the logs of Admin)',
    source: 'Analytics components, "Configure cloud import and export accounts"',
  },
  {
    row: 'NR-34',
    failure: 'Adobe has an incident, or the report suite lags behind, so that everything is late',
    wouldTell:
      'status.adobe.com, and the latency of the report suite as Customer Care sees it; that requests of other suites are late too is a sign',
    source: 'Analytics technotes, "Latency"',
  },
  {
    row: 'NR-36',
    failure: 'The request is about a virtual report suite, or has a segment, that Data Warehouse cannot compute',
    wouldTell:
      'The definition of the segment, or the words of the error in the request manager; by a code alone it cannot be told from other failures',
    source: 'Data Warehouse, "Segment compatibility"',
  },
  {
    row: 'NR-37',
    failure: 'A script that fetches the files broke, because the server answers with other codes since it was upgraded',
    wouldTell: 'The log of that script; that the account can be listed from here shows only that the server is in order',
    source: 'FTP and SFTP, "FTP upgrade"',
  },
  {
    row: 'NR-38',
    failure: 'A program still asks the retired API 1.4 (api.omniture.com) for its reports',
    wouldTell: 'The settings or the log of that program',
    source: 'Analytics 1.4 APIs, "End of life"',
  },
  {
    row: 'RW-08',
    failure: 'The purchase sample of the page was copied with its line break, so the page throws an error and sends no purchase',
    wouldTell: "The source of the page (dc code check) and the browser's console; a capture shows only that the purchase is missing",
    source: 'Getting Started with Analytics data connectors, "Remarketing segments in data connectors", Purchases',
  },
  {
    row: 'RW-21',
    failure:
      'Days are written like 1261020, because a time dimension is a column of the request: no fault, and other programs read them wrong',
    wouldTell: 'How the program reads the column that does not take them for days; dc reads them as what they are',
    source: 'Data Warehouse, "Component support"',
  },
  {
    row: 'RW-30',
    failure: 'Data Warehouse writes "Unspecified" where Analysis Workspace means something else by the word',
    wouldTell: 'The classification of the key, and the report it is compared with',
    source: 'Data Warehouse, "Data Warehouse overview" (Unspecified)',
  },
  {
    row: 'RW-31',
    failure: 'Names of messages are missing or old, because the classification was not uploaded, was refused, or is too young',
    wouldTell: 'The jobs of the classification set and their errors',
    source: 'Analytics 2.0 APIs, "Classifications", troubleshooting',
  },
  {
    row: 'RW-32',
    failure: 'Sent, opened and other figures of the partner are zero, because their import stopped',
    wouldTell: 'The jobs of the data source; entries of the activity log about metrics give a hint (dc log import)',
    source: 'Data sources, "Manage data sources" and "File upload"',
  },
  {
    row: 'RW-33',
    failure: 'Figures of the partner are doubled, because a day was uploaded twice',
    wouldTell: 'The jobs of the data source with names and days of the files',
    source: 'Data sources, "Data sources FAQ"',
  },
  {
    row: 'RW-34',
    failure: 'Rows of the partner were left out, because they break a rule of the upload format',
    wouldTell: 'The uploaded file itself, and the errors of its job',
    source: 'Data sources, "File format"',
  },
  {
    row: 'RW-35',
    failure: 'The abandonment figure looks turned round, because it is defined as orders by cart additions',
    wouldTell: 'How the figure that it is compared with is defined; no fault is behind it',
    source: 'Getting Started with Analytics data connectors, "Remarketing segments in data connectors"',
  },
  {
    row: 'RW-36',
    failure: 'Visits differ from those of Analysis Workspace, because Data Warehouse leaves out visitors without persistent cookies',
    wouldTell: 'The same report with Visits of all visitors',
    source: 'Data Warehouse, "Component support"',
  },
  {
    row: 'RW-37',
    failure: 'Fewer hits count than were sent: bot rules, excluded addresses, VISTA rules, or timestamps that the suite does not take',
    wouldTell: 'A data feed of the day (`exclude_hit`), and the settings of the report suite',
    source: 'Analytics data feeds, "Data column reference" (exclude_hit)',
  },
  {
    row: 'RW-38',
    failure: 'Values from before turn up, because a variable was given a new use and not reset',
    wouldTell: "The change log of the report suite, and the variable's settings with their dates",
    source: 'Analytics admin, "Conversion variables (eVar)"',
  },
  {
    row: 'RW-39',
    failure: 'Ids are lumped together as Low Traffic, because they are in a list variable or a merchandising eVar',
    wouldTell: 'The number of unique values of that variable in the month, as Analytics counts it',
    source: 'Analytics technotes, "Low-Traffic value"',
  },
]
