import {parseLocation, type AccountLocation} from '../../src/mapping/location.js'

export function accountAt(url: string): AccountLocation {
  const location = parseLocation(url)
  if (location.kind === 'folder') throw new Error(`${url} is a folder`)
  return location
}
