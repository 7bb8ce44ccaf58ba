import { expect, test } from 'vitest'
import { findPage, type Page } from './pages.ts'

const page = (path: string): Page => ({
  path,
  title: 'title',
  texts: { ar: {}, en: {}, es: {}, fr: {}, ru: {}, zh: {} },
  access: 'public',
  load: async () => () => null,
})
const pages = ['/', '/programmes', '/programmes/:id', '/programmes/new', '/programmes/:id/edit'].map(page)
const found = (path: string) => {
  const one = findPage(pages, path)
  return one && [one.page.path, one.params]
}

test('a hole takes one part of the address', () => {
  expect(found('/programmes/7')).toEqual(['/programmes/:id', { id: '7' }])
  expect(found('/programmes/7/edit')).toEqual(['/programmes/:id/edit', { id: '7' }])
})

test('of two that fit, the more literal one wins', () => {
  expect(found('/programmes/new')).toEqual(['/programmes/new', {}])
})

test('a slash at the end changes nothing', () => {
  expect(found('/programmes/')).toEqual(['/programmes', {}])
  expect(found('/')).toEqual(['/', {}])
})

test('what a hole takes is decoded', () => {
  expect(found('/programmes/A%2F75%2F729')).toEqual(['/programmes/:id', { id: 'A/75/729' }])
})

test('no page stands at an unknown or a broken address', () => {
  expect(found('/nowhere')).toBeUndefined()
  expect(found('/programmes/%E0%A4%A')).toBeUndefined()
  expect(found('/programmes//edit')).toBeUndefined()
})
