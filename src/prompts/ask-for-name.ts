import {createPromptModule} from 'inquirer'

/**
 * Asks for a name to be typed before something is taken away. Other names are asked again; Ctrl-C ends it.
 * Answers on the terminal's stderr, so that stdout stays the result's.
 */
export async function askForName(name: string, what: string): Promise<void> {
  const prompt = createPromptModule({output: process.stderr})
  await prompt<{name: string}>([
    {
      type: 'input',
      name: 'name',
      message: `${what} Type its name (${name}):`,
      validate: (typed: string) => isNameOf(typed, name) || `that is not ${name}`,
    },
  ])
}

/** Case and blanks around it do not matter: the question is whether the right one is meant. */
export function isNameOf(typed: string, name: string): boolean {
  return typed.trim().toLowerCase() === name.trim().toLowerCase()
}
