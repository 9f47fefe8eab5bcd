import {deflateRawSync} from 'node:zlib'

interface Member {
  name: string
  bytes: Buffer
  /** Marks the member as encrypted; its bytes stay as they are. */
  encrypted?: boolean
}

/** A zip archive of deflated members (PKWARE APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16); the checksums, which nobody reads, are left out.
 * Returned with the place of each member's data. */
export function makeZip(members: readonly Member[]): {zip: Buffer; dataAt: Record<string, number>} {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  const dataAt: Record<string, number> = {}
  let offset = 0
  for (const {name, bytes, encrypted} of members) {
    const file = Buffer.from(name)
    const packed = deflateRawSync(bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(encrypted ? 1 : 0, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(file.length, 22)
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), common, file, packed)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, file)
    dataAt[name] = offset + 30 + file.length
    offset += 30 + file.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(members.length, 4)
  end.writeUInt16LE(members.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return {zip: Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06', 'latin1'), end]), dataAt}
}

/** Members given as texts. */
export function zipOf(members: Record<string, string | Buffer>): Buffer {
  return makeZip(Object.entries(members).map(([name, bytes]) => ({name, bytes: Buffer.from(bytes)}))).zip
}
