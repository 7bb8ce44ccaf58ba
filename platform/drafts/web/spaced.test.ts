import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { spaced } from './spaced.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('sends the first at once and of the following only the latest', async () => {
  const sent: string[] = []
  const { save } = spaced(async (words: string) => void sent.push(words), 5000)
  const first = save('a')
  await vi.advanceTimersByTimeAsync(0)
  await first
  const second = save('ab')
  const third = save('abc')
  await vi.advanceTimersByTimeAsync(4999)
  expect(sent).toEqual(['a'])
  await vi.advanceTimersByTimeAsync(1)
  await Promise.all([second, third])
  expect(sent).toEqual(['a', 'abc'])
})

test('whoever asked hears that it failed', async () => {
  const { save } = spaced(() => Promise.reject(new Error('no line')), 5000)
  const failed = expect(save('a')).rejects.toThrow('no line')
  await vi.advanceTimersByTimeAsync(0)
  await failed
})

test('what is discarded is not sent afterwards', async () => {
  const sent: string[] = []
  const { save, settle } = spaced(async (words: string) => void sent.push(words), 5000)
  void save('a')
  await settle()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(sent).toEqual([])
})
