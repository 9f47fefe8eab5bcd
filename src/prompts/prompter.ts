import {createPromptModule} from 'inquirer'
import {emitKeypressEvents, type Interface} from 'node:readline'

/**
 * One question on the terminal, of any kind, with a way back in each: Esc. What was asked is wiped off the screen when it is answered and
 * one line stays, so that going back and forth leaves no trace. stdout is left to the result.
 */

/** How text looks; made by whoever knows the terminal. */
export interface Look {
  readonly width: number
  readonly unicode: boolean
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly accent: (text: string) => string
  readonly error: (text: string) => string
  readonly warning: (text: string) => string
  readonly good: (text: string) => string
  readonly wrap: (text: string, width: number) => readonly string[]
}

export interface PromptChoice {
  readonly value: string
  readonly name: string
  readonly description?: string
  /** Why it cannot be chosen. */
  readonly disabled?: string
}

export interface Prompt {
  /** One dimmed line above: where one is. */
  readonly heading: string
  readonly label: string
  /** Paragraphs above the label. */
  readonly about: readonly string[]
}

export type Reply<Value> =
  | {readonly value: Value; readonly end?: undefined}
  | {readonly end: 'back'; readonly value?: undefined}
  | {readonly end: 'interrupt'; readonly value?: undefined}

/** Undefined where the text will do, else what is wrong with it. */
type Check<Value> = (value: Value) => string | undefined

const PAGE = 9

export class Prompter {
  readonly #look: Look
  readonly #prompt = createPromptModule({output: process.stderr, clearPromptOnDone: true})

  constructor(look: Look) {
    this.#look = look
    // An arrow key comes as several bytes that begin with Esc. The half second that readline waits for the rest makes Esc feel broken.
    emitKeypressEvents(process.stdin, {escapeCodeTimeout: 60} as unknown as Interface)
  }

  /** Prints between questions. */
  say(text: string): void {
    process.stderr.write(`${text}\n`)
  }

  /** Prose, wrapped and indented. */
  tell(text: string, paint: (line: string) => string = (line) => line): void {
    for (const line of this.#look.wrap(text, this.#look.width - 2)) this.say(`  ${paint(line)}`)
  }

  /** A line of text; `proposal` is what Enter alone gives. */
  text(prompt: Prompt, proposal: string, check: Check<string>): Promise<Reply<string>> {
    const config = {
      type: 'input' as const,
      message: this.#message(prompt),
      theme: this.#theme(),
      validate: (text: string) => check(text) ?? true,
    }
    return this.#ask<string>({...config, ...(proposal !== '' && {default: proposal})})
  }

  /** Typed, or taken from suggestions; `complete` turns what is typed into a choice, which may be disabled. */
  search(
    prompt: Prompt,
    choices: readonly PromptChoice[],
    proposal: string,
    complete?: (typed: string) => PromptChoice,
    matches: (choice: PromptChoice, typed: string) => boolean = containsText,
  ): Promise<Reply<string>> {
    const source = (term: string | undefined) => {
      const typed = (term ?? '').trim()
      if (typed === '') return choices.map((choice) => this.#choice(choice))
      const found = choices.filter((choice) => matches(choice, typed))
      const own = complete?.(typed)
      return (own === undefined ? found : [own, ...found.filter(({value}) => value !== own.value)]).map((choice) => this.#choice(choice))
    }
    return this.#ask<string>({
      type: 'search' as const,
      message: this.#message(prompt),
      theme: this.#theme((text) => this.#look.error(`- ${this.#hang(text)}`)),
      source,
      pageSize: PAGE,
      ...(choices.some(({value}) => value === proposal) && {default: proposal}),
    })
  }

  choose(prompt: Prompt, choices: readonly PromptChoice[], proposal: string): Promise<Reply<string>> {
    return this.#ask<string>({
      type: 'select' as const,
      message: this.#message(prompt),
      theme: this.#theme(),
      choices: choices.map((choice) => this.#choice(choice)),
      pageSize: PAGE,
      loop: false,
      default: proposal,
    })
  }

