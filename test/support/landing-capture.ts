import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {WorkspaceInput} from '../../src/workspace/workspace-file.js'
import {sampleIntegration} from './integration.js'

/** A workspace with one integration, and captures of its landing pages. */

const WORKSPACE: WorkspaceInput = {
  version: 1,
  reportSuites: {
    shopprod: {currency: 'USD', environment: 'production', timestamps: 'forbidden'},
    shopdev: {environment: 'development'},
  },
  hosts: {'www.shop.example': ['shopprod'], 'data.shop.example': ['shopprod', 'shopdev', 'shopold']},
  currencies: {'shop.example': 'EUR'},
}

const SUITE = {
  version: 1,
  reportSuite: 'shopprod',
  complete: {variables: true, events: true},
  variables: [
    {variable: 'eVar3', enabled: true, merchandising: 'product-syntax'},
    {variable: 'eVar4', enabled: true, merchandising: 'none'},
    {variable: 'eVar12', enabled: true},
  ],
  events: [
    {event: 'event1', enabled: true, type: 'counter'},
    {event: 'event3', enabled: true, type: 'counter', recording: 'event-id'},
    {event: 'event20', enabled: true, type: 'numeric'},
  ],
}

/** A workspace below `folder`, of its own for each case; `integration` changes fields of the sample. */
export function workspaceIn(folder: string, name: string, integration: Parameters<typeof sampleIntegration>[0] = {}): string {
  const path = join(folder, name)
  mkdirSync(join(path, 'dc/integrations'), {recursive: true})
  mkdirSync(join(path, 'dc/suites'), {recursive: true})
  const content = sampleIntegration(integration)
  writeFileSync(join(path, 'dc/workspace.json'), JSON.stringify(WORKSPACE))
  writeFileSync(join(path, `dc/integrations/${content.id}.json`), JSON.stringify(content))
  writeFileSync(join(path, 'dc/suites/shopprod.json'), JSON.stringify(SUITE))
  return path
}

export interface Entry {
  url: string
  document?: boolean
  status?: number
  redirect?: string
}

export const LANDING = 'g=https%3A%2F%2Fwww.shop.example%2Fsale%3FMID%3DE1%26RID%3D77'
export const HOME = 'g=https%3A%2F%2Fwww.shop.example%2F'

/** A page, as a browser loads it. */
export const page = (url: string, redirect?: string): Entry => ({
  url,
  document: true,
  status: redirect === undefined ? 200 : 302,
  ...(redirect && {redirect}),
})
export const hit = (query: string, path = 'shopprod/1/JS-2.26.0', host = 'https://data.shop.example'): Entry => ({
  url: `${host}/b/ss/${path}/sBUSTER?AQB=1&mid=12345678901234567890123456789012345678&pageName=home&${query}&AQE=1`,
})

/** A HAR with one entry every four seconds. */
export function har(entries: readonly Entry[]): string {
  return JSON.stringify({
    log: {
      version: '1.2',
      creator: {name: 'test', version: '1'},
      entries: entries.map(({url, document, status = 200, redirect = ''}, at) => ({
        startedDateTime: new Date(Date.UTC(2026, 8, 4) + at * 4000).toISOString(),
        _resourceType: document === true ? 'document' : 'image',
        request: {method: 'GET', url: url.replace('BUSTER', `2${String(at + 1).padStart(12, '0')}`), headers: []},
        response: {status, redirectURL: redirect, headers: []},
      })),
    },
  })
}
