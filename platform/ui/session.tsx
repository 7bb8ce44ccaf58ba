import { createContext, use } from 'react'
import type { Session } from '../access/contract.ts'
import type { Access } from '../contract.ts'

const NOBODY: Session = { demonstration: false, today: '1970-01-01', terms: '', signOn: null }
const Current = createContext<Session>(NOBODY)

export const InSession = Current.Provider

export const useSession = (): Session => use(Current)

/** Whether the reader may use something at all; what they then see is decided by the server, record by record. */
export function useMay(): (access: Access) => boolean {
  const { person } = useSession()
  return (access) =>
    access === 'public' || (person !== undefined && (access === 'signed-in' || person.permissions.includes(access)))
}