  tick(prompt: Prompt, choices: readonly PromptChoice[], ticked: readonly string[], check: Check<string[]>): Promise<Reply<string[]>> {
    return this.#ask<string[]>({
      type: 'checkbox' as const,
      message: this.#message(prompt),
      theme: this.#theme(),
      choices: choices.map((choice) => ({...this.#choice(choice), checked: ticked.includes(choice.value)})),
      pageSize: PAGE,
      loop: false,
      validate: (chosen: readonly {value: string}[]) => check(chosen.map(({value}) => value)) ?? true,
    })
  }

  async #ask<Value>(config: object): Promise<Reply<Value>> {
    const asked = this.#prompt([{...config, name: 'answer'}] as never)
    let end: 'back' | 'interrupt' = 'back'
    const onKey = (_text: unknown, key: {name?: string; ctrl?: boolean} | undefined) => {
      // Ctrl-D closes the line without a word to the prompt, which would leave dc to end as if all were well.
      const isEnd = key?.name === 'd' && key.ctrl === true
      if (isEnd) end = 'interrupt'
      if (isEnd || key?.name === 'escape') asked.ui.close()
    }
    process.stdin.on('keypress', onKey)
    try {
      return {value: ((await asked) as {answer: Value}).answer}
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortPromptError') return {end}
      if (error instanceof Error && error.name === 'ExitPromptError') return {end: 'interrupt'}
      throw error
    } finally {
      process.stdin.removeListener('keypress', onKey)
    }
  }

  #choice({value, name, description, disabled}: PromptChoice): object {
    return {
      value,
      name: disabled === undefined ? this.#hang(name) : name,
      short: name,
      ...(description !== undefined && {description}),
      ...(disabled !== undefined && {disabled: `(${disabled})`}),
    }
  }

  /** An entry of a list, in lines that end with a word; beside its mark, which takes four columns at most. */
  #hang(text: string): string {
    return this.#look.wrap(text, this.#look.width - 4).join('\n    ')
  }

  #message({heading, label, about}: Prompt): string {
    const {width, dim, bold, wrap} = this.#look
    const lines = about.flatMap((text) => wrap(text, width - 2).map((line) => `  ${line}`))
    return ['', ...wrap(heading, width).map(dim), ...lines, ...wrap(label, width - 1).map(bold)].join('\n')
  }

  #theme(disabled = this.#look.dim): object {
    const {dim, accent, error, good, unicode, width, wrap} = this.#look
    const cursor = unicode ? '❯' : '>'
    return {
      prefix: {idle: '', done: ''},
      spinner: {interval: 1000, frames: ['']},
      icon: {
        cursor,
        checked: good(unicode ? '◉' : '[x]'),
        unchecked: unicode ? '◯' : '[ ]',
        disabledChecked: unicode ? '◉' : '[x]',
        disabledUnchecked: '-',
      },
      style: {
        message: (text: string) => text,
        answer: accent,
        error: (text: string) =>
          wrap(text, width - 2)
            .map((line) => error(`> ${line}`))
            .join('\n'),
        defaultAnswer: (text: string) => dim(`(${text})`),
        help: dim,
        highlight: accent,
        disabled,
        searchTerm: accent,
        description: (text: string) =>
          wrap(text, width - 2)
            .map((line) => dim(`  ${line}`))
            .join('\n'),
        keysHelpTip: (keys: readonly (readonly [string, string])[]) =>
          wrap(keys.map(([key, action]) => `${key} ${action}`).join(', '), width)
            .map(dim)
            .join('\n'),
      },
    }
  }
}

function containsText({value, name, description = ''}: PromptChoice, typed: string): boolean {
  return `${value} ${name} ${description}`.toLowerCase().includes(typed.toLowerCase())
}
