import {judgeAnswer} from '../mapping/questions/judge-answer.js'
import {
  checkInputOf,
  SECTIONS,
  textOf,
  type AnswerValue,
  type Question,
  type Section,
  type SetupContext,
  type SetupState,
} from '../mapping/questions/question.js'
import {questionsFor} from '../mapping/questions/questions.js'
import {whyNotActive} from '../mapping/check-integration.js'
import {Prompter, type Look, type Prompt, type PromptChoice, type Reply} from './prompter.js'

/** The dialogue of `dc add` and `dc configure`: one question after the other, a review, and what to do with it. Nothing is written here. */

export interface Dialogue {
  readonly context: SetupContext
  readonly state: SetupState
  /** Keys of questions that are answered already, by flags or in the draft. They can be changed from the review. */
  readonly answered: ReadonlySet<string>
  /** Go to the review at once. */
  readonly startWithReview: boolean
  /** The set-up as a table with its warnings. */
  readonly review: (state: SetupState) => string
  /** What came before the first question, so that Esc leads there. */
  readonly canLeave: boolean
}

export interface DialogueEnd {
  readonly state: SetupState
  /** `interrupt`: Ctrl-C; whether a draft is kept is asked by `askToKeep`. `leave`: back beyond the first question. */
  readonly end: 'activate' | 'save' | 'cancel' | 'interrupt' | 'leave'
  readonly answered: ReadonlySet<string>
}

export async function askSetup(dialogue: Dialogue, look: Look): Promise<DialogueEnd> {
  const prompter = new Prompter(look)
  const {context} = dialogue
  let {state} = dialogue
  const answered = new Set(dialogue.answered)
  const history: string[] = []
  let reviewing = dialogue.startWithReview
  for (;;) {
    const questions = questionsFor(context, state)
    const question = reviewing ? undefined : questions.find(({key}) => !answered.has(key))
    if (question === undefined) {
      const step = await review(prompter, dialogue, state)
      if (step === 'back') {
        const last = history.pop()
        if (last === undefined && dialogue.startWithReview) return {state, answered, end: 'cancel'}
        if (last !== undefined) answered.delete(last)
        reviewing = last === undefined
        continue
      }
      if (step !== 'change') return {state, answered, end: step}
      const picked = await pick(prompter, questions, state)
      if (picked.end === 'interrupt') return {state, answered, end: 'interrupt'}
      if (picked.value === undefined) continue
      const changed = questions.find(({key}) => key === picked.value)
      if (changed === undefined) continue
      const reply = await askOne(prompter, changed, state, context, look)
      if (reply.end === 'interrupt') return {state, answered, end: 'interrupt'}
      if (reply.value !== undefined) {
        state = reply.value
        answered.add(changed.key)
      }
      // What the change brought up is asked before the review comes back.
      if (reviewing) for (const each of questions) answered.add(each.key)
      reviewing = false
      continue
    }
    const reply = await askOne(prompter, question, state, context, look)
    if (reply.end === 'interrupt') return {state, answered, end: 'interrupt'}
    if (reply.end === 'back') {
      const last = history.pop()
      if (last === undefined) {
        if (dialogue.canLeave) return {state, answered, end: 'leave'}
        prompter.tell('This is the first question. Ctrl-C stops.', look.dim)
      } else answered.delete(last)
      continue
    }
    state = reply.value
    answered.add(question.key)
    history.push(question.key)
  }
}

/** The set-up with the answer. */
async function askOne(
  prompter: Prompter,
  question: Question,
  state: SetupState,
  context: SetupContext,
  look: Look,
): Promise<Reply<SetupState>> {
  for (;;) {
    const reply = await put(prompter, question, state, context)
    if (reply.end !== undefined) return reply
    const judged = judgeAnswer(question, reply.value, state, context)
    if (judged.fault !== undefined) {
      prompter.tell(judged.fault, look.error)
      continue
    }
    const shown = textOf(judged.value) || '(nothing)'
    const [first = '', ...rest] = look.wrap(`${question.label}${question.label.endsWith('?') ? '' : ':'} ${shown}`, look.width - 2)
    prompter.say([`${look.good(look.unicode ? '✔' : '*')} ${first}`, ...rest.map((line) => `  ${line}`)].join('\n'))
    for (const {message} of judged.warnings) prompter.tell(message, look.warning)
    return {value: judged.state}
  }
}

