import {findConnector} from '../connectors/connectors.js'
import {ISSUES} from '../issues/issues.js'
import {parseLocation, whyNoLocation} from '../mapping/location.js'
import type {Integration} from '../mapping/integration.js'
import {isDay} from '../segments/suite-time.js'
import {readPinned} from '../workspace/evidence.js'
import {findWorkspace} from '../workspace/find-workspace.js'
import {loadIntegrations} from '../workspace/store.js'
import type {DiagnoseFlags} from './diagnose-settings.js'
import {loadConnectors} from './load-connectors.js'

/** What the questions of `dc diagnose` are about: symptoms, integrations, and what flags said already. */
export async function openDialogue(flags: DiagnoseFlags, cwd: string) {
  const folder = findWorkspace(flags.workspace, cwd)
  const workspace = folder === undefined ? undefined : {folder, cwd}
  const {integrations} = workspace === undefined ? {integrations: []} : await loadIntegrations(workspace)
  const {connectors} = await loadConnectors(folder, cwd)
  const {issue, integration, files, hits, segment, day, since} = flags
  return {
    given: {
      ...(issue !== undefined && {issue}),
      ...(integration !== undefined && {integration}),
      ...(files !== undefined && {files}),
      ...(hits !== undefined && {hits}),
      ...(segment !== undefined && {segment}),
      ...(day !== undefined && {day}),
      ...(since !== undefined && {since}),
    },
    symptoms: ISSUES.map(({id, symptom}) => ({id, symptom})),
    integrations: integrations
      .filter(({status}) => status !== 'deleted')
      .map((each) => ({
        id: each.id,
        name: each.name,
        partner: findConnector(each.partner, connectors)?.name ?? each.partner,
        location: shownLocation(each),
        segments: each.segments.map(({id}) => id),
      })),
    pinned: (workspace === undefined ? undefined : await readPinned(workspace)) ?? null,
    whyNoDay: (text: string) => (isDay(text) ? undefined : 'expected a day, such as 2026-10-05'),
  }
}

function shownLocation({delivery}: Integration): string | null {
  const location = delivery?.location ?? null
  return location === null || whyNoLocation(location) !== undefined ? null : parseLocation(location).display
}
