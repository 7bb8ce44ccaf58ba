/** Room in pixels beside what is shown, so that its neighbour is seen to go on. */
const PEEK = 24

/**
 * As the `ref` of the chosen tab: it is seen in its strip, though that is wider than its place. Only the strip moves,
 * never the page.
 */
export function reveal(tab: HTMLElement | null): void {
  const strip = tab?.closest('[role=tablist]')
  if (!tab || !strip) return
  const own = tab.getBoundingClientRect()
  const place = strip.getBoundingClientRect()
  if (own.left < place.left) strip.scrollLeft -= place.left - own.left + PEEK
  else if (own.right > place.right) strip.scrollLeft += own.right - place.right + PEEK
}
