import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { Unreachable } from './asking.ts'

let arrival: () => Promise<void> = async () => {}

/** What every part that is fetched on the way waits for before it is first shown: its texts. Set once, by apps/web. */
export function awaitOnArrival(wait: () => Promise<void>): void {
  arrival = wait
}

/** A component fetched when first shown, so that nobody waits for what few open: the caller shows it in a `Suspense`. */
export function later<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      const part = await load()
      await arrival()
      return { default: part }
    } catch (cause) {
      // What browsers throw when a script cannot be fetched: the line is down, or the server has newer ones.
      throw cause instanceof TypeError ? new Unreachable('a part of the page', { cause }) : cause
    }
  })
}
