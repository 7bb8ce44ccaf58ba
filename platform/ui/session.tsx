import { createContext, use } from 'react'
import { z } from 'zod'
import { endpoint, Level, type Permission } from '../contract.ts'
import { Language, Shown } from '../text.ts'

/** Who is reading, as the server sees them; `person` is absent for the public. */
export const Session = z.object({
  person: z
    .object({
      id: z.string(),
      name: z.string(),
      organisation: z.object({ id: z.string(), code: z.string().nullable(), name: Shown }),
      roles: z.array(z.string()),
      language: Language,
      permissions: z.array(z.string()),
      clearance: Level,
      secondFactor: z.boolean(),
      termsAccepted: z.boolean(),
    })
    .optional(),
  demonstration: z.boolean(),
  /** Today's date where the server keeps its clock; in a demonstration, the day the record speaks of. */
  today: z.string(),
})
export type Session = z.output<typeof Session>

export const readSession = endpoint({
  method: 'GET',
  path: '/api/access/session',
  access: 'public',
  audit: 'access.session',
  cli: 'session',
  summary: 'Who is signed in, and what they may use',
  input: z.object({}),
  output: Session,
})

const Current = createContext<Session>({ demonstration: false, today: '1970-01-01' })

export const InSession = Current.Provider

export const useSession = (): Session => use(Current)

/** Whether the reader may use something at all; what they then see is decided by the server, record by record. */
export function useMay(): (access: 'public' | 'signed-in' | Permission) => boolean {
  const { person } = useSession()
  return (access) =>
    access === 'public' || (person !== undefined && (access === 'signed-in' || person.permissions.includes(access)))
}
