import {classificationQuestions, metricQuestions} from './ask-classifications.js'
import {collectionQuestions, reportQuestions} from './ask-collection.js'
import {deliveryQuestions} from './ask-delivery.js'
import {confirmationQuestions, inputQuestions, settingsQuestions, suiteQuestions, termsQuestions} from './ask-general.js'
import {eventQuestions, variableQuestions} from './ask-mappings.js'
import {accessQuestions, segmentQuestions} from './ask-segments.js'
import type {Question, SetupContext, SetupState} from './question.js'

/**
 * The questions of a connector at this point of the set-up, in the documented order and only those the partner has. An answer may bring
 * further ones, and take others away.
 */
export function questionsFor(context: SetupContext, state: SetupState): Question[] {
  return [
    ...termsQuestions(context),
    ...suiteQuestions(context, state),
    ...settingsQuestions(context, state),
    ...inputQuestions(context, state),
    ...variableQuestions(context, state),
    ...eventQuestions(context, state),
    ...classificationQuestions(context, state),
    ...segmentQuestions(context, state),
    ...metricQuestions(context, state),
    ...accessQuestions(context),
    ...collectionQuestions(context, state),
    ...reportQuestions(context),
    ...deliveryQuestions(context, state),
    ...confirmationQuestions(context, state),
  ]
}
