import { createHash } from 'node:crypto'

/** Id of the person that a job runs as, from the job's name; `service_actor` in SQL gives the same. */
export function serviceActor(job: string): string {
  const hex = createHash('sha256').update(`service:${job}`).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return parts.join('-')
}
