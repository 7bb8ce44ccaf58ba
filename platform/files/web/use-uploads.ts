import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, Refusal } from '../../ui/asking.ts'
import { attachFile } from '../contract.ts'

/** A file on its way. `error` is set when it did not arrive; it stays until sent again or given up. */
export type Upload = { request: string; file: File; error?: unknown }

/**
 * Sends files to a record, one after the other: side by side they would only share the line. `onArrived` hears of those
 * that arrived when none is on its way any more.
 */
export function useUploads(record: string, onArrived: (names: readonly string[]) => void) {
  const client = useQueryClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const [line] = useState({ free: Promise.resolve(), waiting: 0, arrived: [] as string[] })

  const forget = (request: string) => setUploads((now) => now.filter((one) => one.request !== request))

  async function send({ request, file }: Upload): Promise<void> {
    try {
      // Always as bytes: what the browser believes the file to be would be read as JSON or text on the way.
      const bytes = new Blob([file], { type: 'application/octet-stream' })
      const { name } = await ask(attachFile, { record, name: file.name, request }, { file: bytes })
      forget(request)
      line.arrived.push(name)
      await client.invalidateQueries()
    } catch (error) {
      setUploads((now) => now.map((one) => (one.request === request ? { ...one, error } : one)))
    }
  }

  function queue(upload: Upload): void {
    line.waiting++
    line.free = line.free.then(async () => {
      await send(upload)
      line.waiting--
      if (line.waiting > 0 || line.arrived.length === 0) return
      onArrived(line.arrived)
      line.arrived = []
    })
  }

  return {
    uploads,
    forget,
    add(files: readonly File[]) {
      const added = files.map((file) => ({ request: crypto.randomUUID(), file }))
      setUploads((now) => [...now, ...added])
      for (const upload of added) queue(upload)
    },
    /** With the same number, so that a file which arrived after all is attached once. */
    again({ request, file }: Upload) {
      setUploads((now) => now.map((one) => (one.request === request ? { request, file } : one)))
      queue({ request, file })
    },
  }
}

/** Whether sending the same again may help. */
export const isWorthAnother = (error: unknown): boolean => !(error instanceof Refusal) || error.problem.status >= 500
