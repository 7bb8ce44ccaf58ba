import { createContext } from 'react'

/** What the server said of each field, by its name; for the fields that React Aria does not draw. */
export const FormProblems = createContext<Readonly<Record<string, string>>>({})
