import type {Case} from '../case.js'

/**
 * The user named this symptom. Some causes are what somebody chose (an allocation, an encoding, a comment): only who says that something is
 * wrong is told of them.
 */
export function isAsked({evidence}: Case, issue: string): boolean {
  return evidence.question.issue === issue
}
