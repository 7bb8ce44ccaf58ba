import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

let arrival: () => Promise<void> = async () => {}

/** What every part that is fetched on the way waits for before it is first shown: its texts. Set once, by apps/web. */
export function awaitOnArrival(wait: () => Promise<void>): void {
  arrival = wait
}

/** A component fetched when first shown, so that nobody waits for what few open: the caller shows it in a `Suspense`. */
export function later<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    const part = await load()
    await arrival()
    return { default: part }
  })
}
