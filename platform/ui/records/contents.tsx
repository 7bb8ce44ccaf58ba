import { createContext, type RefObject, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useKitTexts } from '../language.tsx'
import css from './contents.module.css'

type Part = { id: string; title: string; element: HTMLElement }
type Add = (part: Part) => () => void

const Adding = createContext<Add | null>(null)

/** Where the parts of a page give their names, so that it can say what it holds. */
export const InContents = Adding.Provider

/** Fewer need no way from one to the other. */
const FEWEST = 4

/** Parts of a page in the order in which they stand on it; they come and go as their answers do. */
export function useContents(): { parts: readonly Part[]; add: Add } {
  const [parts, setParts] = useState<readonly Part[]>([])
  const add = useCallback((part: Part) => {
    setParts((now) => [...now, part])
    return () => setParts((now) => now.filter((one) => one !== part))
  }, [])
  const inOrder = useMemo(
    () =>
      parts.toSorted((a, b) =>
        a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
      ),
    [parts],
  )
  return { parts: inOrder, add }
}

/** A part of the page: names itself in the contents, and comes into view when the address asks for it. */
export function usePart(id: string, title: string): RefObject<HTMLElement | null> {
  const add = use(Adding)
  const element = useRef<HTMLElement>(null)
  useEffect(() => {
    if (location.hash === `#${id}`) element.current?.scrollIntoView()
  }, [id])
  useEffect(() => (add && element.current ? add({ id, title, element: element.current }) : undefined), [add, id, title])
  return element
}

/** What a long page holds, below its head and in sight while one reads on. */
export function Contents({ of }: { of: readonly Part[] }) {
  const t = useKitTexts()
  if (of.length < FEWEST) return null
  return (
    <nav className={css.contents} aria-label={t('record.contents')}>
      <ul>
        {of.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
