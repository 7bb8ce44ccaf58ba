import { Problem } from './problem.ts'

/** How much may be under way at a time, how much may wait for it in all, and how much of that for one caller. */
export type Limits = { atOnce: number; waiting: number; each: number }
type Waiting = { begin: () => void }

/**
 * Costly work, a few pieces at a time; the rest waits and holds nothing meanwhile. Callers take turns: who asks for ten
 * pieces waits longer for the second than another who comes later for the first.
 */
export class Turns {
  readonly #limits: Limits
  #going = 0
  /** By caller, in the order in which callers are next. */
  readonly #queues = new Map<string, Waiting[]>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** How many pieces wait. */
  get waiting(): number {
    return [...this.#queues.values()].reduce((sum, queue) => sum + queue.length, 0)
  }

  /**
   * Does a piece of work when it is its turn.
   *
   * @param caller whose turn it takes
   * @param gone aborted when nobody waits for the outcome any more; work that began goes on
   * @throws Problem busy when too much waits already, or when the caller has gone before the turn came
   */
  async run<T>(caller: string, gone: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (gone.aborted) throw busy()
    if (this.#going >= this.#limits.atOnce) await this.#turn(caller, gone)
    else this.#going++
    try {
      return await work()
    } finally {
      this.#next()
    }
  }

  /** Who ended leaves the place to who is next; `#going` stays as it is then. */
  #next(): void {
    for (const [caller, queue] of this.#queues) {
      this.#queues.delete(caller)
      const first = queue.shift()!
      if (queue.length > 0) this.#queues.set(caller, queue)
      first.begin()
      return
    }
    this.#going--
  }

  #turn(caller: string, gone: AbortSignal): Promise<void> {
    const queue = this.#queues.get(caller) ?? []
    if (this.waiting >= this.#limits.waiting || queue.length >= this.#limits.each) throw busy()
    return new Promise((begin, refuse) => {
      const leave = () => {
        queue.splice(queue.indexOf(waiting), 1)
        if (queue.length === 0) this.#queues.delete(caller)
        refuse(busy())
      }
      const waiting: Waiting = {
        begin: () => {
          gone.removeEventListener('abort', leave)
          begin()
        },
      }
      gone.addEventListener('abort', leave, { once: true })
      queue.push(waiting)
      this.#queues.set(caller, queue)
    })
  }
}

const busy = () => new Problem('busy', 503)
