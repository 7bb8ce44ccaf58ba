import type { Pace } from '../module.ts'

/** When a person wants mail. Hours are `HH:MM` of their day. */
export type Times = { timeZone: string; quiet: { from: string; until: string } | null; mailAt: string }

/**
 * When mail is due for what was told at `told`: at once, at the next hour of the digest, or at that of the next Monday;
 * and never within the quiet hours, but at their end. Undefined where no mail is wanted.
 */
export function dueAt(told: Date, pace: Pace, times: Times): Date | undefined {
  if (pace === 'never') return undefined
  const from = Temporal.Instant.fromEpochMilliseconds(told.getTime()).toZonedDateTimeISO(times.timeZone)
  const due = afterQuiet(pace === 'at_once' ? from : nextAt(from, times.mailAt, pace === 'weekly'), times.quiet)
  return new Date(due.epochMilliseconds)
}

/** The end of the quiet hours when `at` lies within them, else `at`. They may lie around midnight. */
function afterQuiet(at: Temporal.ZonedDateTime, quiet: Times['quiet']): Temporal.ZonedDateTime {
  if (!quiet) return at
  const hour = at.toPlainTime().toString().slice(0, 5)
  const isWithin =
    quiet.from < quiet.until ? hour >= quiet.from && hour < quiet.until : hour >= quiet.from || hour < quiet.until
  return isWithin ? nextAt(at, quiet.until, false) : at
}

/** The next time after `from` that the clock there shows `hour`, on a Monday where asked. */
function nextAt(from: Temporal.ZonedDateTime, hour: string, onMonday: boolean): Temporal.ZonedDateTime {
  for (let days = 0; ; days++) {
    const at = from.add({ days }).withPlainTime(hour)
    if (Temporal.ZonedDateTime.compare(at, from) > 0 && (!onMonday || at.dayOfWeek === 1)) return at
  }
}
