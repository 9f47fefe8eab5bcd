/** What decides about colour, apart from the stream itself. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>
  noColor: boolean
}

/**
 * Whether a stream gets colour: `--no-color` beats `FORCE_COLOR`, which beats `NO_COLOR` and `TERM=dumb` (the order of Node itself);
 * otherwise a terminal has colour and a pipe has none.
 */
export function wantsColor(stream: {isTTY?: boolean | undefined}, {env, noColor}: Surroundings): boolean {
  if (noColor) return false
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return stream.isTTY === true && env['TERM'] !== 'dumb' && !env['NO_COLOR']
}
