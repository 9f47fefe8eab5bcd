import type {LogEntry} from '../evidence.js'
import type {WarehouseEvidence, WarehouseRequest, WarehouseRun} from '../warehouse-evidence.js'
import {dayAfter} from './examples.js'

/** Requests of Data Warehouse, their runs, and entries of Adobe's log in miniature, for the examples of causes. */

export function exampleWarehouse(parts: Partial<WarehouseEvidence>): WarehouseEvidence {
  return {requests: [], runs: [], isWholeList: false, notes: [], ...parts}
}

/** A daily request of the suite, alive, for yesterday, to the place of the integration. */
export function exampleRequest(parts: Partial<WarehouseRequest> = {}): WarehouseRequest {
  return {
    origin: {file: 'schedule.json', record: 0},
    fit: 'likely',
    id: 'r1',
    legacyId: '4711',
    name: 'Spring e-mail daily',
    reportSuite: 'shopprod',
    status: 'scheduled',
    frequency: 'daily',
    startsAt: '2026-10-01T02:00:00Z',
    endsOn: null,
    endsAfter: null,
    preset: 'Yesterday',
    from: null,
    to: null,
    dimensions: ['evar12', 'campaign', 'product'],
    metrics: ['cartadditions'],
    segments: [],
    rowLimit: null,
    isRowLimitKnown: true,
    sortsByMetric: null,
    compression: 'default',
    sendsEmptyFile: false,
    fileName: 'cart',
    hasComment: false,
    sendsTo: {kind: 'sftp', host: 'files.example', port: 22, user: 'dc', directory: '/out', id: null, isDeleted: null},
    owner: null,
    updatedAt: null,
    isRateLimited: null,
    ...parts,
  }
}

/** A run for one day that went well. */
export function exampleRun(day: string, parts: Partial<WarehouseRun> = {}): WarehouseRun {
  return {
    origin: {file: 'schedule.json', record: 1},
    id: `run-${day}`,
    legacyId: null,
    request: 'r1',
    status: 'completed',
    from: day,
    to: day,
    createdAt: `${dayAfter(day)}T02:00:00Z`,
    startedAt: `${dayAfter(day)}T02:00:00Z`,
    completedAt: `${dayAfter(day)}T03:00:00Z`,
    currentTask: null,
    error: null,
    ...parts,
  }
}

export function exampleLogEntry(parts: Partial<LogEntry>): LogEntry {
  return {
    text: 'Metric Data exported successfully',
    kind: 'export',
    outcome: 'done',
    code: null,
    rows: null,
    at: '2026-10-06T05:00:00.000Z',
    origin: {file: 'dc/activity.ndjson', record: 3},
    ...parts,
  }
}
