/** What someone does to a clock, and the words of it. */
export const CLOCK_ACTS = { paused: 'clock.pause', resumed: 'clock.resume', answered: 'clock.answer' } as const
export type ClockEvent = keyof typeof CLOCK_ACTS
