/** Completion scripts, made from the commands themselves. Static text: completing never starts Node. */

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const
export type Shell = (typeof SHELLS)[number]

/** A command as far as completion needs it. */
export interface CompletableCommand {
  /** `segments inspect`. */
  words: string
  summary: string
  flags: readonly {name: string; summary: string; takesValue: boolean; values: readonly string[]}[]
  /** Values of the first argument, where they are known (rule ids for `explain`). */
  values: readonly string[]
}

const BINS = ['dc', 'data-connectors'] as const

export function completionScript(shell: Shell, commands: readonly CompletableCommand[]): string {
  const sorted = [...commands].sort((a, b) => (a.words < b.words ? -1 : 1))
  return {bash, zsh, fish, powershell}[shell](sorted)
}

/** How to switch it on, as a comment at the head of the script. */
function head(shell: Shell, how: string): string {
  return `# ${shell} completion for dc. Switch it on with:\n#   ${how}\n`
}

/** Words that may follow each beginning: '' → add, list, segments …; `segments` → inspect, preview …. */
function nextWords(commands: readonly CompletableCommand[]): Map<string, {word: string; summary: string}[]> {
  const next = new Map<string, {word: string; summary: string}[]>()
  for (const {words, summary} of commands) {
    const parts = words.split(' ')
    for (const [depth, word] of parts.entries()) {
      const before = parts.slice(0, depth).join(' ')
      const known = next.get(before) ?? []
      if (!known.some((other) => other.word === word)) known.push({word, summary: depth === parts.length - 1 ? summary : ''})
      next.set(before, known)
    }
  }
  return next
}

const flagNames = ({flags}: CompletableCommand) => flags.map(({name}) => `--${name}`)

/** What `dc` takes before any command. */
const ROOT_FLAGS = ['--help', '--version']

/** Flags whose next word is a value in every command that has them, so that no word after one is taken for a command. */
function valueFlags(commands: readonly CompletableCommand[]): string[] {
  const flags = commands.flatMap((command) => command.flags)
  const switches = new Set(flags.filter(({takesValue}) => !takesValue).map(({name}) => name))
  return [...new Set(flags.map(({name}) => name))].filter((name) => !switches.has(name)).map((name) => `--${name}`)
}

/** Single-quoted for a POSIX shell. */
const quote = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** The beginnings of all commands, as a pattern of `case`. */
function knownPaths(commands: readonly CompletableCommand[]): string {
  return commands
    .flatMap(({words}) => prefixesOf(words))
    .filter(unique)
    .map(quote)
    .join('|')
}

/*
 * Where no word fits, readline completes files by itself (`-o default`), with the quoting and the slashes that a list of our own would lack.
 * It breaks words at `=`, so that `--fail-on=w` arrives as three. Only what bash 3.2 knows is used: macOS has no other.
 */
function bash(commands: readonly CompletableCommand[]): string {
  const wordCases = [...nextWords(commands)].map(
    ([before, words]) => `    ${quote(before)}) words=${quote(words.map(({word}) => word).join(' '))} ;;`,
  )
  const flagCases = commands.map(
    (command) =>
      `    ${quote(command.words)}) flags=${quote(flagNames(command).join(' '))}; words="$words "${quote(command.values.join(' '))} ;;`,
  )
  const valueCases = commands.flatMap(({words, flags}) =>
    flags
      .filter(({values}) => values.length > 0)
      .map(({name, values}) => `    ${quote(`${words} --${name}`)}) words=${quote(values.join(' '))} ;;`),
  )
  return `${head('bash', 'source <(dc completion bash)')}
_dc_completion() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} path='' words='' flags=${quote(ROOT_FLAGS.join(' '))} word i
  if [ "$cur" = = ]; then cur=''
  elif [ "$prev" = = ]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case "$word" in
      ${valueFlags(commands).join('|')}) [ "\${COMP_WORDS[i+1]}" = = ] && ((i++)); ((i++)); continue ;;
      -*) continue ;;
    esac
    case "\${path:+$path }$word" in
      ${knownPaths(commands)}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${wordCases.join('\n')}
  esac
  case "$path" in
${flagCases.join('\n')}
  esac
  case "$cur" in -*) words=$flags ;; esac
  case "$path $prev" in
${valueCases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  case "\${#COMPREPLY[@]} \${COMPREPLY[0]}" in '1 '*=) compopt -o nospace 2>/dev/null ;; esac
}
complete -o default -F _dc_completion ${BINS.join(' ')}
`
}

