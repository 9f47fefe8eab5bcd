import {lookup} from 'node:dns/promises'
import {connect, type Socket} from 'node:net'
import type {AccountLocation} from '../../mapping/location.js'
import {AccountFault, droppedFault, systemFault} from './account-fault.js'
import type {Ladder} from './ladder.js'
import type {Patience} from './patience.js'
import {escapeName} from './remote-names.js'

/** The first rungs, the same for every protocol: the name, the port, and what the server says before it is spoken to. */

const MOST_GREETING = 8192

/** @throws AccountFault */
export async function openSocket({host, port}: AccountLocation, ladder: Ladder, patience: Patience): Promise<Socket> {
  const addresses = await ladder.step(
    'resolve',
    () => patience.wait(resolve(host), {limitMs: patience.connectMs, cut: () => undefined}),
    (found) => `${host} is ${found.join(', ')}`,
  )
  return ladder.step(
    'connect',
    async () => {
      const socket = connect({host, port, autoSelectFamily: true, noDelay: true, keepAlive: true})
      const stands = new Promise<void>((done, fail) => {
        socket.once('connect', done)
        socket.once('error', (error) => fail(connectFault(error)))
      })
      await patience.wait(stands, {limitMs: patience.connectMs, cut: () => socket.destroy()})
      socket.removeAllListeners('error')
      // Whoever waits for the socket hears of its end by `close`.
      socket.on('error', () => undefined)
      return socket
    },
    (socket) => `port ${port} of ${socket.remoteAddress ?? addresses[0] ?? host} answers`,
  )
}

async function resolve(host: string): Promise<string[]> {
  try {
    const found = await lookup(host, {all: true})
    return found.map(({address}) => address)
  } catch (error) {
    throw systemFault(error) ?? new AccountFault('host-unknown', 'no address is known for the host', {cause: error})
  }
}

/** With several addresses the error holds one for each; the first tells enough. */
function connectFault(error: Error): AccountFault {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  return systemFault(first) ?? new AccountFault('unreachable', 'the host cannot be reached', {cause: error})
}

/**
 * The first line a server sends by itself, which stays to be read by whoever speaks the protocol.
 * @param isOurs whether the line begins the protocol that is expected
 * @throws AccountFault `other-service` when it does not, `dropped` when the server hangs up first
 */
export async function peekGreeting(socket: Socket, isOurs: (text: string) => boolean): Promise<string> {
  const text = await new Promise<string>((done, fail) => {
    const chunks: Buffer[] = []
    let size = 0
    const finish = (): void => {
      socket.off('readable', onReadable).off('end', onEnd).off('close', onEnd)
      const bytes = Buffer.concat(chunks)
      if (bytes.length > 0 && !socket.destroyed) socket.unshift(bytes)
      if (bytes.length > 0) done(bytes.toString('latin1'))
      else fail(droppedFault(new Error('closed')))
    }
    const onReadable = (): void => {
      for (let chunk = socket.read() as Buffer | null; chunk !== null; chunk = socket.read() as Buffer | null) {
        chunks.push(chunk)
        size += chunk.length
      }
      if (size >= MOST_GREETING || chunks.some((chunk) => chunk.includes(0x0a))) finish()
    }
    const onEnd = (): void => finish()
    socket.on('readable', onReadable).once('end', onEnd).once('close', onEnd)
  })
  if (!isOurs(text)) throw new AccountFault('other-service', `something else answers on this port: ${announcement(text)}`)
  return text
}

/** One printable line of what a server says of itself. */
export function announcement(text: string): string {
  const line = text.split(/\r?\n/, 1)[0]?.trim() ?? ''
  return escapeName(line.slice(0, 200))
}
