import { expect, test } from 'vitest'
import { conflicting, mergeEdits } from './merge-edits.ts'

const base = { version: 1, title: 'Border security', summary: 'Old', budget: 10 }
const mine = { version: 1, title: 'Border security in Niger', summary: 'Mine', budget: 10 }
const theirs = { version: 2, title: 'Border security', summary: 'Theirs', budget: 20 }
const keys = ['title', 'summary', 'budget'] as const

test('only what both changed needs a choice', () => {
  expect(keys.filter((key) => conflicting({ base, mine, theirs }, key))).toEqual(['summary'])
})

test('without the beginning, whatever differs needs a choice', () => {
  expect(keys.filter((key) => conflicting({ mine, theirs }, key))).toEqual(['title', 'summary', 'budget'])
})

test('each side keeps what it alone changed, and the version is the newer one', () => {
  expect(mergeEdits({ base, mine, theirs }, keys, { summary: 'mine' })).toEqual({
    version: 2,
    title: 'Border security in Niger',
    summary: 'Mine',
    budget: 20,
  })
  expect(mergeEdits({ base, mine, theirs }, keys, { summary: 'theirs' }).summary).toBe('Theirs')
})

test('a choice already sent, which arrived on a line that dropped, asks for nothing', () => {
  expect(keys.some((key) => conflicting({ base, mine, theirs: { ...mine, version: 2 } }, key))).toBe(false)
})
