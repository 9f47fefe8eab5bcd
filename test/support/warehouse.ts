/** Answers of the Data Warehouse API in the shapes of Adobe's guide, filled by hand. */

const UUID = '44444444-3333-2222-1111-000000000000'

interface RequestChanges {
  readonly uuid?: string
  readonly name?: string
  readonly rsid?: string
  readonly status?: unknown
  readonly dimensions?: readonly string[]
  readonly cancelSettings?: object
  readonly reportRange?: object
  readonly delivery?: object
  readonly fileName?: string
}

/** What `GET /scheduled/UUID` answers. */
export function warehouseRequest(changes: RequestChanges = {}) {
  const {uuid = UUID, name = 'Spring e-mail daily', rsid = 'shopprod', status = 'Scheduled'} = changes
  const ids = (list: readonly string[]) => list.map((id) => ({namespace: 'Identity Service', id, properties: null}))
  return {
    metadata: {
      scheduledRequestUUID: uuid,
      scheduledRequestLegacyID: 4711,
      status,
      createdDate: '2026-10-01T00:00:00Z',
      updatedDate: '2026-10-02T00:00:00Z',
      jobType: 'Data Warehouse',
      ownerInfo: {company: 'Shop', login: 'jane@shop.example', imsUserId: '0@0.e', email: 'jane@shop.example', phone: null},
    },
    schedule: {
      scheduleAt: '2026-10-01T02:00:00Z',
      periodSettings: {frequency: 'daily', every: 1},
      cancelSettings: changes.cancelSettings ?? {cancelMethod: 'never', cancelDate: null, endAfterNumOccurrences: null},
    },
    request: {
      name,
      sharing: {shareWithOtherUsers: false},
      outputFile: {
        compressionFormat: 'default',
        outputFileBasename: changes.fileName ?? 'cart %R',
        fileFormat: 'csv',
        sendEmptyFileForNoDataReport: false,
        beginningOfReportComments: '',
      },
      reportParameters: {
        dimensionList: ids(changes.dimensions ?? ['variables/evar12', 'variables/campaign', 'variables/product']),
        metricList: ids(['metrics/cartadditions']),
        segmentList: [{namespace: 'Segment Service', id: 's100_1', properties: null}],
        dateGranularity: 'none',
        numberOfRowsInTable: null,
        reportRange: changes.reportRange ?? {preset: 'Yesterday', startDateTime: null, endDateTime: null},
        sortByMetrics: false,
      },
      rsid,
    },
    delivery: changes.delivery ?? {
      exportLocationUUID: null,
      email: {notificationEmailTo: 'ops@shop.example'},
      legacyEmail: null,
      legacyFTP: {host: 'files.shop.example', port: 22, username: 'dc', directory: '/out'},
      legacyS3: null,
    },
  }
}

/** What `GET /scheduled` answers: names, statuses and the newest report. */
export function warehouseList(names: readonly string[] = ['Spring e-mail daily'], rsid = 'shopprod') {
  return {
    total: names.length,
    totalReturned: names.length,
    scheduledRequests: names.map((name, at) => ({
      mostRecentReport: {metadata: {legacyReportID: at + 1, uuid: `run-${at + 1}`, status: 'Processing'}},
      request: {name, rsid},
      metadata: {
        scheduledRequestUUID: at === 0 ? UUID : `uuid-${at}`,
        scheduledRequestLegacyID: 4711 + at,
        status: 'Scheduled',
        createdDate: '2026-10-01T00:00:00Z',
        updatedDate: '2026-10-02T00:00:00Z',
        ownerInfo: {login: 'jane@shop.example', imsUserId: '0@0.e'},
      },
    })),
  }
}

/** One report, as `GET /report` lists it. */
export function warehouseReport(
  uuid: string,
  {status, from = '2026-10-05', to = from, request = UUID}: {status: unknown; from?: string; to?: string; request?: string},
) {
  return {
    metadata: {
      reportUUID: uuid,
      scheduledRequestUUID: request,
      createdDate: '2026-10-06T02:00:00Z',
      startedDate: '2026-10-06T02:00:00Z',
      completedDate: '2026-10-06T03:00:00Z',
      status,
      currentTask: '',
    },
    report: {fromDate: from, toDate: to},
  }
}