function zsh(commands: readonly CompletableCommand[]): string {
  const describe = (entries: readonly {word: string; summary: string}[]) =>
    entries.map(({word, summary}) => quote(`${word.replaceAll(':', String.raw`\:`)}:${oneLine(summary)}`)).join(' ')
  const wordCases = [...nextWords(commands)].map(([before, words]) => `    ${quote(before)}) words_=(${describe(words)}) ;;`)
  const flagCases = commands.map(
    (command) =>
      `    ${quote(command.words)}) flags_=(${describe(command.flags.map(({name, summary}) => ({word: `--${name}`, summary})))}); words_+=(${command.values.map(quote).join(' ')}) ;;`,
  )
  const valueCases = commands.flatMap(({words, flags}) =>
    flags
      .filter(({values}) => values.length > 0)
      .map(({name, values}) => `    ${quote(`${words} --${name}`)}) values_=(${values.map(quote).join(' ')}) ;;`),
  )
  return `#compdef ${BINS.join(' ')}
${head('zsh', 'source <(dc completion zsh)   # or save as _dc in a folder of $fpath')}
_dc() {
  local path_='' word before=\${words[CURRENT-1]} skip_=''
  local -a words_ flags_ values_
  flags_=('--help:show what dc can do' '--version:show the version')
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n "$skip_" ]]; then skip_=''; continue; fi
    case "$word" in
      ${valueFlags(commands).join('|')}) skip_=1; continue ;;
      -*) continue ;;
    esac
    case "\${path_:+$path_ }$word" in
      ${knownPaths(commands)}) path_="\${path_:+$path_ }$word" ;;
    esac
  done
  if [[ "\${words[CURRENT]}" == --*=* ]]; then
    before="\${words[CURRENT]%%=*}"
    compset -P 1 '*='
    skip_=1
  fi
  case "$path_" in
${wordCases.join('\n')}
  esac
  case "$path_" in
${flagCases.join('\n')}
  esac
  case "$path_ $before" in
${valueCases.join('\n')}
  esac
  if (( $#values_ )) && [[ "$PREFIX" == *=* ]]; then
    compset -P 1 '*='
    _files
  elif (( $#values_ )); then
    compadd -S '' -- "\${(@M)values_:#*=}"
    compadd -- "\${(@)values_:#*=}"
  elif [[ -z "$skip_" && "\${words[CURRENT]}" == -* ]]; then _describe 'flag' flags_
  elif [[ -z "$skip_" ]] && (( $#words_ )); then _describe 'command' words_
  else _files; fi
}
(( $+functions[compdef] )) && compdef _dc ${BINS.join(' ')}
`
}

function fish(commands: readonly CompletableCommand[]): string {
  const lines: string[] = []
  const option = (bin: string, at: string, name: string, value: string, summary: string) =>
    `complete -c ${bin} -n ${quote(at)} -l ${name}${value} -d ${quote(oneLine(summary))}`
  for (const bin of BINS) {
    lines.push(option(bin, '__dc_at', 'help', '', 'show what dc can do'), option(bin, '__dc_at', 'version', '', 'show the version'))
    for (const [before, words] of nextWords(commands)) {
      for (const {word, summary} of words)
        lines.push(`complete -c ${bin} -f -n ${quote(`__dc_at ${before}`.trim())} -a ${quote(word)} -d ${quote(oneLine(summary))}`)
    }
    for (const {words, flags, values} of commands) {
      for (const {name, summary, takesValue, values: options} of flags) {
        // A value that goes on after `=` (`junit=PATH`) is a file in the end.
        const kind = options.every((value) => !value.endsWith('=')) ? '-x' : '-r'
        const value = options.length > 0 ? ` ${kind} -a ${quote(options.join(' '))}` : takesValue ? ' -r' : ''
        lines.push(option(bin, `__dc_at ${words}`, name, value, summary))
      }
      if (values.length > 0) lines.push(`complete -c ${bin} -f -n ${quote(`__dc_at ${words}`)} -a ${quote(values.join(' '))}`)
    }
  }
  const known = commands.flatMap(({words}) => prefixesOf(words)).filter(unique)
  return `${head('fish', 'dc completion fish | source')}
function __dc_at
    set -l path
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        contains -- $word ${valueFlags(commands).join(' ')}; and set skip 1
        string match -q -- '-*' $word; and continue
        contains -- (string join -- ' ' $path $word) ${known.map(quote).join(' ')}; and set path $path $word
    end
    test "$path" = "$argv"
end
${lines.join('\n')}
`
}

function powershell(commands: readonly CompletableCommand[]): string {
  const list = (values: readonly string[]) => `@(${values.map(psQuote).join(', ')})`
  const words = [...nextWords(commands)].map(([before, next]) => `    ${psQuote(before)} = ${list(next.map(({word}) => word))}`)
  const flags = commands.map((command) => `    ${psQuote(command.words)} = ${list([...command.values, ...flagNames(command)])}`)
  const values = commands.flatMap((command) =>
    command.flags
      .filter(({values: options}) => options.length > 0)
      .map(({name, values: options}) => `    ${psQuote(`${command.words} --${name}`)} = ${list(options)}`),
  )
  return `${head('powershell', 'dc completion powershell | Out-String | Invoke-Expression')}
Register-ArgumentCompleter -Native -CommandName ${BINS.join(', ')} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @{
${words.join('\n')}
  }
  $flags = @{
    '' = ${list(ROOT_FLAGS)}
${flags.join('\n')}
  }
  $values = @{
${values.join('\n')}
  }
  $typed = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -ne '' -and $typed.Count -gt 0) { $typed = @($typed | Select-Object -SkipLast 1) }
  $path = ''
  foreach ($word in $typed) {
    $next = if ($path -eq '') { $word } else { "$path $word" }
    if ($flags.ContainsKey($next) -or $words.ContainsKey($next)) { $path = $next }
  }
  $previous = if ($typed.Count -gt 0) { $typed[-1] } else { '' }
  $candidates = if ($values.ContainsKey("$path $previous")) { $values["$path $previous"] } else { @($words[$path]) + @($flags[$path]) }
  $candidates | Where-Object { $_ -and $_ -like "$wordToComplete*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`
}

const psQuote = (text: string) => `'${text.replaceAll("'", "''")}'`
const oneLine = (text: string) => text.replace(/\s+/g, ' ').replaceAll('`', '').trim()

function prefixesOf(words: string): string[] {
  const parts = words.split(' ')
  return parts.map((_, depth) => parts.slice(0, depth + 1).join(' '))
}

function unique<T>(value: T, at: number, all: readonly T[]): boolean {
  return all.indexOf(value) === at
}
