import { type RefObject, useEffect, useRef } from 'react'

/** Room in pixels beside what is shown, so that its neighbour is seen to go on. */
const PEEK = 24

/**
 * For a strip of tabs that is wider than its place: what is chosen in it is seen, at first and whenever `chosen` is
 * another. Only the strip moves, never the page.
 */
export function useRevealed(chosen: string | undefined): RefObject<HTMLDivElement | null> {
  const strip = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is looked for again
  useEffect(() => {
    if (strip.current) reveal(strip.current)
  }, [chosen])
  return strip
}

function reveal(strip: HTMLElement): void {
  const tab = strip.querySelector('[aria-selected=true]')?.getBoundingClientRect()
  if (!tab) return
  const place = strip.getBoundingClientRect()
  if (tab.left < place.left) strip.scrollLeft -= place.left - tab.left + PEEK
  else if (tab.right > place.right) strip.scrollLeft += tab.right - place.right + PEEK
}