function put(prompter: Prompter, question: Question, state: SetupState, context: SetupContext): Promise<Reply<AnswerValue>> {
  const {kind, choices = [], proposal} = question
  const current = question.read(state) ?? proposal
  const prompt = promptOf(question, context, state)
  const fault = (value: AnswerValue) => judgeAnswer(question, value, state, context).fault
  if (kind === 'choice') return prompter.choose(prompt, choices.map(nameChoice), textOf(current))
  if (kind === 'ticks') return prompter.tick(prompt, choices.map(nameChoice), typeof current === 'string' ? [current] : current, fault)
  if (kind === 'list' || choices.length === 0) return prompter.text(prompt, textOf(current), fault)
  const complete = (typed: string): PromptChoice => {
    const judged = judgeAnswer(question, typed, state, context)
    if (judged.fault !== undefined) return {value: typed, name: typed, disabled: judged.fault}
    const value = textOf(judged.value)
    const known = choices.find((choice) => choice.value === value)
    const warning = judged.warnings.map(({message}) => message).join('; ')
    return {...nameChoice(known ?? {value}), ...(warning !== '' && {description: warning})}
  }
  const shown =
    choices.some(({value}) => value === textOf(current)) || textOf(current) === '' ? choices : [{value: textOf(current)}, ...choices]
  return prompter.search(prompt, shown.map(nameChoice), textOf(current), complete)
}

const nameChoice = ({value, name, description}: {value: string; name?: string; description?: string}): PromptChoice => ({
  value,
  name: name ?? (value === '' ? '(nothing)' : value),
  ...(description !== undefined && {description}),
})

function promptOf({section, label, why, good, kind, choices}: Question, context: SetupContext, state: SetupState): Prompt {
  const asked = new Set(questionsFor(context, state).map((question) => question.section))
  const used = (Object.keys(SECTIONS) as Section[]).filter((each) => each === section || asked.has(each))
  const typing = kind === 'text' && choices !== undefined && choices.length > 0 ? ' Type another, or choose.' : ''
  return {
    heading: `${context.connector.name}: ${SECTIONS[section]} (${used.indexOf(section) + 1}/${used.length}). Esc: back`,
    label: label.endsWith('?') ? label : `${label}:`,
    about: [why, ...(good === undefined || good === '' ? [] : [`Good: ${good}.${typing}`])],
  }
}

async function review(
  prompter: Prompter,
  {context, review: render}: Dialogue,
  state: SetupState,
): Promise<'activate' | 'save' | 'cancel' | 'interrupt' | 'change' | 'back'> {
  prompter.say('')
  prompter.say(render(state))
  const missing = whyNotActive(checkInputOf(context, state))
  const {status} = state.integration
  const activates = !context.existing || status === 'in-progress'
  const [first] = missing
  const choices: PromptChoice[] = [
    {
      value: 'activate',
      name: activates ? 'Activate now' : 'Save',
      description: 'recorded in this workspace; nothing is switched on at Adobe or the partner',
      ...(first !== undefined &&
        (activates || status === 'active') && {
          disabled: missing.length === 1 ? first.message : `${first.message}, and ${missing.length - 1} more`,
        }),
    },
    ...(activates ? [{value: 'save', name: 'Save and finish later', description: 'kept as a draft: dc add --resume'}] : []),
    {value: 'change', name: 'Change an answer'},
    {value: 'cancel', name: activates ? 'Cancel and delete' : 'Cancel', description: 'nothing of it is kept'},
  ]
  const proposal = choices.find(({disabled}) => disabled === undefined)?.value ?? 'change'
  const reply = await prompter.choose({heading: 'Review. Esc: back', label: 'What now?', about: []}, choices, proposal)
  if (reply.end !== undefined) return reply.end
  return reply.value as 'activate' | 'save' | 'cancel' | 'change'
}

function pick(prompter: Prompter, questions: readonly Question[], state: SetupState): Promise<Reply<string>> {
  const choices = questions.map((question): PromptChoice => {
    const value = question.read(state)
    return {
      value: question.key,
      name: `${question.label.replace(/\?$/, '')}: ${value === undefined ? '(open)' : textOf(value) || '(nothing)'}`,
      description: SECTIONS[question.section],
    }
  })
  return prompter.search(
    {heading: 'Change an answer. Esc: back to the review', label: 'Which one?', about: []},
    choices,
    choices[0]?.value ?? '',
  )
}

/** After Ctrl-C. A second one throws it away. */
export async function askToKeep(look: Look): Promise<'keep' | 'go-on' | 'drop'> {
  const reply = await new Prompter(look).choose(
    {heading: '', label: 'You stopped. What about the answers so far?', about: []},
    [
      {value: 'keep', name: 'Keep them as a draft', description: 'dc add --resume goes on from here'},
      {value: 'go-on', name: 'Go on'},
      {value: 'drop', name: 'Throw them away'},
    ],
    'keep',
  )
  if (reply.end === 'back') return 'go-on'
  return reply.end === undefined ? (reply.value as 'keep' | 'go-on' | 'drop') : 'drop'
}

/** Which of several drafts to go on with; its id. */
export function askDraft(drafts: readonly {id: string; name: string; partner: string}[], look: Look): Promise<Reply<string>> {
  return new Prompter(look).choose(
    {heading: 'Several integrations are in progress.', label: 'Which one do you go on with?', about: []},
    drafts.map(({id, name, partner}) => ({value: id, name: `${name} (${id}, ${partner})`})),
    drafts[0]?.id ?? '',
  )
}
