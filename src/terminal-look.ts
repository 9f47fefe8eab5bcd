import type {Look} from './prompts/prompter.js'

/** How questions look on a terminal. */
export async function lookOf(stream: NodeJS.WriteStream, noColor: boolean): Promise<Look> {
  const [{styleFor}, {wrap}] = await Promise.all([import('./report/style.js'), import('./report/visible.js')])
  const style = styleFor(stream, {env: process.env, noColor})
  return {
    // A window may be made narrower between two questions.
    get width() {
      return Math.min(styleFor(stream, {env: process.env, noColor}).width, 100)
    },
    unicode: style.unicode,
    bold: style.bold,
    dim: style.dim,
    accent: (text) => style.paint('info', text),
    error: (text) => style.paint('error', text),
    warning: (text) => style.paint('warning', text),
    good: (text) => style.paint('good', text),
    wrap: (text, width) => wrap(text, width),
  }
}
