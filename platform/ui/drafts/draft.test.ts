import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { draftName, draftsOf, dropDraft, dropDraftsOf, findDraft, keepDraft, sameWords } from './draft.ts'

/** The browser's storage: Node has none without a file. */
class Shelf implements Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  [key: string]: unknown
  getItem(key: string) {
    return Object.hasOwn(this, key) ? (this[key] as string) : null
  }
  setItem(key: string, value: string) {
    this[key] = value
  }
  removeItem(key: string) {
    delete this[key]
  }
}

beforeEach(() => {
  vi.stubGlobal('localStorage', new Shelf())
  vi.stubGlobal('sessionStorage', new Shelf())
})
afterEach(() => vi.unstubAllGlobals())

const name = draftName('amina', 'programmes.new')
const at = '2021-01-29T12:03:00.000Z'

test('words are found again as they were written', () => {
  const words = { title: 'سفر الإرهابيين', budget: null, states: ['NER', 'MLI'] }
  expect(keepDraft('device', name, words, at)).toBe(true)
  expect(findDraft(name)).toEqual({ value: words, at })
})

test('what becomes confidential leaves the device for the tab', () => {
  keepDraft('device', name, { level: 0 }, at)
  keepDraft('tab', name, { level: 1 }, '2021-01-29T12:04:00.000Z')
  expect(localStorage.getItem(name)).toBeNull()
  expect(findDraft(name)?.value).toEqual({ level: 1 })
})

test('the later words win where a tab of before still holds some', () => {
  localStorage.setItem(name, JSON.stringify({ value: 'old', at }))
  sessionStorage.setItem(name, JSON.stringify({ value: 'new', at: '2021-01-30T08:00:00.000Z' }))
  expect(findDraft(name)?.value).toBe('new')
})

test('nobody finds what another person wrote on the same device', () => {
  keepDraft('device', name, 'mine', at)
  expect(findDraft(draftName('jean', 'programmes.new'))).toBeUndefined()
  expect(draftsOf('jean')).toEqual([])
})

test('signing out can leave nothing behind, of this person only', () => {
  keepDraft('device', name, 'a', at)
  keepDraft('tab', draftName('amina', 'needs.new'), 'b', at)
  keepDraft('device', draftName('jean', 'needs.new'), 'c', at)
  expect(draftsOf('amina')).toHaveLength(2)
  dropDraftsOf('amina')
  expect(draftsOf('amina')).toEqual([])
  expect(draftsOf('jean')).toHaveLength(1)
})

test('a sent draft is gone', () => {
  keepDraft('device', name, 'a', at)
  dropDraft(name)
  expect(findDraft(name)).toBeUndefined()
})

test('a browser that refuses to keep anything is noticed', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
    removeItem: () => undefined,
  })
  expect(keepDraft('device', name, 'a', at)).toBe(false)
})

test('two values say the same when a person would see no difference', () => {
  expect(sameWords({ a: 1, b: undefined }, { a: 1 })).toBe(true)
  expect(sameWords({ a: 'x' }, { a: 'x ' })).toBe(false)
})
