import { useEffect, useSyncExternalStore } from 'react'

let current = ''
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Names the page: in the browser's title, and for the screen reader when it changes. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Concord` : 'Concord'
    current = title
    for (const tell of listeners) tell()
  }, [title])
}

/** Reads the name of each new page out; once, in the shell. */
export function PageAnnouncer() {
  const title = useSyncExternalStore(
    subscribe,
    () => current,
    () => '',
  )
  return (
    <p className="for-screen-readers" role="status" aria-live="polite">
      {title}
    </p>
  )
}
