import { expect, test } from 'vitest'
import { flag, list, number, oneOf, readAddress, text, writeAddress } from './address.ts'

const spec = {
  q: text(),
  status: oneOf(['all', 'open', 'closed'], 'all'),
  page: number(1),
  year: number(),
  themes: list(),
  mine: flag(),
}

test('an empty address is the initial state', () => {
  expect(readAddress(spec, '')).toEqual({ q: '', status: 'all', page: 1, year: null, themes: [], mine: false })
})

test('what is written is read back', () => {
  const state = { q: 'كاف & co', status: 'open', page: 3, year: 2020, themes: ['cft', 'pve'], mine: true } as const
  expect(readAddress(spec, writeAddress(spec, state, ''))).toEqual(state)
})

test('what is initial never appears in the address', () => {
  expect(
    writeAddress(spec, { q: '', status: 'all', page: 1, themes: [], year: null, mine: false }, '?q=x&page=4'),
  ).toBe('')
})

test('commas stay readable', () => {
  expect(writeAddress(spec, { themes: ['cft', 'pve'] }, '')).toBe('themes=cft,pve')
})

test('what belongs to others on the page is kept', () => {
  expect(writeAddress(spec, { page: 2 }, '?preview=7')).toBe('preview=7&page=2')
})

test('a value that makes no sense is the initial one', () => {
  expect(readAddress(spec, '?status=stolen&page=two&mine=maybe&year=1e9')).toEqual(readAddress(spec, ''))
})
