/** The one source of the present moment outside SQL. Everything that asks for the time asks here, so tests can set it. */
export type Clock = () => Date

const wall: Clock = () => new Date()
let current: Clock = wall

export const now = (): Date => current()

/** Today's date in UTC, `2020-11-23`: the day on which memberships and grants begin and end for everyone alike. */
export const today = (): string => now().toISOString().slice(0, 10)

/** Replaces the clock, for tests only; without an argument the wall clock returns. */
export function setClock(clock: Clock = wall): void {
  current = clock
}
