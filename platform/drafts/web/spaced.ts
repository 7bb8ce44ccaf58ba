/** Sends the latest value at most once in `gap` milliseconds; values that come meanwhile replace the one that waits. */
export function spaced<Value>(send: (value: Value) => Promise<void>, gap: number) {
  let waiting: { value: Value; sent: Promise<void>; timer: ReturnType<typeof setTimeout> } | undefined
  let underWay: Promise<unknown> = Promise.resolve()
  let free = 0

  function save(value: Value): Promise<void> {
    if (waiting) {
      waiting.value = value
      return waiting.sent
    }
    const { promise: sent, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(
      () => {
        const { value: latest } = waiting!
        waiting = undefined
        free = Date.now() + gap
        const sending = send(latest)
        underWay = sending.catch(() => undefined) // whoever asked hears of it by `sent`
        resolve(sending)
      },
      Math.max(0, free - Date.now()),
    )
    waiting = { value, sent, timer }
    return sent
  }

  /** Sends nothing that still waits; resolves when nothing is under way any more. */
  async function settle(): Promise<void> {
    if (waiting) clearTimeout(waiting.timer)
    waiting = undefined
    await underWay
  }

  return { save, settle }
}
