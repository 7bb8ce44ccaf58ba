import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

const stays = new AbortController().signal
const busy = { code: 'busy', status: 503 }

/** Work that ends when it is told to, and says when it began. */
function work(name: string, began: string[]) {
  const end = Promise.withResolvers<string>()
  return {
    do: () => {
      began.push(name)
      return end.promise
    },
    end: () => end.resolve(name),
    fail: () => end.reject(new Error(name)),
  }
}
/** Lets all go on that can. */
const settled = () => new Promise((done) => setImmediate(done))

test('so many are under way and no more; who ends or fails makes room for who is next', async () => {
  const turns = new Turns({ atOnce: 2, waiting: 10, each: 10 })
  const began: string[] = []
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => work(name, began)) as ReturnType<typeof work>[]
  const runs = [a, b, c, d].map((of) => turns.run('one', stays, of!.do))
  await settled()
  expect(began).toEqual(['a', 'b'])
  b!.end()
  expect(await runs[1]).toBe('b')
  expect(began).toEqual(['a', 'b', 'c'])
  a!.fail()
  await expect(runs[0]).rejects.toThrow('a')
  await settled()
  expect(began).toEqual(['a', 'b', 'c', 'd'])
  c!.end()
  d!.end()
  await Promise.all(runs.slice(2))
  const later = work('later', began)
  const run = turns.run('one', stays, later.do)
  await settled()
  expect(began.at(-1)).toBe('later')
  later.end()
  await run
})

test('callers take turns, however much one of them asks for', async () => {
  const turns = new Turns({ atOnce: 1, waiting: 10, each: 10 })
  const began: string[] = []
  const asked = ['many', 'many', 'many', 'few', 'few'].map((caller, n) => {
    const of = work(`${caller} ${n}`, began)
    return { of, run: turns.run(caller, stays, of.do) }
  })
  for (const { of } of [asked[0], asked[1], asked[3], asked[2], asked[4]] as typeof asked) {
    await settled()
    of.end()
  }
  await Promise.all(asked.map(({ run }) => run))
  expect(began).toEqual(['many 0', 'many 1', 'few 3', 'many 2', 'few 4'])
})

test('who goes away waits no longer, and what was asked for is never begun', async () => {
  const turns = new Turns({ atOnce: 1, waiting: 10, each: 10 })
  const began: string[] = []
  const [first, left, last] = ['first', 'left', 'last'].map((name) => work(name, began)) as ReturnType<typeof work>[]
  const [leaving, gone] = [new AbortController(), new AbortController()]
  gone.abort()
  const run = turns.run('a', stays, first!.do)
  const given = turns.run('b', leaving.signal, left!.do)
  const next = turns.run('c', stays, last!.do)
  expect(turns.waiting).toBe(2)
  leaving.abort()
  await expect(given).rejects.toMatchObject(busy)
  await expect(turns.run('d', gone.signal, left!.do)).rejects.toMatchObject(busy)
  expect(turns.waiting).toBe(1)
  first!.end()
  last!.end()
  await Promise.all([run, next])
  expect(began).toEqual(['first', 'last'])
})

test('where too much waits, of one caller or of all, more is refused at once', async () => {
  const turns = new Turns({ atOnce: 1, waiting: 4, each: 2 })
  const ask = (caller: string) => {
    const of = work(caller, [])
    return { of, run: turns.run(caller, stays, of.do) }
  }
  const asked = ['a', 'a', 'a'].map(ask)
  await expect(turns.run('a', stays, async () => 'third')).rejects.toMatchObject(busy)
  asked.push(...['b', 'c'].map(ask))
  await expect(turns.run('d', stays, async () => 'fifth')).rejects.toMatchObject(busy)
  for (const { of } of asked) of.end()
  await Promise.all(asked.map(({ run }) => run))
  expect(await turns.run('a', stays, async () => 'again')).toBe('again')
})
