import {segmentSeverity, type RunContext, type Severity} from '../rule.js'

/**
 * Severity of a product view that nobody made: it distorts a report, and where the suite has an integration with the Product Views
 * segment it also puts the visitor into that file. Without a workspace nothing says that there is such a file.
 */
export function phantomViewSeverity(reportSuites: readonly string[], context: RunContext): Severity {
  return context.integrations === undefined ? 'warning' : segmentSeverity('product-views', reportSuites, context)
}
