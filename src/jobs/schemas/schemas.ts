import type * as z from 'zod'
import {connectorSchema} from '../../mapping/connector-schema.js'
import {activitySchema} from '../../workspace/activity-log.js'
import {integrationSchema} from '../../workspace/integration-schema.js'
import {segmentsPreviewSchema, segmentsReconcileSchema} from '../../segments/preview-schema.js'
import {suiteSchema} from '../../workspace/suite-file.js'
import {workspaceSchema} from '../../workspace/workspace-file.js'
import {
  completionSchema,
  explainSchema,
  helpSchema,
  partnersCheckSchema,
  partnersSchema,
  rulesSchema,
  schemaSchema,
  versionSchema,
} from './catalogue.js'
import {codeCheckSchema, codeSchema, codeTestSchema} from './code.js'
import {errorSchema} from './common.js'
import {coverageSchema} from './coverage.js'
import {diagnoseSchema} from './diagnose.js'
import {evidenceSchema} from './evidence.js'
import {dashboardSchema, listSchema, logImportSchema, logSchema, showSchema, statusSchema} from './console.js'
import {mapSchema, suitesImportSchema, suitesShowSchema} from './mapping.js'
import {segmentsInspectSchema} from './segments-inspect.js'
import {setupSchema} from './setup.js'
import {validateSchema} from './validate.js'

export interface PublicSchema {
  readonly name: string
  readonly schema: z.ZodType
  readonly about: string
  /** A file is what a person may write, defaults left out; an output may gain fields. */
  readonly of: 'file' | 'output'
}

/** Every schema that `dc schema` prints: files first, then outputs by the name of their command. */
export const SCHEMAS: readonly PublicSchema[] = [
  {name: 'workspace', of: 'file', schema: workspaceSchema, about: 'dc/workspace.json'},
  {name: 'integration', of: 'file', schema: integrationSchema, about: 'dc/integrations/ID.json'},
  {name: 'connector', of: 'file', schema: connectorSchema, about: "dc/connectors/ID.json or .yaml: a connector of one's own"},
  {name: 'suite', of: 'file', schema: suiteSchema, about: 'dc/suites/RSID.json: what is known of a report suite'},
  {name: 'activity', of: 'file', schema: activitySchema, about: 'one line of dc/activity.ndjson'},
  {name: 'evidence', of: 'file', schema: evidenceSchema, about: 'evidence.json of a bundle that dc diagnose --save-evidence wrote'},
  {name: 'error', of: 'output', schema: errorSchema, about: 'any command with --json that has no result'},
  {name: 'validate', of: 'output', schema: validateSchema, about: 'dc validate --json'},
  {name: 'coverage', of: 'output', schema: coverageSchema, about: 'dc coverage ID CAPTURE… --json'},
  {name: 'rules', of: 'output', schema: rulesSchema, about: 'dc rules --json'},
  {name: 'explain', of: 'output', schema: explainSchema, about: 'dc explain ID --json'},
  {name: 'partners', of: 'output', schema: partnersSchema, about: 'dc partners --json'},
  {name: 'partners-check', of: 'output', schema: partnersCheckSchema, about: 'dc partners check FILE --json'},
  {name: 'add', of: 'output', schema: setupSchema, about: 'dc add --json'},
  {name: 'configure', of: 'output', schema: setupSchema, about: 'dc configure ID --json'},
  {name: 'list', of: 'output', schema: listSchema, about: 'dc list --json'},
  {name: 'show', of: 'output', schema: showSchema, about: 'dc show ID --json'},
  {name: 'pause', of: 'output', schema: statusSchema, about: 'dc pause ID --json'},
  {name: 'activate', of: 'output', schema: statusSchema, about: 'dc activate ID --json'},
  {name: 'remove', of: 'output', schema: statusSchema, about: 'dc remove ID --json'},
  {name: 'dashboard', of: 'output', schema: dashboardSchema, about: 'dc dashboard --json'},
  {name: 'log', of: 'output', schema: logSchema, about: 'dc log --json'},
  {name: 'map-variables', of: 'output', schema: mapSchema, about: 'dc map variables ID --json'},
  {name: 'map-events', of: 'output', schema: mapSchema, about: 'dc map events ID --json'},
  {name: 'suites-import', of: 'output', schema: suitesImportSchema, about: 'dc suites import FILE --json'},
  {name: 'suites-show', of: 'output', schema: suitesShowSchema, about: 'dc suites show RSID --json'},
  {name: 'log-import', of: 'output', schema: logImportSchema, about: 'dc log import FILE --json'},
  {name: 'segments-inspect', of: 'output', schema: segmentsInspectSchema, about: 'dc segments inspect FILE --json'},
  {name: 'diagnose', of: 'output', schema: diagnoseSchema, about: 'dc diagnose ID --json'},
  {name: 'code', of: 'output', schema: codeSchema, about: 'dc code ID --json'},
  {name: 'code-test', of: 'output', schema: codeTestSchema, about: 'dc code test ID --json'},
  {name: 'code-check', of: 'output', schema: codeCheckSchema, about: 'dc code check FILE --json'},
  {name: 'segments-preview', of: 'output', schema: segmentsPreviewSchema, about: 'dc segments preview CAPTURE… --json'},
  {name: 'segments-reconcile', of: 'output', schema: segmentsReconcileSchema, about: 'dc segments reconcile FILE CAPTURE… --json'},
  {name: 'schema', of: 'output', schema: schemaSchema, about: 'dc schema --json: this list'},
  {name: 'completion', of: 'output', schema: completionSchema, about: 'dc completion SHELL --json'},
  {name: 'help', of: 'output', schema: helpSchema, about: 'dc help WORDS --json, and any --help --json'},
  {name: 'version', of: 'output', schema: versionSchema, about: 'dc --version --json'},
]
