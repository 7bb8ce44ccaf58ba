import { createContext, use } from 'react'
import type { Page } from '../pages.ts'

const Current = createContext<readonly Page[]>([])

export const InPlaces = Current.Provider

/** The places of the rail, as this reader gets them. */
export const usePlaces = (): readonly Page[] => use(Current)
