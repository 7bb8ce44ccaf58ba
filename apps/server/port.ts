import { lookup } from 'node:dns/promises'
import { createServer } from 'node:net'
import { SetupProblem } from '../../platform/setup-problem.ts'

/** Refuses a port that another program listens on at any address of `host`, before anything is started for nothing. */
export async function requirePort(port: number, host: string): Promise<void> {
  const addresses = await lookup(host, { all: true }).catch((cause: unknown) => {
    throw new SetupProblem(`CONCORD_HOST names ${host}, which is no address.`, { cause })
  })
  for (const { address } of addresses) {
    const probe = createServer()
    await new Promise<void>((resolve, reject) => {
      probe.once('error', (error: NodeJS.ErrnoException) => reject(portProblem(error, port) ?? error))
      probe.listen({ port, host: address, exclusive: true }, () => probe.close(() => resolve()))
    })
  }
}

/** Why nothing can listen on `port`, in words; undefined for any other failure. */
export function portProblem(error: unknown, port: number): SetupProblem | undefined {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return new SetupProblem(`Port ${port} is in use by another program: end that one, or choose another with --port.`)
  if (code === 'EACCES')
    return new SetupProblem(`This account may not listen on port ${port}: choose one above 1023 with --port.`)
  if (code === 'EADDRNOTAVAIL')
    return new SetupProblem('CONCORD_HOST must name an address of this machine, where Concord shall listen.')
  return undefined
}
